internal import Certificates

extension ManifestDefinition {
  init(_ value: JSONValue) throws(SigningError) {
    var object = try DefinitionObject(value, at: "")
    if let name = try object.text("alg") {
      guard let found = SigningAlgorithm(name: name) else {
        throw .definition(
          place: "alg", "\(name) is none of es256, es384, es512, ps256, ps384, ps512, ed25519")
      }
      algorithm = found
    }
    privateKey = try object.text("private_key")
    signCert = try object.text("sign_cert")
    timeStampAuthority = try object.text("ta_url")
    basePath = try object.text("base_path")
    title = try object.text("title")
    format = try object.text("format")
    instanceID = try object.text("instance_id")
    label = try object.text("label")
    thumbnail = try object.resource("thumbnail")
    try readGenerator(&object)
    for (place, item) in try object.list("ingredients").enumerated() {
      ingredients.append(try IngredientItem(item, at: "ingredients[\(place)]"))
    }
    for (place, item) in try object.list("ingredient_paths").enumerated() {
      guard let path = item.text else {
        throw .definition(place: "ingredient_paths[\(place)]", "a path belongs here")
      }
      ingredients.append(IngredientItem(path: path))
    }
    for (place, item) in try object.list("assertions").enumerated() {
      assertions.append(try AssertionItem(item, at: "assertions[\(place)]"))
    }
    try readIntent(&object)
    _ = object.value("$schema")
    _ = try object.text("vendor")
    if let version = object.value("claim_version") {
      guard case .number("2") = version else {
        throw .definition(place: "claim_version", "claims of version 2 are written, and no others")
      }
    }
    for (place, item) in try object.list("redactions").enumerated() {
      guard let text = item.text, let uri = JUMBFURI(text), uri.manifest != nil else {
        throw .definition(
          place: "redactions[\(place)]",
          "the address of an assertion belongs here: "
            + "self#jumbf=/c2pa/MANIFEST/c2pa.assertions/LABEL")
      }
      redactions.append(text)
    }
    try object.refuse("credentials", "a store of credentials is a thing of version 1 claims")
    try object.refuse("metadata", "write the assertion c2pa.metadata instead")
    try object.refuse("remote_url", "a store elsewhere is not written into the file here")
    try object.finish()
  }

  private mutating func readGenerator(_ object: inout DefinitionObject) throws(SigningError) {
    let old = try object.text("claim_generator")
    guard let value = object.value("claim_generator_info") else {
      if let old, !old.isEmpty {
        let parts = old.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1)
          .map { String(Substring($0)) }
        generator = [("name", .string(parts[0]))]
        if parts.count > 1 { generator.append(("version", .string(parts[1]))) }
      }
      return
    }
    if old != nil {
      remarks.append("claim_generator is a field of version 1; claim_generator_info is written")
    }
    let list = value.array ?? [value]
    guard let first = list.first, let members = first.object else {
      throw .definition(
        place: "claim_generator_info", "an object belongs here, or a list with one")
    }
    guard list.count == 1 else {
      throw .definition(
        place: "claim_generator_info", "a claim of version 2 has one generator, not \(list.count)")
    }
    guard first["name"]?.text?.isEmpty == false else {
      throw .definition(place: "claim_generator_info", "name is needed")
    }
    if first["icon"] != nil {
      throw .definition(place: "claim_generator_info.icon", "an icon is not written here")
    }
    generator = members
  }

  private mutating func readIntent(_ object: inout DefinitionObject) throws(SigningError) {
    if let text = try object.text("created") {
      intent = .create(digitalSourceType: try Self.sourceType(text, at: "created"))
    }
    guard let value = object.value("intent") else { return }
    guard intent == nil else {
      throw .definition(place: "intent", "created says the same already; leave one out")
    }
    if let word = value.text {
      switch word.lowercased() {
      case "edit": intent = .edit
      case "update": intent = .update
      default: throw .definition(place: "intent", "edit, update or create belongs here")
      }
      return
    }
    guard let members = value.object, members.count == 1, members[0].0.lowercased() == "create",
      let text = members[0].1.text
    else {
      throw .definition(
        place: "intent", "\"edit\" belongs here, or {\"create\": DIGITAL-SOURCE-TYPE}")
    }
    intent = .create(digitalSourceType: try Self.sourceType(text, at: "intent.create"))
  }

  static func sourceType(_ text: String, at place: String) throws(SigningError) -> String {
    guard let address = DigitalSourceType.address(text) else {
      throw .definition(
        place: place,
        "\(text) is no digital source type; take a term of IPTC such as trainedAlgorithmicMedia, or "
          + "an address")
    }
    return address
  }
}

extension ManifestDefinition.AssertionItem {
  /// Labels whose assertions are JSON where nothing is said.
  private static let jsonLabels: Set<String> = [
    "c2pa.metadata", "cawg.metadata", "stds.exif", "stds.iptc", "stds.schema-org.CreativeWork",
  ]

  init(_ value: JSONValue, at place: String) throws(SigningError) {
    var object = try DefinitionObject(value, at: place)
    guard let label = try object.text("label"), !label.isEmpty else {
      throw .definition(place: place, "label is needed")
    }
    guard let data = object.value("data") else {
      throw .definition(place: place, "data is needed")
    }
    let (name, _) = Assertion.parts(of: label)
    guard !name.utf8.contains(where: { $0 < 0x21 || $0 == 0x7F || "/;?#".utf8.contains($0) }) else {
      throw .definition(place: "\(place).label", "a label has no space, and none of / ; ? #")
    }
    if name.utf8.starts(with: "c2pa.hash.".utf8) || name.utf8.starts(with: "c2pa.claim".utf8)
      || name.utf8.starts(with: "c2pa.ingredient".utf8)
      || name.utf8.starts(with: "c2pa.thumbnail".utf8)
    {
      throw .definition(
        place: "\(place).label", "\(name) is made here; it cannot be given as an assertion")
    }
    self.label = name
    self.data = data
    switch try object.text("kind")?.lowercased() {
    case nil: isJSON = Self.jsonLabels.contains(name)
    case "json"?: isJSON = true
    case "cbor"?: isJSON = false
    case let kind?:
      throw .definition(place: "\(place).kind", "Json or Cbor belongs here, not \(kind)")
    }
    isCreated = try object.bool("created") ?? false
    _ = object.value("instance")
    try object.finish()
  }

  /// Whether this is an assertion of actions.
  var isActions: Bool { label == "c2pa.actions" || label == "c2pa.actions.v2" }
}

extension ManifestDefinition.IngredientItem {
  init(_ value: JSONValue, at place: String) throws(SigningError) {
    if let path = value.text {
      self.init(path: path)
      return
    }
    self.init()
    var object = try DefinitionObject(value, at: place)
    path = try object.text("path")
    title = try object.text("title")
    format = try object.text("format")
    instanceID = try object.text("instance_id")
    label = try object.text("label")
    description = try object.text("description")
    informationalURI = try object.text("informational_URI")
    thumbnail = try object.resource("thumbnail")
    manifestData = try object.resource("manifest_data")?.identifier
    _ = try object.text("document_id")
    if let word = try object.text("relationship") {
      guard let known = IngredientAssertion.Relationship(rawValue: word) else {
        throw .definition(
          place: "\(place).relationship", "\(word) is none of parentOf, componentOf, inputTo")
      }
      relationship = known
    }
    try object.finish()
  }
}
