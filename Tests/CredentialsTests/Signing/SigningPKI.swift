import Certificates
import Credentials
import Foundation
import TestSupport

/// A hierarchy of certificates for one test run, with a signer for each algorithm and a time-stamp
/// authority.
struct SigningPKI: Sendable {
  let root: Certificate
  let authority: Certificate
  private let authorityKey: SigningKey
  private let start = SigningPKI.now.advanced(bySeconds: -86_400)
  private let end = SigningPKI.now.advanced(bySeconds: 90 * 86_400)
  /// The present: the other engine has no other clock than the system's.
  static let now = Moment(seconds: Moment(Date()).seconds)

  /// Made once: every key and certificate of a run.
  static let shared = Result { try SigningPKI() }

  init() throws {
    let rootKey = try SigningKey(generating: .ec(.p256))
    root = try CertificateDraft(
      .authority(pathLength: nil),
      subject: DistinguishedName(organization: "Countermark Tests", commonName: "Root"),
      publicKey: rootKey.publicKey, notBefore: start, notAfter: end
    ).selfSigned(by: rootKey)
    authorityKey = try SigningKey(generating: .ec(.p256))
    authority = try CertificateDraft(
      .authority(pathLength: 0),
      subject: DistinguishedName(organization: "Countermark Tests", commonName: "Issuer"),
      publicKey: authorityKey.publicKey, notBefore: start, notAfter: end
    ).issued(by: root, rootKey)
  }

  /// A certificate of a role, with its key.
  func issue(
    _ role: CertificateRole, _ kind: SigningKey.Kind, from: Moment? = nil, to: Moment? = nil
  ) throws -> (certificate: Certificate, key: SigningKey) {
    let key = try SigningKey(generating: kind)
    let draft = CertificateDraft(
      role, subject: try DistinguishedName(organization: "Countermark Tests", commonName: "End"),
      publicKey: key.publicKey, notBefore: from ?? start, notAfter: to ?? end)
    return (try draft.issued(by: authority, authorityKey), key)
  }

  /// The kind of key that fits an algorithm.
  static func kind(_ algorithm: SigningAlgorithm) -> SigningKey.Kind {
    switch algorithm {
    case .es256: .ec(.p256)
    case .es384: .ec(.p384)
    case .es512: .ec(.p521)
    case .ps256, .ps384, .ps512: .rsa(bits: 2048)
    case .edDSA: .ed25519
    }
  }

  /// A signer, and what it is made of in PEM.
  func signer(
    _ algorithm: SigningAlgorithm = .es256
  ) throws -> (signer: KeyClaimSigner, keyPEM: String, chainPEM: String) {
    let end = try issue(.claimSigner, Self.kind(algorithm))
    let signer = try KeyClaimSigner(
      end.key, chain: [end.certificate, authority, root], algorithm: algorithm)
    return (signer, end.key.pem, end.certificate.pem + authority.pem)
  }

  /// Trust in the root, for signers and time-stamps.
  var trust: Trust { Trust([.own(name: "tests", anchors: [root])]) }

  /// A validator that trusts the root.
  var validator: CredentialValidator { CredentialValidator(trust: trust) }
}

/// A time-stamp authority in this process, or one that is out of order.
struct TestTimeStamps: TimeStamping {
  enum Fault: Sendable { case none, refuses, isAway, stampsOtherThings }

  let authority: TimeStampAuthority
  let time: Moment
  var fault = Fault.none

  init(_ pki: SigningPKI, at time: Moment = SigningPKI.now, extra: Int = 0) throws {
    let end = try pki.issue(.timeStamping, .ec(.p256))
    authority = try TimeStampAuthority(
      certificate: end.certificate, signer: end.key,
      chain: [pki.authority] + Array(repeating: pki.root, count: extra),
      policy: OID(1, 3, 6, 1, 4, 1, 99999, 1))
    self.time = time
  }

  func response(to request: [UInt8]) throws -> [UInt8] {
    switch fault {
    case .none: break
    case .refuses: return TimeStampAuthority.refusal("closed")
    case .isAway: throw HarnessError("nobody answers")
    case .stampsOtherThings:
      let other = TimeStampRequest(MessageImprint(of: [1, 2, 3]))
      return try authority.response(to: other, at: time, serial: [7])
    }
    return try authority.response(
      to: TimeStampRequest(bytes: request), at: time, serial: [42])
  }
}
