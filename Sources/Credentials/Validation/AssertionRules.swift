/// The rules for the assertions of one manifest (C2PA, 15.10).
struct AssertionRules {
  let manifest: Manifest
  let claim: Claim
  let validation: StoreValidation

  /// The assertions that the claim names and that are there, each with whether the claim created it.
  private(set) var named: [(assertion: Assertion, isCreated: Bool)] = []
  private(set) var statuses: [ValidationStatus] = []

  init(manifest: Manifest, claim: Claim, validation: StoreValidation) {
    self.manifest = manifest
    self.claim = claim
    self.validation = validation
  }

  func run() -> [ValidationStatus] {
    var copy = self
    copy.checkReferences()
    copy.checkUndeclared()
    copy.checkRedactions()
    copy.checkContents()
    copy.checkSet()
    copy.statuses += copy.alternativeContent()
    copy.statuses += ActionRules(copy).run()
    copy.statuses += NestedReferences(copy).run()
    return copy.statuses
  }

  mutating func add(_ code: StatusCode, _ url: String?, _ sentence: String) {
    statuses.append(ValidationStatus(code, url, sentence))
  }

  /// Each hashed URI of the claim (C2PA, 15.10.2).
  private mutating func checkReferences() {
    var boxes: [[UInt8]: [Assertion]] = [:]
    for assertion in manifest.assertions {
      boxes[Array(assertion.label.utf8), default: []].append(assertion)
    }
    var seen: Set<[UInt8]> = []
    for (number, reference) in claim.assertions.enumerated() {
      let isCreated = number < claim.created.count
      guard let uri = reference.uri else {
        add(.assertionMissing, reference.url, "the claim names an assertion by no JUMBF address")
        continue
      }
      let label = uri.path.last ?? ""
      let url = uri.absolute(in: manifest.label).text
      if let other = uri.manifest, !other.utf8.elementsEqual(manifest.label.utf8) {
        add(.assertionOutsideManifest, url, "the claim names an assertion of another manifest")
        continue
      }
      if uri.path.count == 2, uri.path[0] == "c2pa.assertions",
        validation.isRedacted(label, in: manifest)
      {
        continue
      }
      guard uri.path.count == 2, uri.path[0] == "c2pa.assertions",
        let found = boxes[Array(label.utf8)], let assertion = found.first
      else {
        add(.assertionMissing, url, "the assertion \(label) is named by the claim and not there")
        continue
      }
      if found.count > 1, seen.insert(Array(label.utf8)).inserted {
        add(
          assertion.isHardBinding ? .assertionMultipleHardBindings : .assertionUndeclared, url,
          "\(found.count) assertions have the label \(label)")
      }
      named.append((assertion, isCreated))
      compare(reference, with: assertion, url)
    }
  }

  private mutating func compare(
    _ reference: HashedURI, with assertion: Assertion, _ url: String
  ) {
    guard let name = reference.alg ?? claim.alg else {
      add(
        .algorithmUnsupported, url,
        "neither the hash of \(assertion.label) nor the claim names "
          + "an algorithm")
      return
    }
    guard let algorithm = ContentHash(rawValue: name) else {
      add(.algorithmUnsupported, url, "the hash algorithm \(name) is not one that C2PA allows")
      return
    }
    if validation.digests.digest(of: assertion.box, in: manifest, algorithm)
      == reference.hash
    {
      add(.assertionHashedURIMatch, url, "the hash of \(assertion.label) is the one in the claim")
    } else {
      add(
        .assertionHashedURIMismatch, url,
        "the assertion \(assertion.label) is not the one that the claim was made for")
    }
  }

  /// What is in the store and in no list of the claim (C2PA, 15.10.2).
  private mutating func checkUndeclared() {
    var declared: Set<[UInt8]> = []
    for reference in claim.assertions {
      if let label = reference.uri?.path.last { declared.insert(Array(label.utf8)) }
    }
    for assertion in manifest.assertions
    where !declared.contains(Array(assertion.label.utf8)) {
      add(
        .assertionUndeclared, manifest.url(of: assertion),
        "the assertion \(assertion.label) is in the manifest and not in its claim")
    }
  }

  /// What the claim redacts in others (C2PA, 15.11.3.2).
  private mutating func checkRedactions() {
    for text in claim.redacted {
      guard let uri = JUMBFURI(text)?.absolute(in: manifest.label) else {
        add(.assertionNotRedacted, text, "the claim redacts something that is no JUMBF address")
        continue
      }
      let url = uri.text
      if uri.manifest?.utf8.elementsEqual(manifest.label.utf8) == true {
        add(.assertionSelfRedacted, url, "the claim redacts an assertion of its own manifest")
        continue
      }
      let (name, _) = Assertion.parts(of: uri.path.last ?? "")
      if name == "c2pa.actions" || name == "c2pa.actions.v2" {
        add(.assertionActionRedacted, url, "the claim redacts actions, which it may not")
        continue
      }
      if Assertion.isHardBinding(name) {
        add(
          .assertionHardBindingRedacted, url,
          "the claim redacts a binding to the content, which it may not")
        continue
      }
      guard let target = validation.store.manifest(uri.manifest ?? ""),
        let label = uri.path.last, uri.path.count == 2, let there = target.assertion(label)
      else { continue }
      if case .redacted = there.content { continue }
      add(.assertionNotRedacted, url, "the claim redacts \(label), and it is still there")
    }
  }

  /// Whether each assertion is what its label says.
  private mutating func checkContents() {
    for (assertion, isCreated) in named {
      let url = manifest.url(of: assertion)
      if case .unreadable(let status) = assertion.content {
        add(status.code, url, status.sentence)
        continue
      }
      if let fault = AssertionContents.fault(
        of: assertion, isCreated: isCreated, in: manifest.kind)
      {
        add(fault.code, url, fault.sentence)
      }
    }
  }

  /// The right set for the kind of manifest (C2PA, 15.10.1, 15.11.2).
  private mutating func checkSet() {
    let bindings = named.filter { $0.assertion.isHardBinding }
    let parents = ingredients.filter { $0.1.relationship == .parentOf }
    switch manifest.kind {
    case .standard:
      let isRedacted = claim.assertions.contains { reference in
        guard let label = reference.uri?.path.last else { return false }
        return label.begins(with: "c2pa.hash.") && validation.isRedacted(label, in: manifest)
      }
      if bindings.isEmpty, !isRedacted {
        add(
          .claimHardBindingsMissing, manifest.url(claim.label),
          "the manifest has no binding to the content")
      } else if bindings.count > 1 {
        add(
          .assertionMultipleHardBindings, manifest.url("c2pa.assertions"),
          "the manifest has \(bindings.count) bindings to the content")
      }
      if parents.count > 1 {
        add(
          .manifestMultipleParents, manifest.url(claim.label),
          "the manifest has \(parents.count) ingredients that are parents")
      }
    case .update:
      checkUpdate(hasBinding: !bindings.isEmpty, parents: parents.count)
    }
  }

  private mutating func checkUpdate(hasBinding: Bool, parents: Int) {
    let count = named.filter { $0.assertion.isIngredient }.count
    if count != 1 || parents != 1 {
      add(
        .manifestUpdateWrongParents, manifest.url(claim.label),
        "an update manifest has exactly one ingredient, its parent; this has \(count) ingredients, "
          + "\(parents) of them parents")
    }
    let allowed = [
      "c2pa.edited.metadata", "c2pa.opened", "c2pa.published", "c2pa.redacted",
    ]
    var reasons: [String] = []
    if hasBinding { reasons.append("a binding to content") }
    for (assertion, _) in named {
      if assertion.name.begins(with: "c2pa.thumbnail.") { reasons.append("a thumbnail") }
      if assertion.name == "c2pa.hash.multi-asset" { reasons.append("a multi-asset hash") }
      guard assertion.isActions, let item = assertion.cbor else { continue }
      for action in item["actions"]?.array ?? [] {
        guard let name = action["action"]?.text, !allowed.contains(name) else { continue }
        reasons.append("the action \(name)")
      }
    }
    if let reason = reasons.first {
      add(.manifestUpdateInvalid, manifest.url(claim.label), "an update manifest has \(reason)")
    }
  }

  /// The ingredient assertions that can be read.
  var ingredients: [(Assertion, IngredientAssertion)] {
    named.compactMap { entry in
      guard entry.assertion.isIngredient, let item = entry.assertion.cbor,
        let ingredient = try? IngredientAssertion(item, name: entry.assertion.name)
      else { return nil }
      return (entry.assertion, ingredient)
    }
  }
}
