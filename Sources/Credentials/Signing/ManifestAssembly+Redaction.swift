extension ManifestAssembly {
  /// Assertions that an update manifest may not have, or that would say more than it may (C2PA,
  /// 11.2.3).
  func checkUpdate() throws(SigningError) {
    guard definition.intent == .update else { return }
    func refused(_ place: String, _ what: String) -> SigningError {
      .definition(
        place: place, "an update manifest has no \(what): the content stays as it is; take edit")
    }
    if definition.thumbnail != nil { throw refused("thumbnail", "thumbnail") }
    if !definition.ingredients.isEmpty {
      throw refused("ingredients", "ingredients but the file itself")
    }
    let allowed = ["c2pa.edited.metadata", "c2pa.opened", "c2pa.published", "c2pa.redacted"]
    for (number, item) in definition.assertions.enumerated() where item.isActions {
      for action in item.data["actions"]?.array ?? [] {
        guard let name = action["action"]?.text, !allowed.contains(name) else { continue }
        throw refused("assertions[\(number)].data.actions", "action \(name)")
      }
    }
  }

  /// Takes the assertions that the definition names out of the manifests of ingredients (C2PA, 6.8).
  func redact(_ drafts: inout [IngredientDraft]) throws(SigningError) {
    for (number, text) in definition.redactions.enumerated() {
      let place = "redactions[\(number)]"
      guard let uri = JUMBFURI(text), let label = uri.manifest, uri.path.count == 2,
        uri.path[0] == "c2pa.assertions"
      else {
        throw .definition(place: place, "this is no address of an assertion of an earlier manifest")
      }
      let (name, _) = Assertion.parts(of: uri.path[1])
      if name == "c2pa.actions" || name == "c2pa.actions.v2" || Assertion.isHardBinding(name) {
        throw .definition(
          place: place,
          "\(name) may not be redacted: without it nobody knows what was done (C2PA, 6.8)")
      }
      if name.utf8.starts(with: "c2pa.ingredient".utf8) {
        throw .definition(
          place: place,
          "taking an ingredient out takes its manifest out as well, which is not done here")
      }
      var isFound = false
      for draft in drafts.indices {
        guard let manifest = drafts[draft].report?.store?.manifest(label) else { continue }
        guard !manifest.isCompressed else {
          throw .definition(
            place: place, "the manifest is compressed, and in those nothing is taken out here")
        }
        guard manifest.assertion(uri.path[1]) != nil else { continue }
        drafts[draft].redacted[Array(label.utf8), default: []].insert(uri.path[1])
        isFound = true
      }
      guard isFound else {
        throw .definition(
          place: place, "no manifest of the file or of an ingredient has this assertion")
      }
    }
  }
}

extension JUMBFSuperbox {
  /// The bytes of a manifest without some assertions.
  ///
  /// C2PA (6.8) lets the box go or a mark stand in its place; the reference engine reads no manifest
  /// with such a mark.
  func redacting(_ labels: Set<String>) -> [UInt8] {
    var contents: [UInt8] = []
    for box in boxes {
      guard let inner = box.superbox, inner.label == "c2pa.assertions" else {
        contents += box.encoded
        continue
      }
      var left: [UInt8] = []
      for item in inner.boxes {
        if let assertion = item.superbox, labels.contains(assertion.label) { continue }
        left += item.encoded
      }
      contents += JUMBFWriter.superbox(
        inner.description.type, label: inner.label,
        salt: inner.description.salt.map { Array($0) }, contents: left)
    }
    return JUMBFWriter.superbox(
      description.type, label: label, salt: description.salt.map { Array($0) }, contents: contents)
  }
}
