/// A COSE_Sign1 (RFC 9052, 4.2) as it was found: headers, and the signature over something.
public struct COSESign1: Sendable {
  /// The bytes of the protected header, as they are signed.
  public let protectedBytes: ArraySlice<UInt8>
  /// The protected header.
  public let protected: CBOR
  /// The unprotected header.
  public let unprotected: CBOR
  /// The payload; nil where it is detached, as in a claim signature.
  public let payload: ArraySlice<UInt8>?
  /// The signature.
  public let signature: ArraySlice<UInt8>
  /// The signature as it is encoded, its head included: what `sigTst2` stamps.
  public let encodedSignature: ArraySlice<UInt8>

  /// Why bytes are no COSE_Sign1.
  public struct Malformed: Error, Hashable, Sendable {
    /// One sentence.
    public let sentence: String
  }

  /// Reads a COSE_Sign1, tagged (18) or not.
  ///
  /// What follows it is left alone only where `padded`.
  ///
  /// - Throws: ``Malformed`` with one sentence.
  public init(decoding bytes: ArraySlice<UInt8>, padded: Bool = false) throws(Malformed) {
    var rules = CBORRules.reading
    rules.allowsTrailingBytes = padded
    let item: CBOR
    do { item = try CBOR(decoding: bytes, rules: rules) } catch {
      throw Malformed(sentence: "the signature is no CBOR: \(error)")
    }
    if case .tagged(let tag, _) = item.value, tag != 18 {
      throw Malformed(sentence: "the signature has the CBOR tag \(tag); COSE_Sign1 has 18")
    }
    guard let parts = item.untagged.array, parts.count == 4 else {
      throw Malformed(sentence: "a COSE_Sign1 is an array of four, and the signature is not")
    }
    guard let header = parts[0].bytes, parts[1].map != nil, let signature = parts[3].bytes else {
      throw Malformed(sentence: "a part of the COSE_Sign1 has the wrong type")
    }
    guard parts[2].isNull || parts[2].bytes != nil else {
      throw Malformed(sentence: "the payload of the COSE_Sign1 is neither bytes nor null")
    }
    if header.isEmpty {
      protected = .map([])
    } else {
      guard let map = try? CBOR(decoding: header), map.map != nil else {
        throw Malformed(sentence: "the protected header of the COSE_Sign1 is no map")
      }
      protected = map
    }
    protectedBytes = header
    unprotected = parts[1]
    payload = parts[2].bytes
    self.signature = signature
    encodedSignature = parts[3].encoded
  }

  /// What is signed (RFC 9052, 4.4), with `payload` as the payload.
  public func toBeSigned(_ payload: ArraySlice<UInt8>) -> [UInt8] {
    COSESign1.structure("Signature1", protectedBytes, payload)
  }

  /// What a time-stamp stamps (C2PA, 10.3.2.5): the same over the context of a countersignature.
  public func toBeStamped(_ payload: ArraySlice<UInt8>) -> [UInt8] {
    COSESign1.structure("CounterSignature", protectedBytes, payload)
  }

  static func structure(
    _ context: String, _ protected: ArraySlice<UInt8>, _ payload: ArraySlice<UInt8>
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + protected.count + 40)
    CBOR.head(4, 4, into: &bytes)
    CBOR.head(3, UInt64(context.utf8.count), into: &bytes)
    bytes += context.utf8
    CBOR.head(2, UInt64(protected.count), into: &bytes)
    bytes += protected
    CBOR.head(2, 0, into: &bytes)
    CBOR.head(2, UInt64(payload.count), into: &bytes)
    bytes += payload
    return bytes
  }
}
