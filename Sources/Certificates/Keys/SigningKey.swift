internal import Crypto
internal import CryptoExtras
internal import Foundation

/// What can sign certificates, tokens and answers: a key in memory, or something that holds one.
public protocol CertificateSigner: Sendable {
  /// The public half.
  var publicKey: PublicKey { get }
  /// With what it signs.
  var signatureAlgorithm: SignatureAlgorithm { get }
  /// A signature in the form of certificates: ECDSA as a DER SEQUENCE of r and s.
  func signature(over message: [UInt8]) throws(CertificateError) -> [UInt8]
}

/// A private key in memory.
///
/// It never appears in a description, and nothing but ``pem`` gives it out.
public struct SigningKey: Sendable {
  enum Secret: Sendable {
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
    case rsa(_RSA.Signing.PrivateKey)
    /// RSA for RSASSA-PSS alone; the parameters are those that the key prescribes.
    case rsaPSS(_RSA.Signing.PrivateKey, PSSParameters?)
    case ed25519(Curve25519.Signing.PrivateKey)
  }

  /// What kind of key to make.
  public enum Kind: Hashable, Sendable {
    /// On a curve of NIST.
    case ec(Curve)
    /// RSA of 2048, 3072 or 4096 bits.
    case rsa(bits: Int)
    /// RSA of that many bits whose certificate allows RSASSA-PSS alone.
    case rsaPSS(bits: Int)
    /// Ed25519.
    case ed25519
  }

  let secret: Secret
  /// The public half.
  public let publicKey: PublicKey

  init(_ secret: Secret) throws(CertificateError) {
    self.secret = secret
    self.publicKey = try SigningKey.publicKey(of: secret)
  }

  /// Makes a key from the randomness of the system.
  public init(generating kind: Kind) throws(CertificateError) {
    switch kind {
    case .ec(.p256): try self.init(.p256(P256.Signing.PrivateKey()))
    case .ec(.p384): try self.init(.p384(P384.Signing.PrivateKey()))
    case .ec(.p521): try self.init(.p521(P521.Signing.PrivateKey()))
    case .ed25519: try self.init(.ed25519(Curve25519.Signing.PrivateKey()))
    case .rsa(let bits): try self.init(.rsa(SigningKey.generateRSA(bits)))
    case .rsaPSS(let bits): try self.init(.rsaPSS(SigningKey.generateRSA(bits), nil))
    }
  }

  private static func generateRSA(
    _ bits: Int
  ) throws(CertificateError) -> _RSA.Signing.PrivateKey {
    guard 2048...8192 ~= bits, bits % 8 == 0 else {
      throw CertificateError(.unsupported("\(bits) bits; take 2048, 3072 or 4096"), "an RSA key")
    }
    do {
      return try _RSA.Signing.PrivateKey(keySize: _RSA.Signing.KeySize(bitCount: bits))
    } catch {
      throw CertificateError(.refused("make a key"), "an RSA key of \(bits) bits")
    }
  }

  private static func publicKey(of secret: Secret) throws(CertificateError) -> PublicKey {
    switch secret {
    case .p256(let key): try PublicKey(bytes: key.publicKey.derRepresentation)
    case .p384(let key): try PublicKey(bytes: key.publicKey.derRepresentation)
    case .p521(let key): try PublicKey(bytes: key.publicKey.derRepresentation)
    case .rsa(let key): try PublicKey(bytes: key.publicKey.derRepresentation)
    case .rsaPSS(let key, let parameters):
      try PublicKey(
        bytes: DER.sequence(
          DER.sequence(DER.oid(.rsaPSS), parameters?.encoded ?? []),
          DER.bits(Array(key.publicKey.pkcs1DERRepresentation))))
    case .ed25519(let key):
      try PublicKey(
        bytes: DER.sequence(
          DER.sequence(DER.oid(.ed25519)), DER.bits(Array(key.publicKey.rawRepresentation))))
    }
  }
}

extension SigningKey: CustomStringConvertible {
  /// What kind of key it is, and nothing of the key.
  public var description: String { "a private key, \(publicKey)" }
}

extension SigningKey: CustomDebugStringConvertible, CustomReflectable {
  /// The same as the description.
  public var debugDescription: String { description }
  /// Shows the public half only.
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
