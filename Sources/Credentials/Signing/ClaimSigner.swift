public import Certificates

/// What signs claims: a key in memory, or something that holds one.
public protocol ClaimSigner: Sendable {
  /// With which algorithm.
  var algorithm: SigningAlgorithm { get }
  /// The signer's certificate first, then those above it; a root is left out when signing.
  var chain: [Certificate] { get }

  /// The signature over `message`: for ECDSA, r and s one after the other, or DER.
  func signature(over message: [UInt8]) throws -> [UInt8]
}

/// A private key in memory with its certificates.
public struct KeyClaimSigner: ClaimSigner {
  /// With which algorithm.
  public let algorithm: SigningAlgorithm
  /// The certificates.
  public let chain: [Certificate]

  private let key: SigningKey

  /// A signer.
  ///
  /// - Parameters:
  ///   - key: The private key.
  ///   - chain: The certificates, the signer's first.
  ///   - algorithm: The algorithm; nil for the one that fits the key best.
  /// - Throws: ``SigningError/certificate(_:)`` or ``SigningError/signer(_:)`` where these do not belong
  ///   together.
  public init(
    _ key: SigningKey, chain: [Certificate], algorithm: SigningAlgorithm? = nil
  ) throws(SigningError) {
    guard let leaf = chain.first else { throw .signer("there is no certificate") }
    guard leaf.publicKey == key.publicKey else {
      let place = chain.firstIndex { $0.publicKey == key.publicKey }
      throw .signer(
        place == nil
          ? "the private key is not that of the certificate of \(leaf.subject)"
          : "the private key is that of the certificate of \(chain[place ?? 0].subject), which has to "
            + "come first in the chain")
    }
    guard let fitting = algorithm ?? key.algorithms.first else {
      throw .signer("no algorithm of C2PA fits the key")
    }
    guard key.algorithms.contains(fitting) else {
      let names = key.algorithms.map(\.name).joined(separator: ", ")
      throw .signer("the key signs with \(names), and \(fitting.name) was asked for")
    }
    self.algorithm = fitting
    self.chain = chain
    self.key = key
  }

  /// A signer from PEM texts.
  ///
  /// - Throws: ``SigningError/certificate(_:)`` or ``SigningError/signer(_:)``.
  public init(
    keyPEM: [UInt8], chainPEM: [UInt8], algorithm: SigningAlgorithm? = nil
  ) throws(SigningError) {
    let key: SigningKey
    do throws(CertificateError) { key = try SigningKey(pem: keyPEM) } catch {
      throw .certificate(error)
    }
    try self.init(key, chain: ClaimSigners.chain(chainPEM), algorithm: algorithm)
  }

  /// Signs.
  public func signature(over message: [UInt8]) throws -> [UInt8] {
    try key.signature(over: message, by: algorithm)
  }
}

/// Something outside that signs: a program, a device, a service.
public struct ExternalClaimSigner: ClaimSigner {
  /// With which algorithm.
  public let algorithm: SigningAlgorithm
  /// The certificates.
  public let chain: [Certificate]

  private let sign: @Sendable ([UInt8]) throws -> [UInt8]

  /// A signer.
  ///
  /// - Parameters:
  ///   - algorithm: With which algorithm it signs.
  ///   - chain: The certificates, the signer's first.
  ///   - sign: Gets the bytes that are to be signed, and gives the signature: for ECDSA r and s, or
  ///     DER.
  public init(
    algorithm: SigningAlgorithm, chain: [Certificate],
    sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    self.algorithm = algorithm
    self.chain = chain
    self.sign = sign
  }

  /// Has it signed.
  public func signature(over message: [UInt8]) throws -> [UInt8] { try sign(message) }
}

/// What all signers have in common.
enum ClaimSigners {
  /// The certificates of a PEM text.
  static func chain(_ pem: [UInt8]) throws(SigningError) -> [Certificate] {
    do throws(CertificateError) {
      let bundle = try CertificateBundle(pem: pem)
      if let failure = bundle.failures.first { throw failure }
      return bundle.certificates
    } catch {
      throw .certificate(error)
    }
  }

  /// The chain as a signature carries it: without a root, which a verifier has.
  static func carried(_ chain: [Certificate]) -> [Certificate] {
    var chain = chain
    while chain.count > 1, let last = chain.last, last.subject == last.issuer { chain.removeLast() }
    return chain
  }

  /// How many bytes a signature in the form of COSE has.
  static func signatureLength(
    _ signer: any ClaimSigner, _ known: KnownCertificates
  ) throws(SigningError) -> Int {
    guard let leaf = signer.chain.first else { throw .signer("there is no certificate") }
    if let broken = known.brokenRule(leaf) {
      throw .signer(
        "the certificate breaks a rule of the profile: \(broken.rule) Found: \(broken.found). "
          + "(\(broken.clause))")
    }
    switch (leaf.publicKey.kind, signer.algorithm) {
    case (.ec(let curve), .es256), (.ec(let curve), .es384), (.ec(let curve), .es512):
      return 2 * curve.byteCount
    case (.ed25519, .edDSA): return 64
    case (.rsa(let bits), .ps256), (.rsa(let bits), .ps384), (.rsa(let bits), .ps512):
      return (bits + 7) / 8
    case (.rsaPSS(let bits, _), .ps256), (.rsaPSS(let bits, _), .ps384),
      (.rsaPSS(let bits, _), .ps512):
      return (bits + 7) / 8
    default:
      throw .signer(
        "the certificate has a key of the kind \(leaf.publicKey), with which "
          + "\(signer.algorithm.name) does not sign")
    }
  }

  /// A signature in the form of COSE, and a remark where it came in another one.
  static func signature(
    over message: [UInt8], by signer: any ClaimSigner, length: Int
  ) throws(SigningError) -> (bytes: [UInt8], remark: String?) {
    let given: [UInt8]
    do { given = try signer.signature(over: message) } catch let error as SigningError {
      throw error
    } catch {
      throw .signer("\(error)")
    }
    if given.count == length { return (given, nil) }
    if case .ec(let curve)? = signer.chain.first?.publicKey.kind {
      do throws(CertificateError) {
        let raw = try ECDSASignatureForm.raw(given, on: curve)
        return (raw, "the signer gave its signature in DER; it was converted to r and s")
      } catch {
        throw .certificate(error)
      }
    }
    throw .signer("it gave \(given.count) bytes where a signature has \(length)")
  }
}
