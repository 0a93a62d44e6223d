internal import Certificates

/// The content of a signature box, of a size that is known before there is a signature (C2PA, 10.3).
struct ClaimSignature {
  let signer: any ClaimSigner
  /// The bytes of the protected header.
  let protected: [UInt8]
  /// How many bytes the signature has.
  let signatureLength: Int
  /// How many bytes a time-stamp token may have; nil where none is asked for.
  let tokenReserve: Int?
  /// As many bytes as the real one will have.
  let placeholder: [UInt8]

  /// What a token has at most, where nothing else is known; one that is longer costs a second pass.
  static let usualToken = 10_240

  init(
    _ signer: any ClaimSigner, _ known: KnownCertificates, tokenReserve: Int?
  ) throws(SigningError) {
    self.signer = signer
    self.tokenReserve = tokenReserve
    signatureLength = try ClaimSigners.signatureLength(signer, known)
    let chain = ClaimSigners.carried(signer.chain).map { CBOR.bytes($0.bytes) }
    let protected = CBOR(
      .map([
        CBOR.Entry(.integer(1), .integer(signer.algorithm.rawValue)),
        CBOR.Entry(.integer(33), .array(chain)),
      ])
    ).deterministic()
    self.protected = protected
    placeholder = Self.encode(
      protected, [UInt8](repeating: 0, count: signatureLength),
      tokenReserve.map { [UInt8](repeating: 0, count: $0) }, padding: nil)
  }

  /// What is signed over a claim.
  func toBeSigned(_ claim: [UInt8]) -> [UInt8] {
    COSESign1.structure("Signature1", protected[...], claim[...])
  }

  /// What a time-stamp of the second version stamps: the signature as it is encoded, with its head.
  func toBeStamped(_ signature: [UInt8]) -> [UInt8] {
    COSESign1.structure(
      "CounterSignature", protected[...], CBOR.bytes(signature).deterministic()[...])
  }

  /// The real one, filled up to the size of the placeholder; nil where the token is too long for it.
  func encoded(_ signature: [UInt8], token: [UInt8]?) -> [UInt8]? {
    let size = placeholder.count
    let plain = Self.encode(protected, signature, token, padding: nil)
    if plain.count == size { return plain }
    guard plain.count < size else { return nil }
    let wanted = size - plain.count
    // `pad` alone reaches all sizes but those at which the head of its length grows.
    for second in [Int?.none, 0, 1, 2] {
      let rest = wanted - (second.map { 6 + $0 } ?? 0)
      guard let first = Self.fill(rest) else { continue }
      let filled = Self.encode(protected, signature, token, padding: (first, second))
      if filled.count == size { return filled }
    }
    return nil
  }

  /// How long the bytes of an entry `pad` are so that the entry has `count` bytes.
  private static func fill(_ count: Int) -> Int? {
    for head in [1, 2, 3, 5] {
      let length = count - 4 - head
      guard length >= 0 else { continue }
      let real = length < 24 ? 1 : length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5
      if real == head { return length }
    }
    return nil
  }

  private static func encode(
    _ protected: [UInt8], _ signature: [UInt8], _ token: [UInt8]?,
    padding: (first: Int, second: Int?)?
  ) -> [UInt8] {
    var entries: [(String, CBOR)] = []
    if let token {
      entries.append(("sigTst2", .map([("tstTokens", .array([.map([("val", .bytes(token))])]))])))
    }
    if let padding {
      entries.append(("pad", .bytes([UInt8](repeating: 0, count: padding.first))))
      if let second = padding.second {
        entries.append(("pad2", .bytes([UInt8](repeating: 0, count: second))))
      }
    }
    return COSESign1.encode(
      protected: protected, unprotected: .map(entries), signature: signature)
  }
}
