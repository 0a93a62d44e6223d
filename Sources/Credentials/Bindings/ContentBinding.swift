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
        return Result(outcome: .none("the update manifest leads to no manifest with a binding"))
      }
      manifest = next
    }
    guard let claim = validation.claim(of: manifest) else {
      return Result(outcome: .none("the claim cannot be read"))
    }
    let labels = Set(claim.assertions.compactMap { $0.uri?.path.last.map { Array($0.utf8) } })
    let bindings = manifest.assertions.filter {
      $0.isHardBinding && labels.contains(Array($0.label.utf8))
    }
    guard let assertion = bindings.first else {
      return Result(outcome: .none("the manifest has no binding to the content"))
    }
    let context = Context(
      assertion: assertion, url: manifest.url(of: assertion), claimAlg: claim.alg,
      file: validation.file, location: validation.location,
      isUpdated: manifest.label != active.label,
      fragments: validation.fragments, written: validation.written)
    if validation.file.format == .manifestStore, validation.location.place != .sidecar {
      return Result(
        outcome: .none("this is a bare manifest store; the file that it belongs to is not here"))
    }
    return run(context, manifest)
  }

  private func run(_ context: Context, _ manifest: Manifest) -> Result {
    guard let item = context.assertion.cbor else {
      return Result(outcome: .none("the binding cannot be read"))
    }
    do throws(AssertionFault) {
      let kind = BindingKind(context.assertion.name)
      var statuses = try ContentBinding.compare(item, context)
      statuses.append(
        ValidationStatus(
          kind.match, context.url, "the content is the one that the manifest was made for"))
      return Result(outcome: .match, statuses: statuses)
    } catch {
      return parts(context, manifest)
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
  /// binding of the whole fails (C2PA, 15.12.5).
  private func parts(_ context: Context, _ manifest: Manifest) -> Result? {
    guard
      let assertion = manifest.assertions.first(where: { $0.name == "c2pa.hash.multi-asset" }),
      let item = assertion.cbor
    else { return nil }
    let url = manifest.url(of: assertion)
    do throws(AssertionFault) {
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

  var match: StatusCode {
    switch self {
    case .data: .assertionDataHashMatch
    case .boxes: .assertionBoxesHashMatch
    case .bmff: .assertionBmffHashMatch
    case .collection: .assertionCollectionHashMatch
    }
  }
}
