/// The rules for actions (C2PA, 15.10.3.1 and 18.15.4).
struct ActionRules {
  let rules: AssertionRules
  private var statuses: [ValidationStatus] = []
  /// What the ingredient assertions say their relation is, by their labels; what else they say may be
  /// malformed, which has a status of its own.
  private var relations: [[UInt8]: IngredientAssertion.Relationship] = [:]

  init(_ rules: AssertionRules) {
    self.rules = rules
    for (assertion, _) in rules.named where assertion.isIngredient {
      let word = assertion.cbor?["relationship"]?.text ?? ""
      relations[Array(assertion.label.utf8)] = IngredientAssertion.Relationship(rawValue: word)
    }
  }

  func run() -> [ValidationStatus] {
    // What claims of version 1 had to do was less, and their writers did less.
    guard rules.claim.version >= 2 else { return runOld() }
    var copy = self
    copy.check()
    return copy.statuses
  }

  /// Of a claim of version 1 only that its actions can be read.
  private func runOld() -> [ValidationStatus] {
    var copy = self
    for (assertion, _) in rules.named where assertion.isActions {
      guard let item = assertion.cbor else { continue }
      do throws(AssertionFault) { _ = try ActionsAssertion(item) } catch {
        copy.add(error.code, assertion, error.sentence)
      }
    }
    return copy.statuses
  }

  private mutating func add(_ code: StatusCode, _ assertion: Assertion?, _ sentence: String) {
    let url = assertion.map { rules.manifest.url(of: $0) } ?? rules.manifest.url(rules.claim.label)
    statuses.append(ValidationStatus(code, url, sentence))
  }

  private mutating func check() {
    var number = 0
    var firsts = 0
    let isRedacted = rules.claim.assertions.contains { reference in
      guard let label = reference.uri?.path.last else { return false }
      return label.begins(with: "c2pa.actions")
        && rules.validation.isRedacted(label, in: rules.manifest)
    }
    for (assertion, _) in rules.named where assertion.isActions {
      guard let item = assertion.cbor else { continue }
      let actions: ActionsAssertion
      do throws(AssertionFault) { actions = try ActionsAssertion(item) } catch {
        add(error.code, assertion, error.sentence)
        number += 1
        firsts += 1
        continue
      }
      for (place, action) in actions.actions.enumerated() {
        if action.name == "c2pa.created" || action.name == "c2pa.opened" {
          firsts += 1
          if number > 0 || place > 0 {
            add(
              .assertionActionMalformed, assertion,
              "\(action.name) is not the first action of the manifest")
          }
        }
        check(action, in: assertion)
      }
      number += 1
    }
    guard rules.manifest.kind == .standard, !isRedacted else { return }
    if firsts == 0 {
      add(
        .assertionActionMalformed, rules.named.first { $0.assertion.isActions }?.assertion,
        "the manifest has neither c2pa.created nor c2pa.opened as its first action")
    } else if firsts > 1, number <= 1 {
      add(
        .assertionActionMalformed, rules.named.first { $0.assertion.isActions }?.assertion,
        "the manifest has \(firsts) actions of which one is allowed: created or opened")
    }
  }

  private mutating func check(_ action: ActionsAssertion.Action, in assertion: Assertion) {
    let found = action.ingredients.map { ($0, relation(of: $0)) }
    for (reference, relation) in found where relation == nil {
      if action.name == "c2pa.removed", reference.uri?.manifest != nil { continue }
      add(
        .assertionActionIngredientMismatch, assertion,
        "\(action.name) refers to an ingredient that is not there or not the same")
    }
    let relations = found.compactMap(\.1)
    func mismatch(_ sentence: String) {
      add(.assertionActionIngredientMismatch, assertion, "\(action.name) \(sentence)")
    }
    switch action.name {
    case "c2pa.created":
      if action.digitalSourceType == nil {
        add(.assertionActionMalformed, assertion, "c2pa.created has no digitalSourceType")
      }
    case "c2pa.opened":
      if found.count != 1 {
        mismatch("refers to \(found.count) ingredients, and has to to one")
      } else if let relation = relations.first, relation != .parentOf {
        mismatch("refers to an ingredient that is no parent")
      }
    case "c2pa.placed":
      if found.isEmpty {
        mismatch("refers to no ingredient")
      } else if relations.contains(where: { $0 != .componentOf }) {
        mismatch("refers to an ingredient that is no component")
      }
    case "c2pa.removed":
      if found.isEmpty { mismatch("refers to no ingredient") }
    case "c2pa.transcoded", "c2pa.repackaged":
      if relations.contains(where: { $0 != .parentOf }) {
        mismatch("refers to an ingredient that is no parent")
      }
    case "c2pa.redacted": checkRedacted(action, in: assertion)
    case "c2pa.watermarked", "c2pa.watermarked.bound", "c2pa.watermarked.unbound":
      if action.name != "c2pa.watermarked.unbound",
        !rules.named.contains(where: { $0.assertion.name == "c2pa.soft-binding" })
      {
        add(
          .assertionActionSoftBindingMissing, assertion,
          "\(action.name) needs a soft-binding assertion, and there is none")
      }
    default: break
    }
  }

  /// The redaction that an action tells of has to be one of the claim's.
  private mutating func checkRedacted(
    _ action: ActionsAssertion.Action, in assertion: Assertion
  ) {
    let text = action.parameters?["redacted"]?.text ?? action.parameters?["redacted"]?["url"]?.text
    guard let uri = text.flatMap({ JUMBFURI($0) })?.absolute(in: rules.manifest.label),
      rules.claim.redacted.contains(where: {
        JUMBFURI($0)?.absolute(in: rules.manifest.label) == uri
      }),
      rules.validation.store.manifest(uri.manifest ?? "") != nil
    else {
      add(
        .assertionActionRedactionMismatch, assertion,
        "c2pa.redacted does not name something that the claim redacts")
      return
    }
  }

  /// The ingredient of this manifest that a reference leads to, where its hash is right.
  private func relation(of reference: HashedURI) -> IngredientAssertion.Relationship? {
    guard let uri = reference.uri, let label = uri.path.last,
      uri.manifest == nil || uri.manifest?.utf8.elementsEqual(rules.manifest.label.utf8) == true,
      let found = relations[Array(label.utf8)],
      let assertion = rules.manifest.assertion(label),
      let algorithm = ContentHash(rawValue: reference.alg ?? rules.claim.alg ?? ""),
      rules.validation.digests.digest(of: assertion.box, in: rules.manifest, algorithm)
        == reference.hash
    else { return nil }
    return found
  }
}
