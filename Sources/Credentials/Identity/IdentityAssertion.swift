/// An identity that somebody other than the signer asserts (CAWG Identity 1.2, 5).
public struct IdentityAssertion: Sendable {
  /// What is signed, as it stands in the file.
  public let payload: ArraySlice<UInt8>
  /// The assertions that the identity refers to.
  public let references: [HashedURI]
  /// What kind of signature it is.
  public let kind: String
  /// The roles that the named actor says it has.
  public let roles: [String]
  /// The signature.
  public let signature: ArraySlice<UInt8>
  /// Whether the padding has nothing but zeros.
  public let isPaddingZero: Bool
  /// The whole map.
  public let map: CBOR

  /// A signature by X.509 certificates.
  public static let x509 = "cawg.x509.cose"
  /// A credential of an identity claims aggregator.
  public static let aggregation = "cawg.identity_claims_aggregation"

  /// Reads the assertion; nil where a field is missing or has the wrong type.
  public init?(_ item: CBOR) {
    guard let payload = item["signer_payload"], payload.map != nil,
      let list = payload["referenced_assertions"]?.array,
      let kind = payload["sig_type"]?.text, let signature = item["signature"]?.bytes
    else { return nil }
    let references = list.compactMap { HashedURI($0) }
    guard references.count == list.count else { return nil }
    self.payload = payload.encoded
    self.references = references
    self.kind = kind
    self.signature = signature
    roles = payload["role"]?.array?.compactMap(\.text) ?? []
    let pads = [item["pad1"]?.bytes ?? [], item["pad2"]?.bytes ?? []]
    isPaddingZero = pads.allSatisfy { $0.allSatisfy { $0 == 0 } }
    map = item
  }
}

/// An identity that was found and checked.
public struct VerifiedIdentity: Sendable {
  /// The address of the assertion.
  public let url: String
  /// The kind of its signature.
  public let kind: String
  /// The name of whom it is about: of the certificate, or each one that the aggregator verified.
  public let names: [String]
  /// Whether the signature holds.
  public let isSignatureValid: Bool
  /// The list that vouches for the signer; nil where none does.
  public let list: String?
}
