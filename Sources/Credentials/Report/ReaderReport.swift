internal import Certificates

extension ValidationReport {
  /// The version of the specification that validation follows.
  static let specVersion = "2.4.0"

  /// The report in the shape that c2patool prints, so that existing scripts work; nil where there is
  /// no manifest to print.
  ///
  /// Keys are always in the same order.
  public func readerJSON() -> JSONValue? {
    guard let store, let active = store.active else { return nil }
    var members: [(String, JSONValue)] = [("active_manifest", .string(active.label))]
    members.append(
      (
        "manifests",
        .object(
          store.manifests.indices.map { place in
            (
              store.manifests[place].label,
              ReaderManifest(report: self, store: store, place: place).json()
            )
          })
      ))
    let failures = (statuses + ingredients.flatMap(\.statuses)).filter { $0.kind == .failure }
    if !failures.isEmpty {
      members.append(("validation_status", .array(failures.map(ValidationReport.json))))
    }
    members.append(("validation_results", results()))
    if let engineState { members.append(("validation_state", .string(engineState))) }
    return .object(members)
  }

  private func results() -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("activeManifest", ValidationReport.json(statuses))
    ]
    if !ingredients.isEmpty {
      members.append(
        (
          "ingredientDeltas",
          .array(ingredients.map(ValidationReport.json))
        ))
    }
    members.append(("specVersion", .string(ValidationReport.specVersion)))
    if let list { members.append(("trustListUri", .string(list))) }
    return .object(members)
  }

  static func json(_ status: ValidationStatus) -> JSONValue {
    var members: [(String, JSONValue)] = [("code", .string(status.code.rawValue))]
    if let url = status.url { members.append(("url", .string(url))) }
    members.append(("explanation", .string(status.sentence)))
    return .object(members)
  }

  /// Statuses by what they mean.
  static func json(_ statuses: [ValidationStatus]) -> JSONValue {
    func list(_ kind: StatusCode.Kind) -> JSONValue {
      .array(statuses.filter { $0.kind == kind }.map(ValidationReport.json))
    }
    return .object([
      ("success", list(.success)), ("informational", list(.informational)),
      ("failure", list(.failure)),
    ])
  }

  static func json(_ delta: IngredientDelta) -> JSONValue {
    .object([
      ("ingredientAssertionURI", .string(delta.url)),
      ("validationDeltas", json(delta.statuses)),
    ])
  }

  /// A moment as these reports write it.
  static func text(_ moment: Moment) -> String {
    let text = moment.description
    guard text.utf8.last == UInt8(ascii: "Z") else { return text }
    return String(decoding: text.utf8.dropLast(), as: UTF8.self) + "+00:00"
  }
}

/// One manifest in the shape of c2patool.
private struct ReaderManifest {
  let report: ValidationReport
  let store: ManifestStore
  let place: Int

  var manifest: Manifest { store.manifests[place] }

  func json() -> JSONValue {
    var members: [(String, JSONValue)] = []
    let claim = manifest.claimBoxes.first.flatMap { try? Claim($0) }
    if let claim { members += head(claim) }
    if let signer = place < report.signers.count ? report.signers[place] : nil {
      members.append(("signature_info", ReaderManifest.json(signer)))
    }
    members.append(("label", .string(manifest.label)))
    if let claim { members.append(("claim_version", .integer(claim.version))) }
    return .object(members)
  }

  private func head(_ claim: Claim) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    func add(_ name: String, _ text: String?) {
      if let text { members.append((name, .string(text))) }
    }
    add("claim_generator", claim.generatorText)
    if !claim.generators.isEmpty {
      members.append(
        ("claim_generator_info", .array(claim.generators.map { JSONValue($0) })))
    }
    add("title", claim.title)
    add("format", claim.format)
    add("instance_id", claim.instanceID)
    let thumbnail = manifest.assertions.first { $0.name.begins(with: "c2pa.thumbnail.claim") }
    if let thumbnail, let file = resource(thumbnail) { members.append(("thumbnail", file)) }
    let ingredients = manifest.assertions.filter(\.isIngredient)
    if !ingredients.isEmpty {
      members.append(("ingredients", .array(ingredients.compactMap(ingredient))))
    }
    members.append(("assertions", .array(assertions(claim))))
    if !claim.redacted.isEmpty {
      members.append(("redactions", .array(claim.redacted.map { .string($0) })))
    }
    return members
  }

  private func resource(_ assertion: Assertion) -> JSONValue? {
    guard case .file(let type, _) = assertion.content else { return nil }
    return .object([
      ("format", .string(type)), ("identifier", .string(manifest.url(of: assertion))),
    ])
  }

  private func assertions(_ claim: Claim) -> [JSONValue] {
    let created = Set(claim.created.compactMap { $0.uri?.path.last.map { Array($0.utf8) } })
    return manifest.assertions.compactMap { assertion in
      guard !assertion.name.begins(with: "c2pa.hash."), !assertion.isIngredient,
        !assertion.name.begins(with: "c2pa.thumbnail.")
      else { return nil }
      var members: [(String, JSONValue)] = [("label", .string(assertion.name))]
      switch assertion.content {
      case .cbor(let item): members.append(("data", JSONValue(item)))
      case .json(let value): members += [("data", value)]
      case .file(let type, let bytes):
        members.append(
          (
            "data",
            .object([
              ("format", .string(type)), ("identifier", .string(manifest.url(of: assertion))),
              ("size", .integer(bytes.count)),
            ])
          ))
      default: return nil
      }
      if assertion.instance > 0 { members.append(("instance", .integer(assertion.instance))) }
      if case .json = assertion.content { members.append(("kind", .string("Json"))) }
      if claim.version >= 2, created.contains(Array(assertion.label.utf8)) {
        members.append(("created", .bool(true)))
      }
      return .object(members)
    }
  }

  private func ingredient(_ assertion: Assertion) -> JSONValue? {
    guard let item = assertion.cbor,
      let ingredient = try? IngredientAssertion(item, name: assertion.name)
    else { return nil }
    var members: [(String, JSONValue)] = []
    func add(_ name: String, _ field: CBOR?) {
      if let field { members.append((name, JSONValue(field))) }
    }
    add("title", item["dc:title"])
    add("format", item["dc:format"])
    add("document_id", item["documentID"])
    add("instance_id", item["instanceID"])
    if let uri = HashedURI(item["thumbnail"])?.uri,
      let target = store.manifest(of: uri, in: manifest), let label = uri.path.last,
      let file = target.assertion(label), case .file(let type, _) = file.content
    {
      members.append(
        (
          "thumbnail",
          .object([("format", .string(type)), ("identifier", .string(target.url(of: file)))])
        ))
    }
    members.append(("relationship", .string(ingredient.relationship.rawValue)))
    let label = ingredient.manifest?.uri?.manifest
    if let label { members.append(("active_manifest", .string(label))) }
    add("validation_results", item["validationResults"])
    add("validation_status", item["validationStatus"])
    for (name, field) in [
      ("description", "description"), ("informational_URI", "informationalURI"),
      ("data_types", "dataTypes"), ("metadata", "metadata"),
    ] { add(name, item[field]) }
    if let label {
      members.append(
        (
          "manifest_data",
          .object([
            ("format", .string("application/c2pa")), ("identifier", .string(label)),
          ])
        ))
    }
    members.append(("label", .string(assertion.label)))
    return .object(members)
  }

  static func json(_ signer: Signer) -> JSONValue {
    var members: [(String, JSONValue)] = []
    func add(_ name: String, _ text: String?) {
      if let text { members.append((name, .string(text))) }
    }
    add("alg", signer.algorithm?.name)
    add("issuer", signer.certificate?.subject.organization)
    add("common_name", signer.certificate?.subject.commonName)
    add("cert_serial_number", signer.certificate?.serialInDecimal)
    add("time", signer.stampedTime.map(ValidationReport.text))
    if let isGood = signer.isNotRevoked {
      members.append(("revocation_status", .bool(isGood)))
    }
    return .object(members)
  }
}
