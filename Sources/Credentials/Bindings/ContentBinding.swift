internal import Media

/// What came of the binding to the content.
enum BindingOutcome {
  /// The content is what was signed.
  case match
  /// It is not; one sentence.
  case mismatch(String)
  /// There was nothing to compare, or no way to; one sentence.
  case none(String)
}

/// The validation of the content's hard binding (C2PA, 15.12), each byte of the file read once.
struct ContentBinding {
  let validation: StoreValidation

  init(_ validation: StoreValidation) { self.validation = validation }

  /// What the binding said.
  struct Result {
    var outcome: BindingOutcome
    var statuses: [ValidationStatus] = []
  }

  /// The hash algorithms of a binding: its own, else the claim's.
  struct Context {
    let assertion: Assertion
    let url: String
    let claimAlg: String?
    let file: MediaFile
    let location: StoreLocation
    /// Whether the binding is of a manifest below an update manifest.
    let isUpdated: Bool
    let fragments: [any ByteSource]
    /// What is known of the file's hashes.
    var written: WrittenContent?

    /// The algorithm of a name, else of the binding, else of the claim.
    func algorithm(_ own: String?...) throws(AssertionFault) -> ContentHash {
      let names = own.compactMap { $0 } + [claimAlg].compactMap { $0 }
      guard let name = names.first else {
        throw AssertionFault(
          .algorithmUnsupported, "neither the binding nor the claim names a hash algorithm")
      }
      guard let algorithm = ContentHash(rawValue: name) else {
        throw AssertionFault(
          .algorithmUnsupported, "the hash algorithm \(name) is not one that C2PA allows")
      }
      return algorithm
    }
  }

  /// Compares the file with the binding of `active`, or of the first standard manifest up the chain
  /// of parents.
  func check(_ active: Manifest) -> Result {
    var manifest = active
    var seen = 0
    while manifest.kind == .update {
      seen += 1
      guard seen < 200, let claim = validation.claim(of: manifest),
        let parent = AssertionRules(manifest: manifest, claim: claim, validation: validation)
          .ingredientsOfClaim.first(where: { $0.1.relationship == .parentOf }),
        let uri = parent.1.manifest?.uri, let next = validation.store.manifest(uri.manifest ?? "")
      else {
        return missing("the update manifest leads to no manifest with a binding", of: active)
      }
      manifest = next
    }
    let isUpdated = !manifest.label.utf8.elementsEqual(active.label.utf8)
    guard let claim = validation.claim(of: manifest) else {
      let sentence = "the claim cannot be read"
      return isUpdated ? missing(sentence, of: active) : Result(outcome: .none(sentence))
    }
    let labels = Set(claim.assertions.compactMap { $0.uri?.path.last.map { Array($0.utf8) } })
    let bindings = manifest.assertions.filter {
      $0.isHardBinding && labels.contains(Array($0.label.utf8))
    }
    guard let assertion = bindings.first else {
      let sentence = "the manifest has no binding to the content"
      // Of a standard manifest its own rules have said so.
      guard isUpdated else { return Result(outcome: .none(sentence)) }
      return missing(sentence, of: active)
    }
    let context = Context(
      assertion: assertion, url: manifest.url(of: assertion), claimAlg: claim.alg,
      file: validation.file, location: validation.location,
      isUpdated: isUpdated, fragments: validation.fragments, written: validation.written)
    if validation.file.format == .manifestStore, validation.location.place != .sidecar {
      return Result(
        outcome: .none("this is a bare manifest store; the file that it belongs to is not here"))
    }
    return run(context, manifest)
  }

  /// No binding, by way of the parents of an update manifest (C2PA, 15.12).
  private func missing(_ sentence: String, of active: Manifest) -> Result {
    let url = active.url(validation.claim(of: active)?.label ?? "c2pa.claim.v2")
    return Result(
      outcome: .none(sentence),
      statuses: [ValidationStatus(.claimHardBindingsMissing, url, sentence)])
  }

  private func run(_ context: Context, _ manifest: Manifest) -> Result {
    guard let item = context.assertion.cbor else {
      let sentence = "the binding to the content is no map of CBOR"
      // What cannot be decoded at all has its own status already.
      if case .unreadable = context.assertion.content { return Result(outcome: .none(sentence)) }
      let code = BindingKind(context.assertion.name).malformed
      return Result(
        outcome: .none(sentence), statuses: [ValidationStatus(code, context.url, sentence)])
    }
    do throws(AssertionFault) {
      let kind = BindingKind(context.assertion.name)
      var statuses = try ContentBinding.compare(item, context)
      statuses.append(
        ValidationStatus(
          kind.match, context.url, "the content is the one that the manifest was made for"))
      return Result(outcome: .match, statuses: statuses)
    } catch {
      // Only a hash that does not match is made good by the parts (C2PA, 15.12.4).
      let isMismatch = error.code == BindingKind(context.assertion.name).mismatch
      return (isMismatch ? parts(context, manifest) : nil)
        ?? Result(
          outcome: .mismatch(error.sentence),
          statuses: [ValidationStatus(error.code, context.url, error.sentence)])
    }
  }

  /// Compares a file with one binding.
  ///
  /// - Returns: What there is to know besides.
  static func compare(
    _ item: CBOR, _ context: Context
  ) throws(AssertionFault) -> [ValidationStatus] {
    switch BindingKind(context.assertion.name) {
    case .data: try DataHashBinding(hash: DataHash(item), context: context).check()
    case .boxes: try BoxHashBinding(hash: BoxHash(item), context: context).check()
    case .bmff: try BMFFHashBinding(hash: BMFFHash(item), context: context).check()
    case .collection:
      try CollectionHashBinding(hash: CollectionHash(item), context: context).check()
    }
  }

  /// What the hashes of the parts say, where the manifest has them; they are asked only when the
  /// binding of the whole fails (C2PA, 15.12.4).
  private func parts(_ context: Context, _ manifest: Manifest) -> Result? {
    let found = manifest.assertions.filter { $0.name == "c2pa.hash.multi-asset" }
    guard let assertion = found.first, let item = assertion.cbor else { return nil }
    let url = manifest.url(of: assertion)
    do throws(AssertionFault) {
      guard found.count == 1 else {
        throw AssertionFault(
          .assertionMultiAssetHashMalformed, "the manifest has \(found.count) multi-asset hashes")
      }
      let hash = try MultiAssetHash(item)
      try MultiAssetBinding(hash: hash, manifest: manifest, context: context).check()
      return Result(
        outcome: .match,
        statuses: [
          ValidationStatus(
            .assertionMultiAssetHashMatch, url,
            "every part of the file is the one that the manifest was made for")
        ])
    } catch {
      return Result(
        outcome: .mismatch(error.sentence),
        statuses: [ValidationStatus(error.code, url, error.sentence)])
    }
  }
}

/// The kinds of binding, with their statuses.
enum BindingKind {
  case data
  case boxes
  case bmff
  case collection

  /// The kind by its label, that of a part (`c2pa.hash.data.part`) included.
  init(_ name: String) {
    if name.begins(with: "c2pa.hash.boxes") {
      self = .boxes
    } else if name.begins(with: "c2pa.hash.bmff.v") {
      self = .bmff
    } else if name.begins(with: "c2pa.hash.collection") {
      self = .collection
    } else {
      self = .data
    }
  }

  var malformed: StatusCode {
    switch self {
    case .data: .assertionDataHashMalformed
    case .boxes: .assertionBoxesHashMalformed
    case .bmff: .assertionBmffHashMalformed
    case .collection: .assertionCollectionHashMalformed
    }
  }

  var mismatch: StatusCode {
    switch self {
    case .data: .assertionDataHashMismatch
    case .boxes: .assertionBoxesHashMismatch
    case .bmff: .assertionBmffHashMismatch
    case .collection: .assertionCollectionHashMismatch
    }
  }

  var match: StatusCode {
    switch self {
    case .data: .assertionDataHashMatch
    case .boxes: .assertionBoxesHashMatch
    case .bmff: .assertionBmffHashMatch
    case .collection: .assertionCollectionHashMatch
    }
  }
}
