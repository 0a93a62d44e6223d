extension StoreValidation {
  /// The deepest chain of ingredients that is followed.
  private static let depthLimit = 200

  /// One ingredient that is yet to be looked at.
  private struct Work {
    let parent: Manifest
    let assertion: Assertion
    let ingredient: IngredientAssertion
    /// What this ingredient assertion and those above it had recorded.
    let recorded: [RecordedIndex]
    let depth: Int
  }

  /// Validates the ingredients of the active manifest, depth first, and tells what is news beyond
  /// what their assertions had recorded (C2PA, 15.11.3).
  mutating func validateIngredients(
    of active: Manifest
  ) -> [ValidationReport.IngredientDelta] {
    var deltas: [ValidationReport.IngredientDelta] = []
    var visited: Set<[UInt8]> = [Array(active.label.utf8)]
    var stack: [Work] = work(in: active, under: [], depth: 0).reversed()
    while let work = stack.popLast() {
      let ingredient = work.ingredient
      let url = work.parent.url(of: work.assertion)
      guard let reference = ingredient.manifest else {
        if ingredient.relationship != .inputTo {
          let status = ValidationStatus(
            .ingredientUnknownProvenance, url, "the ingredient came without a credential")
          append(news: [status], of: work, at: url, to: &deltas)
        }
        continue
      }
      guard let uri = reference.uri, let manifest = store.manifest(of: uri, in: work.parent),
        uri.manifest != nil
      else {
        if let uri = reference.uri, redactions.contains(uri) { continue }
        let status = ValidationStatus(
          .ingredientManifestMissing, reference.url, "the manifest of the ingredient is not there")
        append(news: [status], of: work, at: url, to: &deltas)
        continue
      }
      var found = check(ingredient, reference, against: manifest, in: work.parent)
      if visited.insert(Array(manifest.label.utf8)).inserted {
        found += validate(manifest)
        if work.depth < StoreValidation.depthLimit {
          let next = self.work(in: manifest, under: work.recorded, depth: work.depth + 1)
          stack += next.reversed()
        }
      }
      append(news: found, of: work, at: url, to: &deltas)
    }
    return deltas
  }

  private func work(
    in manifest: Manifest, under recorded: [RecordedIndex], depth: Int
  ) -> [Work] {
    guard let claim = claim(of: manifest) else { return [] }
    return AssertionRules(manifest: manifest, claim: claim, validation: self).ingredientsOfClaim
      .map { assertion, ingredient in
        Work(
          parent: manifest, assertion: assertion, ingredient: ingredient,
          recorded: recorded
            + (ingredient.recorded.map { [RecordedIndex($0, in: manifest.label)] } ?? []),
          depth: depth)
      }
  }

  private func append(
    news found: [ValidationStatus], of work: Work, at url: String,
    to deltas: inout [ValidationReport.IngredientDelta]
  ) {
    let news = found.filter { status in !work.recorded.contains { $0.has(status) } }
    guard !news.isEmpty else { return }
    deltas.append(ValidationReport.IngredientDelta(url: url, statuses: news))
  }

  /// Up to version 1.0 the hash of a manifest covered nothing but its claim.
  private func isOfFirstVersion(
    _ ingredient: IngredientAssertion, _ reference: HashedURI, _ manifest: Manifest,
    _ algorithm: ContentHash
  ) -> Bool {
    guard ingredient.version == 1, let claim = claim(of: manifest), claim.version == 1 else {
      return false
    }
    return digests.digest(of: claim.encoded, .claim, in: manifest, algorithm) == reference.hash
  }

  /// Whether the ingredient's manifest is the one that was taken in: by its hash, or, where something
  /// in it was redacted, by the hash of its signature.
  private func check(
    _ ingredient: IngredientAssertion, _ reference: HashedURI, against manifest: Manifest,
    in parent: Manifest
  ) -> [ValidationStatus] {
    let alg = claim(of: parent)?.alg ?? ""
    let isRedacted = redactedManifests.contains(Array(manifest.label.utf8))
    if !isRedacted {
      guard let algorithm = ContentHash(rawValue: reference.alg ?? alg) else {
        return [
          ValidationStatus(
            .algorithmUnsupported, manifest.url(),
            "the hash algorithm of an ingredient is not one that C2PA allows")
        ]
      }
      guard
        digests.digest(of: manifest.hashed, .manifest, in: manifest, algorithm) == reference.hash
          || isOfFirstVersion(ingredient, reference, manifest, algorithm)
      else {
        return [
          ValidationStatus(
            .ingredientManifestMismatch, manifest.url(),
            "the manifest of the ingredient is not the one that was taken in")
        ]
      }
      return [
        ValidationStatus(
          .ingredientManifestValidated, manifest.url(),
          "the manifest of the ingredient is the one that was taken in")
      ]
    }
    let url = manifest.url("c2pa.signature")
    guard let signature = ingredient.claimSignature, let box = manifest.signatureBox else {
      return [
        ValidationStatus(
          .ingredientClaimSignatureMissing, url,
          "something in the ingredient's manifest was redacted, and its signature is not recorded")
      ]
    }
    guard let algorithm = ContentHash(rawValue: signature.alg ?? alg),
      digests.digest(of: box, in: manifest, algorithm) == signature.hash
    else {
      return [
        ValidationStatus(
          .ingredientClaimSignatureMismatch, url,
          "the signature of the ingredient is not the one that was taken in")
      ]
    }
    return [
      ValidationStatus(
        .ingredientClaimSignatureValidated, url,
        "the signature of the ingredient is the one that was taken in")
    ]
  }
}

extension AssertionRules {
  /// The ingredient assertions that the claim names and that can be read.
  var ingredientsOfClaim: [(Assertion, IngredientAssertion)] {
    claim.assertions.compactMap { reference in
      guard let uri = reference.uri, let label = uri.path.last, uri.path.count == 2,
        uri.manifest == nil || uri.manifest?.utf8.elementsEqual(manifest.label.utf8) == true,
        let assertion = manifest.assertion(label), assertion.isIngredient,
        let item = assertion.cbor,
        let ingredient = try? IngredientAssertion(item, name: assertion.name)
      else { return nil }
      return (assertion, ingredient)
    }
  }
}
