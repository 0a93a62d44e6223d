/// Hashed URIs within assertions and claims: icons, thumbnails, data (C2PA, 15.10.4).
struct NestedReferences {
  let rules: AssertionRules

  init(_ rules: AssertionRules) { self.rules = rules }

  func run() -> [ValidationStatus] {
    var found: [HashedURI] = []
    for generator in rules.claim.generators { add(generator["icon"], to: &found) }
    for (assertion, _) in rules.named {
      guard let item = assertion.cbor else { continue }
      if assertion.isActions {
        for template in item["templates"]?.array ?? [] { add(template["icon"], to: &found) }
        for agent in item["softwareAgents"]?.array ?? [] { add(agent["icon"], to: &found) }
        for action in item["actions"]?.array ?? [] {
          add(action["softwareAgent"]?["icon"], to: &found)
        }
      } else if assertion.isIngredient {
        for field in ["thumbnail", "data"] { add(item[field], to: &found) }
      }
    }
    return found.compactMap(check)
  }

  private func add(_ item: CBOR?, to list: inout [HashedURI]) {
    guard let reference = HashedURI(item), reference.uri != nil else { return }
    list.append(reference)
  }

  private func check(_ reference: HashedURI) -> ValidationStatus? {
    guard let uri = reference.uri else { return nil }
    let url = uri.absolute(in: rules.manifest.label).text
    let store = rules.validation.store
    guard let manifest = store.manifest(of: uri, in: rules.manifest) else {
      return ValidationStatus(.hashedURIMissing, url, "something refers to a box that is not there")
    }
    if let label = uri.path.last, rules.validation.isRedacted(label, in: manifest) { return nil }
    guard let box = manifest.resolve(uri.path) else {
      return ValidationStatus(.hashedURIMissing, url, "something refers to a box that is not there")
    }
    guard let algorithm = ContentHash(rawValue: reference.alg ?? rules.claim.alg ?? "") else {
      return ValidationStatus(
        .algorithmUnsupported, url, "the hash algorithm of a reference is not one that C2PA allows")
    }
    guard
      rules.validation.digests.digest(of: box, in: manifest, algorithm)
        == reference.hash
    else {
      return ValidationStatus(.hashedURIMismatch, url, "something refers to a box that was changed")
    }
    return nil
  }
}
