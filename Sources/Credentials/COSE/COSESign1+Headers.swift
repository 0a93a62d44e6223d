public import Certificates

extension COSESign1 {
  /// The number of the algorithm in the protected header (1); nil where there is none.
  public var algorithmNumber: Int? { protected[1]?.integer }

  /// The algorithm, where it is one that C2PA allows.
  public var algorithm: SigningAlgorithm? {
    algorithmNumber.flatMap(SigningAlgorithm.init(rawValue:))
  }

  /// The certificates of the signer, the leaf first, in DER.
  ///
  /// They are looked for in header 33 and under the text `x5chain`, protected or not.
  ///
  /// - Throws: ``Malformed`` where there is none, in more than one place, or not as byte strings.
  public func certificateChain() throws(Malformed) -> [ArraySlice<UInt8>] {
    let found = [protected[33] ?? protected["x5chain"], unprotected[33] ?? unprotected["x5chain"]]
      .compactMap { $0 }
    guard let field = found.first else {
      throw Malformed(
        sentence: "the signature names no certificate: neither the protected nor the unprotected "
          + "header has x5chain (33)")
    }
    guard found.count == 1 else {
      throw Malformed(sentence: "x5chain is in the protected and in the unprotected header")
    }
    if let single = field.bytes { return [single] }
    guard let list = field.array, !list.isEmpty, list.count <= 32 else {
      throw Malformed(sentence: "x5chain is neither a certificate nor a list of them")
    }
    var chain: [ArraySlice<UInt8>] = []
    for item in list {
      guard let bytes = item.bytes else {
        throw Malformed(sentence: "x5chain has something that is no byte string")
      }
      chain.append(bytes)
    }
    return chain
  }

  /// The time at which the signer says it signed (`iat` of the CWT claims, RFC 9597), in seconds of
  /// Unix time.
  public var issuedAt: Int? {
    protected["iat"]?.integer ?? protected[15]?[6]?.integer ?? protected[6]?.integer
  }

  /// Stapled OCSP responses (`rVals`), in DER.
  public var revocationValues: [ArraySlice<UInt8>] {
    let field = protected["rVals"] ?? unprotected["rVals"]
    return field?["ocspVals"]?.array?.compactMap(\.bytes) ?? []
  }

  /// The container of time-stamp tokens, and whether it is `sigTst2`; nil where there is none.
  public var timeStamps: (container: CBOR, isSecondVersion: Bool)? {
    if let second = unprotected["sigTst2"] ?? protected["sigTst2"] { return (second, true) }
    if let first = unprotected["sigTst"] ?? protected["sigTst"] { return (first, false) }
    return nil
  }

  /// A COSE_Sign1 with a detached payload, tagged, as a claim signature has to be.
  ///
  /// - Parameters:
  ///   - protected: The bytes of the protected header, as they were signed.
  ///   - unprotected: The unprotected header.
  ///   - payload: The payload, where it is not detached.
  ///   - signature: The signature, r and s one after the other for ECDSA.
  /// - Returns: The encoded COSE_Sign1.
  public static func encode(
    protected: [UInt8], unprotected: CBOR, payload: [UInt8]? = nil, signature: [UInt8]
  ) -> [UInt8] {
    CBOR.tagged(
      18,
      .array([
        .bytes(protected), unprotected, payload.map { .bytes($0) } ?? .null, .bytes(signature),
      ])
    ).deterministic()
  }
}
