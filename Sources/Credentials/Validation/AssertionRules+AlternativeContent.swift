extension AssertionRules {
  /// The rules for an original that is kept beside what is shown (C2PA 2.4,
  /// `c2pa.alternative-content-representation`).
  func alternativeContent() -> [ValidationStatus] {
    let found = named.map(\.assertion).filter {
      $0.name == "c2pa.alternative-content-representation"
    }
    guard let assertion = found.first else { return [] }
    let url = manifest.url(of: assertion)
    func malformed(_ sentence: String) -> [ValidationStatus] {
      [ValidationStatus(.assertionAlternativeContentRepresentationMalformed, url, sentence)]
    }
    guard found.count == 1 else {
      return malformed("the manifest has \(found.count) alternative representations of its content")
    }
    // What is no CBOR at all has its own status.
    guard let item = assertion.cbor else {
      if case .unreadable = assertion.content { return [] }
      return malformed("the alternative representation is no map of CBOR")
    }
    switch (item["multiAssetPartIndex"], item["embeddedOriginalPreservationImage"]) {
    case (let index?, nil):
      let parts = named.first { $0.assertion.name == "c2pa.hash.multi-asset" }?.assertion.cbor
      guard let list = parts?["parts"]?.array else {
        return malformed("the alternative is a part of the file, and there is no multi-asset hash")
      }
      guard let place = index.count, place < list.count else {
        return malformed("the alternative is a part that the multi-asset hash does not have")
      }
    case (nil, let image?):
      guard let reference = HashedURI(image), let uri = reference.uri else {
        return malformed("the alternative is an image without a hash")
      }
      guard let target = validation.store.manifest(of: uri, in: manifest),
        let box = target.resolve(uri.path),
        let algorithm = ContentHash(rawValue: reference.alg ?? claim.alg ?? ""),
        validation.digests.digest(of: box, in: target, algorithm) == reference.hash
      else { return [] }
    default:
      return malformed("the alternative names either a part of the file or an image, and not both")
    }
    return [
      ValidationStatus(
        .assertionAlternativeContentRepresentationMatch, url,
        "the alternative representation is the one that was signed")
    ]
  }
}
