internal import Crypto
internal import CryptoExtras
internal import Foundation

extension PublicKey {
  /// Whether `signature` is this key's over `message`, in the form that certificates, CMS and OCSP use:
  /// an ECDSA signature is a DER SEQUENCE of r and s.
  public func check(
    _ signature: some Collection<UInt8>, of message: some Collection<UInt8>,
    by algorithm: SignatureAlgorithm
  ) -> SignatureCheck {
    check(Array(signature), of: Array(message), by: algorithm, raw: false)
  }

  /// Whether `signature` is this key's over `message`, in the form of COSE (RFC 9053): an ECDSA
  /// signature is r and s, each as long as a coordinate of the curve.
  ///
  /// Any curve goes with any of the three hashes, as C2PA allows.
  public func check(
    _ signature: some Collection<UInt8>, of message: some Collection<UInt8>,
    by algorithm: SigningAlgorithm
  ) -> SignatureCheck {
    check(Array(signature), of: Array(message), by: algorithm.signatureAlgorithm, raw: true)
  }

  private func check(
    _ signature: [UInt8], of message: [UInt8], by algorithm: SignatureAlgorithm, raw: Bool
  ) -> SignatureCheck {
    switch (algorithm, kind) {
    case (.ecdsa(.sha1), _), (.rsaPKCS1(.sha1), _):
      return .unsupported("SHA-1, which is no longer good for signatures")
    case (.ecdsa(let hash), .ec(let curve)):
      return ecdsa(signature, message, hash, curve, raw: raw)
    case (.rsaPKCS1(let hash), .rsa):
      guard let key = rsaKey else { return .unsupported("\(self)") }
      return answer(
        rsaPKCS1(key, _RSA.Signing.RSASignature(rawRepresentation: signature), message, hash))
    case (.rsaPSS(let parameters), .rsa):
      return pss(signature, message, parameters)
    case (.rsaPSS(let parameters), .rsaPSS(_, let required)):
      // RFC 4055 1.2: the hash and mask have to be those of the key, the salt no shorter.
      if let required,
        required.hash != parameters.hash || required.maskHash != parameters.maskHash
          || required.saltLength > parameters.saltLength
      {
        return .invalid
      }
      return pss(signature, message, parameters)
    case (.ed25519, .ed25519):
      guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: keyBytes) else {
        return .invalid
      }
      return answer(key.isValidSignature(signature, for: message))
    case (.unsupported(let oid), _): return .unsupported("the algorithm \(oid)")
    case (_, .unsupported(let oid)): return .unsupported("the key \(oid)")
    default: return .unsupported("\(algorithm) by a key of the kind \(self)")
    }
  }

  private func answer(_ holds: Bool) -> SignatureCheck { holds ? .valid : .invalid }

  private func ecdsa(
    _ signature: [UInt8], _ message: [UInt8], _ hash: HashAlgorithm, _ curve: Curve, raw: Bool
  ) -> SignatureCheck {
    switch hash {
    case .sha1: .unsupported("SHA-1")
    case .sha256: ecdsa(signature, SHA256.hash(data: message), curve, raw: raw)
    case .sha384: ecdsa(signature, SHA384.hash(data: message), curve, raw: raw)
    case .sha512: ecdsa(signature, SHA512.hash(data: message), curve, raw: raw)
    }
  }

  private func ecdsa(
    _ signature: [UInt8], _ digest: some Digest, _ curve: Curve, raw: Bool
  ) -> SignatureCheck {
    if raw, signature.count != curve.byteCount * 2 {
      return .unsupported(
        "an ECDSA signature of \(signature.count) bytes where \(self) has \(curve.byteCount * 2)"
          + (signature.first == 0x30 ? "; it looks like DER, and COSE wants r and s alone" : ""))
    }
    do {
      switch curve {
      case .p256:
        let key = try P256.Signing.PublicKey(x963Representation: keyBytes)
        let value =
          try raw
          ? P256.Signing.ECDSASignature(rawRepresentation: signature)
          : P256.Signing.ECDSASignature(derRepresentation: signature)
        return answer(key.isValidSignature(value, for: digest))
      case .p384:
        let key = try P384.Signing.PublicKey(x963Representation: keyBytes)
        let value =
          try raw
          ? P384.Signing.ECDSASignature(rawRepresentation: signature)
          : P384.Signing.ECDSASignature(derRepresentation: signature)
        return answer(key.isValidSignature(value, for: digest))
      case .p521:
        let key = try P521.Signing.PublicKey(x963Representation: keyBytes)
        let value =
          try raw
          ? P521.Signing.ECDSASignature(rawRepresentation: signature)
          : P521.Signing.ECDSASignature(derRepresentation: signature)
        return answer(key.isValidSignature(value, for: digest))
      }
    } catch {
      return .invalid
    }
  }

  /// The key for the cryptographic library.
  ///
  /// It is handed over as plain RSA, so that the identifier of RSASSA-PSS and its parameters, which
  /// the library does not take, are no matter.
  private var rsaKey: _RSA.Signing.PublicKey? {
    let plain = DER.sequence(
      DER.sequence(DER.oid(.rsaEncryption), DER.null), DER.bits(keyBytes))
    return try? _RSA.Signing.PublicKey(unsafeDERRepresentation: plain)
  }

  private func rsaPKCS1(
    _ key: _RSA.Signing.PublicKey, _ signature: _RSA.Signing.RSASignature, _ message: [UInt8],
    _ hash: HashAlgorithm
  ) -> Bool {
    let padding = _RSA.Signing.Padding.insecurePKCS1v1_5
    return switch hash {
    case .sha1: false
    case .sha256:
      key.isValidSignature(signature, for: SHA256.hash(data: message), padding: padding)
    case .sha384:
      key.isValidSignature(signature, for: SHA384.hash(data: message), padding: padding)
    case .sha512:
      key.isValidSignature(signature, for: SHA512.hash(data: message), padding: padding)
    }
  }

  private func pss(
    _ signature: [UInt8], _ message: [UInt8], _ parameters: PSSParameters
  ) -> SignatureCheck {
    guard parameters.hash != .sha1, parameters.maskHash != .sha1 else {
      return .unsupported("SHA-1, which is no longer good for signatures")
    }
    guard parameters == PSSParameters(hash: parameters.hash) else {
      // The library knows one length of salt and one hash; what others wrote is checked by hand.
      guard let rsa, let opened = RSAPublicOperation.apply(signature, rsa.modulus, rsa.exponent)
      else { return .invalid }
      return answer(
        parameters.matches(opened, message, modulusBits: bitCount(rsa.modulus)))
    }
    guard let key = rsaKey else { return .unsupported("\(self)") }
    let value = _RSA.Signing.RSASignature(rawRepresentation: signature)
    return switch parameters.hash {
    case .sha1: .unsupported("SHA-1")
    case .sha256:
      answer(key.isValidSignature(value, for: SHA256.hash(data: message), padding: .PSS))
    case .sha384:
      answer(key.isValidSignature(value, for: SHA384.hash(data: message), padding: .PSS))
    case .sha512:
      answer(key.isValidSignature(value, for: SHA512.hash(data: message), padding: .PSS))
    }
  }
}
