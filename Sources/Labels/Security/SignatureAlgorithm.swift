internal import Crypto

/// The algorithms that sign labels, by their OIDs.
enum SignatureAlgorithm {
  static let all = [SecurityData.sm2, SecurityData.rsa, SecurityData.ecdsa]

  /// Whether bytes are a key of an algorithm.
  static func isKey(_ bytes: [UInt8], of algorithm: String) -> Bool {
    switch algorithm {
    case SecurityData.sm2: SM2PublicKey(bytes) != nil
    case SecurityData.rsa: RSAKey(bytes) != nil
    case SecurityData.ecdsa: ecdsaKey(bytes) != nil
    default: false
    }
  }

  /// In which form one of these messages was signed; nil where none was.
  static func form(
    _ algorithm: String, _ signature: [UInt8], key: [UInt8], _ messages: [[UInt8]]
  ) -> SignatureCheck.Form? {
    switch algorithm {
    case SecurityData.sm2: return SM2Check.form(signature, SM2PublicKey(key), messages)
    case SecurityData.rsa:
      guard let opened = RSAKey(key)?.open(signature) else { return nil }
      for message in messages {
        let digest = Array(SHA256.hash(data: message))
        // Some sign the digest as it is, without saying of which algorithm it is.
        if opened == RSAKey.sha256Info + digest || opened == digest { return .message }
        let twice = Array(SHA256.hash(data: digest))
        if opened == RSAKey.sha256Info + twice { return .digest }
      }
      return nil
    case SecurityData.ecdsa:
      guard let key = ecdsaKey(key),
        let parsed = try? P256.Signing.ECDSASignature(derRepresentation: signature)
      else { return nil }
      for message in messages {
        if key.isValidSignature(parsed, for: message) { return .message }
        if key.isValidSignature(parsed, for: Array(SHA256.hash(data: message))) { return .digest }
      }
      return nil
    default: return nil
    }
  }

  private static func ecdsaKey(_ bytes: [UInt8]) -> P256.Signing.PublicKey? {
    if bytes.first == 0x30 { return try? P256.Signing.PublicKey(derRepresentation: bytes) }
    if bytes.count == 65 { return try? P256.Signing.PublicKey(x963Representation: bytes) }
    return try? P256.Signing.PublicKey(compressedRepresentation: bytes)
  }
}

/// SM2 in the two forms that are seen.
enum SM2Check {
  static func form(
    _ signature: [UInt8], _ key: SM2PublicKey?, _ messages: [[UInt8]]
  ) -> SignatureCheck.Form? {
    guard let key, let parsed = SM2Signature(signature) else { return nil }
    for message in messages {
      if key.isValid(parsed, for: message) { return .message }
      if key.isValid(parsed, for: SM3.hash(message)) { return .digest }
    }
    return nil
  }
}
