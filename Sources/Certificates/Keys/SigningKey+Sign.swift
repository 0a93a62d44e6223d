internal import Crypto
internal import CryptoExtras
internal import Foundation

extension SigningKey {
  /// The algorithms of C2PA that this key can sign with, the most fitting first.
  public var algorithms: [SigningAlgorithm] {
    switch secret {
    case .p256: return [.es256, .es384, .es512]
    case .p384: return [.es384, .es256, .es512]
    case .p521: return [.es512, .es256, .es384]
    case .rsa, .rsaPSS(_, nil): return [.ps256, .ps384, .ps512]
    case .rsaPSS(_, .some(let parameters)):
      return [.ps256, .ps384, .ps512].filter {
        guard case .rsaPSS(let own) = $0.signatureAlgorithm else { return false }
        return own.hash == parameters.hash && own.maskHash == parameters.maskHash
          && own.saltLength >= parameters.saltLength
      }
    case .ed25519: return [.edDSA]
    }
  }

  /// Signs a message in the form of COSE: an ECDSA signature is r and s (64, 96 or 132 bytes).
  ///
  /// - Throws: ``CertificateError`` where the key is of another kind than the algorithm, naming the
  ///   algorithms that it can sign with.
  public func signature(
    over message: some Collection<UInt8>, by algorithm: SigningAlgorithm
  ) throws(CertificateError) -> [UInt8] {
    guard algorithms.contains(algorithm) else {
      let fitting = algorithms.map(\.name).joined(separator: ", ")
      throw CertificateError(
        .wrongKey("\(publicKey) signs with \(fitting)"), "the algorithm \(algorithm.name)")
    }
    return try sign(Array(message), algorithm.signatureAlgorithm, raw: true)
  }

  func sign(
    _ message: [UInt8], _ algorithm: SignatureAlgorithm, raw: Bool
  ) throws(CertificateError) -> [UInt8] {
    do {
      switch algorithm.hash {
      case .sha1?: break
      case .sha256?: return try sign(SHA256.hash(data: message), algorithm, raw)
      case .sha384?: return try sign(SHA384.hash(data: message), algorithm, raw)
      case .sha512?: return try sign(SHA512.hash(data: message), algorithm, raw)
      case nil:
        if case .ed25519(let key) = secret, algorithm == .ed25519 {
          return Array(try key.signature(for: message))
        }
      }
    } catch {
      throw CertificateError(.refused("sign"), "\(algorithm) with a key of the kind \(publicKey)")
    }
    throw CertificateError(.wrongKey("it is \(publicKey)"), "\(algorithm)")
  }

  private func sign(
    _ digest: some Digest, _ algorithm: SignatureAlgorithm, _ raw: Bool
  ) throws -> [UInt8] {
    switch (secret, algorithm) {
    case (.p256(let key), .ecdsa):
      let value = try key.signature(for: digest)
      return Array(raw ? value.rawRepresentation : value.derRepresentation)
    case (.p384(let key), .ecdsa):
      let value = try key.signature(for: digest)
      return Array(raw ? value.rawRepresentation : value.derRepresentation)
    case (.p521(let key), .ecdsa):
      let value = try key.signature(for: digest)
      return Array(raw ? value.rawRepresentation : value.derRepresentation)
    case (.rsa(let key), .rsaPKCS1):
      return Array(
        try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    case (.rsa(let key), .rsaPSS(let parameters)), (.rsaPSS(let key, _), .rsaPSS(let parameters)):
      guard parameters == PSSParameters(hash: parameters.hash) else { break }
      return Array(try key.signature(for: digest, padding: .PSS).rawRepresentation)
    default: break
    }
    throw CertificateError(.wrongKey("it is \(publicKey)"), "\(algorithm)")
  }
}

extension SigningKey: CertificateSigner {
  /// With what it signs certificates: the hash that fits the curve; SHA-256 with RSA.
  public var signatureAlgorithm: SignatureAlgorithm {
    switch secret {
    case .p256: .ecdsa(.sha256)
    case .p384: .ecdsa(.sha384)
    case .p521: .ecdsa(.sha512)
    case .rsa: .rsaPKCS1(.sha256)
    case .rsaPSS(_, let parameters):
      .rsaPSS(PSSParameters(hash: parameters?.hash ?? .sha256))
    case .ed25519: .ed25519
    }
  }

  /// A signature in the form of certificates: ECDSA as a DER SEQUENCE of r and s.
  public func signature(over message: [UInt8]) throws(CertificateError) -> [UInt8] {
    try sign(message, signatureAlgorithm, raw: false)
  }
}

/// A key that signs certificates with another algorithm than the one that fits it best.
public struct ChosenAlgorithmSigner: CertificateSigner {
  /// The key.
  public let key: SigningKey
  /// With what it signs.
  public let signatureAlgorithm: SignatureAlgorithm

  /// A signer of that key and algorithm; a pair that does not fit throws when it signs.
  public init(_ key: SigningKey, by algorithm: SignatureAlgorithm) {
    self.key = key
    self.signatureAlgorithm = algorithm
  }

  /// The public half.
  public var publicKey: PublicKey { key.publicKey }

  /// A signature in the form of certificates.
  public func signature(over message: [UInt8]) throws(CertificateError) -> [UInt8] {
    try key.sign(message, signatureAlgorithm, raw: false)
  }
}
