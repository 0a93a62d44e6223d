import Certificates

/// A small hierarchy made in code: a root, a CA below it, and one end of each role.
struct TestPKI: Sendable {
  let rootKey: SigningKey
  let root: Certificate
  let authorityKey: SigningKey
  let authority: Certificate
  let start: Moment
  let end: Moment

  /// Valid from the start of 2024 to the start of 2034 unless told otherwise.
  init(
    root kind: SigningKey.Kind = .ec(.p256), authority second: SigningKey.Kind = .ec(.p256),
    pathLength: Int? = 0
  ) throws {
    start = Moment(seconds: 1_704_067_200)
    end = Moment(seconds: 2_019_686_400)
    rootKey = try SigningKey(generating: kind)
    root = try CertificateDraft(
      .authority(pathLength: nil),
      subject: DistinguishedName(organization: "Test", commonName: "Root"),
      publicKey: rootKey.publicKey, notBefore: start, notAfter: end
    ).selfSigned(by: rootKey)
    authorityKey = try SigningKey(generating: second)
    authority = try CertificateDraft(
      .authority(pathLength: pathLength),
      subject: DistinguishedName(organization: "Test", commonName: "Authority"),
      publicKey: authorityKey.publicKey, notBefore: start, notAfter: end
    ).issued(by: root, rootKey)
  }

  /// An end of the chain for a role, with a key of its own.
  func issue(
    _ role: CertificateRole, _ name: String, _ kind: SigningKey.Kind = .ec(.p256),
    from: Moment? = nil, to: Moment? = nil, change: (inout CertificateDraft) -> Void = { _ in }
  ) throws -> (certificate: Certificate, key: SigningKey) {
    let key = try SigningKey(generating: kind)
    var draft = CertificateDraft(
      role, subject: try DistinguishedName(organization: "Test", commonName: name),
      publicKey: key.publicKey, notBefore: from ?? start, notAfter: to ?? end)
    change(&draft)
    return (try draft.issued(by: authority, authorityKey), key)
  }
}
