internal import Certificates
internal import Media

/// The making of a manifest from its definition: everything that does not depend on the layout.
struct ManifestAssembly {
  let definition: ManifestDefinition
  let resources: SigningResources
  let validator: CredentialValidator
  let now: Moment
  var randomness: SigningRandomness

  private var items: [ManifestDraft.Item] = []
  private var counts: [String: Int] = [:]

  init(
    _ definition: ManifestDefinition, _ resources: SigningResources,
    _ validator: CredentialValidator, _ now: Moment, _ randomness: SigningRandomness
  ) {
    self.definition = definition
    self.resources = resources
    self.validator = validator
    self.now = now
    self.randomness = randomness
  }

  /// The manifest for a file of the name `name`.
  mutating func draft(
    for file: MediaFile, named name: String?, bindingLabel: String?
  ) throws(SigningError) -> ManifestDraft {
    let label = try manifestLabel()
    let instance = definition.instanceID ?? "xmp:iid:" + randomness.uuid()
    try checkUpdate()
    try add(thumbnail: definition.thumbnail, label: "c2pa.thumbnail.claim")

    var drafts: [IngredientDraft] = []
    for (place, item) in definition.ingredients.enumerated() {
      drafts.append(try ingredient(item, at: "ingredients[\(place)]"))
    }
    let own = validator.report(on: file, at: now)
    let isParentNeeded = try addParent(own, file, name, to: &drafts)
    let parents = drafts.indices.filter { drafts[$0].item.relationship == .parentOf }
    guard parents.count <= 1 else {
      throw .definition(place: "ingredients", "there is one parent at most, not \(parents.count)")
    }
    try redact(&drafts)
    var ingredients: [(draft: IngredientDraft, reference: HashedURI)] = []
    for draft in drafts { ingredients.append((draft, try add(draft))) }
    let actions = ActionsDraft(ingredients: ingredients, parent: parents.first)
    add(
      "c2pa.actions.v2",
      try actions.cbor(definition, carriesCredential: isParentNeeded).deterministic(),
      isCreated: true)
    for item in definition.assertions where !item.isActions {
      if item.isJSON {
        add(item.label, json: item.data.encoded(isPretty: false), isCreated: item.isCreated)
      } else {
        add(item.label, CBOR(json: item.data).deterministic(), isCreated: item.isCreated)
      }
    }
    var draft = ManifestDraft(
      label: label, instanceID: instance, title: definition.title, generator: generator,
      items: items, bindingLabel: bindingLabel, bindingSalt: randomness.bytes(16))
    draft.earlier = try earlier(drafts, besides: label)
    draft.redactions = definition.redactions
    return draft
  }

  private mutating func manifestLabel() throws(SigningError) -> String {
    guard let label = definition.label else { return "urn:c2pa:" + randomness.uuid() }
    guard label.utf8.starts(with: "urn:".utf8),
      !label.utf8.contains(where: { $0 < 0x21 || $0 == 0x7F || "/;?#".utf8.contains($0) })
    else { throw .definition(place: "label", "a label of the form urn:c2pa:UUID belongs here") }
    return label
  }

  private var generator: CBOR {
    var entries =
      definition.generator.isEmpty
      ? [("name", CBOR.text("Countermark"))] : definition.generator.map { ($0.0, CBOR(json: $0.1)) }
    if !entries.contains(where: { $0.0 == "specVersion" }) {
      entries.append(("specVersion", .text(ValidationReport.specVersion)))
    }
    return .map(entries)
  }

  /// Sees to it that the credential that a file carries stays: as the parent's.
  ///
  /// - Returns: Whether the file carries one.
  private func addParent(
    _ own: ValidationReport, _ file: MediaFile, _ name: String?, to drafts: inout [IngredientDraft]
  ) throws(SigningError) -> Bool {
    guard own.store?.active != nil || own.place == .nowhere else {
      let found = own.statuses.first?.sentence ?? "it cannot be read"
      throw .content("the file carries a manifest store that would be lost: \(found)")
    }
    guard own.statuses.allSatisfy({ $0.code != .generalError }) || own.store?.active != nil else {
      throw .content(own.statuses.first?.sentence ?? "the file cannot be read")
    }
    let active = own.store?.active
    let hasParent = drafts.contains { $0.item.relationship == .parentOf }
    if hasParent {
      guard let active else { return false }
      for draft in drafts where draft.report?.store?.manifest(active.label) != nil { return true }
      throw .content(
        "the file carries the credential \(active.label), which none of the ingredients has: it would "
          + "be lost. Name the file itself as the parent")
    }
    let wantsParent =
      definition.intent == .edit || definition.intent == .update
      || definition.assertions.contains { item in
        item.isActions
          && item.data["actions"]?.array?.first?["action"]?.text == "c2pa.opened"
      }
    guard active != nil || wantsParent else { return false }
    guard active != nil || definition.intent != .update else {
      throw .definition(
        place: "intent",
        "the file carries no credential that could be updated; take edit or create")
    }
    var item = ManifestDefinition.IngredientItem()
    item.relationship = .parentOf
    drafts.insert(
      IngredientDraft(
        item: item, report: active == nil ? nil : own, title: name ?? definition.title,
        format: file.format.mediaType),
      at: 0)
    return active != nil
  }

  private func ingredient(
    _ item: ManifestDefinition.IngredientItem, at place: String
  ) throws(SigningError) -> IngredientDraft {
    var report: ValidationReport?
    var format = item.format
    let store = try item.manifestData.map { path throws(SigningError) in
      try resources.bytes(path, at: "\(place).manifest_data")
    }
    if let path = item.path {
      let source = try resources.source(path, at: "\(place).path")
      let found = validator.report(on: source, sidecar: store, at: now)
      if let kind = found.format, format == nil { format = kind.mediaType }
      report = found.store?.active == nil ? nil : found
    } else if let store {
      report = validator.report(on: BytesSource(store), at: now)
      guard report?.store?.active != nil else {
        throw .definition(place: "\(place).manifest_data", "this is no manifest store")
      }
    }
    let name = item.path.map { path in
      String(
        decoding: path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...],
        as: UTF8.self)
    }
    return IngredientDraft(item: item, report: report, title: item.title ?? name, format: format)
  }

  private mutating func add(_ draft: IngredientDraft) throws(SigningError) -> HashedURI {
    let picture = try add(thumbnail: draft.item.thumbnail, label: "c2pa.thumbnail.ingredient")
    return add(
      "c2pa.ingredient.v3", draft.cbor(thumbnail: picture).deterministic(), isCreated: true)
  }

  /// The manifests of all ingredients, each once.
  private func earlier(
    _ drafts: [IngredientDraft], besides own: String
  ) throws(SigningError) -> [[UInt8]] {
    var earlier: [[UInt8]] = []
    var known: [[UInt8]: [UInt8]] = [Array(own.utf8): []]
    for draft in drafts {
      for (label, bytes) in try draft.manifests() {
        if let other = known[Array(label.utf8)] {
          guard other == bytes else {
            throw .content(
              "two manifests that differ have the label \(label); giving one a new label is not done "
                + "here")
          }
          continue
        }
        known[Array(label.utf8)] = bytes
        earlier.append(bytes)
      }
    }
    return earlier
  }

  // MARK: Boxes

  @discardableResult
  private mutating func add(_ name: String, _ cbor: [UInt8], isCreated: Bool) -> HashedURI {
    add(name, .cbor, JUMBFWriter.cbor(cbor), isCreated)
  }

  private mutating func add(_ name: String, json: [UInt8], isCreated: Bool) {
    _ = add(name, .json, JUMBFWriter.json(json), isCreated)
  }

  @discardableResult
  private mutating func add(
    thumbnail: ManifestDefinition.Resource?, label: String
  ) throws(SigningError) -> HashedURI? {
    guard let thumbnail else { return nil }
    let bytes = try resources.bytes(thumbnail.identifier, at: "thumbnail")
    return add(
      label, .embeddedFile, JUMBFWriter.file(mediaType: thumbnail.format, bytes), true)
  }

  @discardableResult
  private mutating func add(
    _ name: String, _ type: JUMBFType, _ contents: [UInt8], _ isCreated: Bool
  ) -> HashedURI {
    let number = counts[name, default: 0]
    counts[name] = number + 1
    let label = number == 0 ? name : "\(name)__\(number)"
    let item = ManifestDraft.Item(
      label: label,
      box: JUMBFWriter.superbox(
        type, label: label, salt: randomness.bytes(16), contents: contents),
      isCreated: isCreated)
    items.append(item)
    return item.reference
  }
}
