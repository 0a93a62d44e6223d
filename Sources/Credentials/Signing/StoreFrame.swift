/// A store that is whole but for three places that are not known before the file was read: the binding,
/// its hash in the claim, and the signature.
///
/// What is put there is as long as what stands there, so that nothing else is made anew.
struct StoreFrame {
  /// The store, with zeros or with what was put in so far.
  private(set) var store: [UInt8]

  /// Where the binding is.
  private struct Binding {
    let content: Range<Int>
    /// What of its box is hashed.
    let hashed: Range<Int>
    /// The hash of that, in the claim.
    let reference: Range<Int>
  }

  /// Nil in an update manifest, which has no binding.
  private let binding: Binding?
  private let claimRange: Range<Int>
  private let signature: Range<Int>

  /// A frame with a binding and a signature that are as long as the real ones.
  ///
  /// - Throws: ``SigningError/content(_:)``; it does not happen, since the claim was made here.
  init(
    _ draft: ManifestDraft, binding: [UInt8], signature: [UInt8]
  ) throws(SigningError) {
    let bound = draft.bindingItem(binding)
    let claim = draft.claim(bound)
    let claimBox = JUMBFWriter.superbox(
      .claim, label: "c2pa.claim.v2", contents: JUMBFWriter.cbor(claim))
    let signatureBox = JUMBFWriter.superbox(
      .signature, label: "c2pa.signature", contents: JUMBFWriter.cbor(signature))
    store = draft.store(bound, claimBox, signatureBox)
    // Each stands at the end of its box, and the boxes at the end of the store.
    self.signature = store.count - signature.count..<store.count
    let claimEnd = store.count - signatureBox.count
    claimRange = claimEnd - claim.count..<claimEnd
    guard let item = bound else {
      self.binding = nil
      return
    }
    let end = claimEnd - claimBox.count
    let hash = item.reference.hash
    guard
      let place = claim.indices.dropLast(hash.count - 1).first(where: {
        claim[$0..<$0 + hash.count].elementsEqual(hash)
      })
    else { throw .content("the claim does not name its binding") }
    let reference = claimRange.lowerBound + place
    self.binding = Binding(
      content: end - binding.count..<end,
      hashed: end - ManifestDraft.payload(of: item.box).count..<end,
      reference: reference..<reference + hash.count)
  }

  /// The claim, as it is signed.
  var claim: [UInt8] { Array(store[claimRange]) }

  /// Puts in the binding.
  ///
  /// - Throws: ``SigningError/content(_:)`` where it has another length than was laid out.
  mutating func put(binding new: [UInt8]) throws(SigningError) {
    guard new.count == binding?.content.count ?? 0 else {
      throw .content(
        "the binding has \(new.count) bytes where \(binding?.content.count ?? 0) were laid out")
    }
    guard let binding else { return }
    store.replaceSubrange(binding.content, with: new)
    store.replaceSubrange(
      binding.reference, with: BindingDraft.algorithm.digest(of: store[binding.hashed]))
  }

  /// Puts in the signature.
  ///
  /// - Throws: ``SigningError/content(_:)`` where it has another length than was laid out.
  mutating func put(signature new: [UInt8]) throws(SigningError) {
    guard new.count == signature.count else {
      throw .content("the signature has \(new.count) bytes where \(signature.count) were laid out")
    }
    store.replaceSubrange(signature, with: new)
  }
}
