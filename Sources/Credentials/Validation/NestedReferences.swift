/// Hashed URIs within assertions and claims: icons, thumbnails, data, hashes of parts
/// (C2PA, 15.10.3.3).
struct NestedReferences {
  let rules: AssertionRules

  init(_ rules: AssertionRules) { self.rules = rules }

  /// Fields with rules of their own (C2PA, 15.10.3.2.2 and 15.11.3), and metadata about assertions,
  /// in which nothing is validated.
  private static let skipped: Set<String> = [
    "activeManifest", "c2pa_manifest", "claimSignature", "parameters", "ingredients", "metadata",
    "validationResults",
    "validationStatus",
  ]

  /// Fields that hold a hashed URI and nothing else, so that one without a hash is wrong.
  private static let fields: Set<String> = ["icon", "thumbnail", "hashAssertion"]

  func run() -> [ValidationStatus] {
    var statuses: [ValidationStatus] = []
    for generator in rules.claim.generators {
      if let icon = generator["icon"], icon.map != nil { check(icon, "icon", &statuses) }
    }
    for (assertion, _) in rules.named where assertion.name.begins(with: "c2pa.") {
      guard let item = assertion.cbor else { continue }
      // A stack of its own: the depth is the one that the decoder allowed.
      var stack: [(item: CBOR, field: String)] = [(item, "")]
      while let (item, field) = stack.popLast() {
        if let entries = item.map {
          let isReference =
            NestedReferences.fields.contains(field)
            || item["url"]?.text != nil && item["hash"]?.bytes != nil
          if isReference, !field.isEmpty {
            check(item, field, &statuses)
            continue
          }
          for entry in entries.reversed() {
            guard let name = entry.key.text, !NestedReferences.skipped.contains(name) else {
              continue
            }
            stack.append((entry.value, name))
          }
        } else if let items = item.array {
          for inner in items.reversed() where inner.map != nil || inner.array != nil {
            stack.append((inner, field))
          }
        }
      }
    }
    return statuses
  }

  private func check(_ item: CBOR, _ field: String, _ statuses: inout [ValidationStatus]) {
    guard let text = item["url"]?.text else {
      statuses.append(
        ValidationStatus(
          .hashedURIMissing, rules.manifest.url(), "the field \(field) refers to nothing"))
      return
    }
    // What is elsewhere is not fetched.
    guard let uri = JUMBFURI(text) else { return }
    let url = uri.absolute(in: rules.manifest.label).text
    guard let manifest = rules.validation.store.manifest(of: uri, in: rules.manifest) else {
      statuses.append(
        ValidationStatus(
          .hashedURIMissing, url, "the field \(field) refers to a box that is not there"))
      return
    }
    if let label = uri.path.last, rules.validation.isRedacted(label, in: manifest) { return }
    guard let box = manifest.resolve(uri.path) else {
      statuses.append(
        ValidationStatus(
          .hashedURIMissing, url, "the field \(field) refers to a box that is not there"))
      return
    }
    guard let algorithm = ContentHash(rawValue: item["alg"]?.text ?? rules.claim.alg ?? "") else {
      statuses.append(
        ValidationStatus(
          .algorithmUnsupported, url,
          "the hash algorithm of the field \(field) is not one that C2PA allows"))
      return
    }
    guard let hash = item["hash"]?.bytes,
      rules.validation.digests.digest(of: box, in: manifest, algorithm).elementsEqual(hash)
    else {
      statuses.append(
        ValidationStatus(
          .hashedURIMismatch, url, "the field \(field) refers to a box that was changed"))
      return
    }
  }
}
