import Certificates
import TestSupport
import Testing

@Suite("The certificate profile of C2PA, rule by rule")
struct CertificateProfileTests {
  static let roles: [(CertificateRole, CertificatePurpose)] = [
    (.claimSigner, .claimSigning), (.timeStamping, .timeStamping),
    (.ocspResponder, .ocspSigning), (.authority(pathLength: 0), .authority),
  ]

  /// The rules that are broken, and the advice not followed.
  func broken(
    _ purpose: CertificatePurpose, _ certificate: Certificate
  ) -> [String: RuleResult.Outcome] {
    var result: [String: RuleResult.Outcome] = [:]
    for rule in CertificateProfile.check(certificate, for: purpose) where rule.outcome != .passed {
      result[rule.id] = rule.outcome
    }
    return result
  }

  @Test("What is issued for a role keeps every rule of it, whatever its key", arguments: roles)
  func issued(_ role: CertificateRole, _ purpose: CertificatePurpose) throws {
    let pki = try TestPKI()
    for kind in [SigningKey.Kind.ec(.p256), .ec(.p384), .ec(.p521), .ed25519] {
      let certificate = try pki.issue(role, "one", kind).certificate
      #expect(broken(purpose, certificate) == [:])
      let rules = CertificateProfile.check(certificate, for: purpose)
      #expect(Set(rules.map(\.id)).count == rules.count)
    }
  }

  @Test("Each rule is broken by one change, and only that one")
  func brokenRules() throws {
    let pki = try TestPKI()
    typealias Change = (inout CertificateDraft) -> Void
    func without(_ oid: OID) -> Change { { $0.extensions.removeAll { $0.oid == oid } } }
    func replacing(_ item: CertificateExtension) -> Change {
      { draft in
        draft.extensions.removeAll { $0.oid == item.oid }
        draft.extensions.append(item)
      }
    }
    let usage = CertificateExtension.extendedKeyUsage
    let usageOID = usage([], false).oid
    let cases: [(CertificatePurpose, CertificateRole, Change, [String: RuleResult.Outcome])] = [
      (
        .claimSigning, .claimSigner, without(usageOID),
        ["extended-key-usage": .failed, "usage-fits": .advised]
      ),
      (
        .claimSigning, .claimSigner, replacing(usage([], false)),
        ["extended-key-usage": .failed, "usage-fits": .advised]
      ),
      (
        .claimSigning, .claimSigner,
        replacing(usage([.emailProtection, .anyExtendedKeyUsage], false)),
        ["no-any-usage": .failed]
      ),
      (
        .claimSigning, .claimSigner, replacing(usage([.emailProtection, .timeStamping], false)),
        ["usage-exclusive": .failed]
      ),
      (
        .claimSigning, .claimSigner, replacing(.keyUsage(.nonRepudiation)),
        ["digital-signature": .failed]
      ),
      (
        .claimSigning, .claimSigner, replacing(.keyUsage([.digitalSignature, .keyCertSign])),
        ["no-key-cert-sign": .failed]
      ),
      (
        .claimSigning, .claimSigner, without(CertificateExtension.keyUsage([]).oid),
        [
          "key-usage-present": .failed, "digital-signature": .failed,
          "key-usage-critical": .advised,
        ]
      ),
      (
        .claimSigning, .claimSigner, replacing(.basicConstraints(BasicConstraints(isCA: true))),
        ["not-ca": .failed]
      ),
      (
        .claimSigning, .claimSigner,
        {
          $0.extensions.append(CertificateExtension(OID(1, 2, 3), isCritical: true, value: [5, 0]))
        },
        ["critical-extensions": .failed]
      ),
      (
        .claimSigning, .claimSigner, { $0.extensions.append(.keyUsage(.digitalSignature)) },
        ["extensions-sound": .failed]
      ),
      (
        .timeStamping, .timeStamping, replacing(usage([.timeStamping], false)),
        ["usage-critical": .advised]
      ),
      (
        .timeStamping, .timeStamping, replacing(usage([.timeStamping, .emailProtection], true)),
        ["usage-exclusive": .failed]
      ),
      (
        .ocspSigning, .ocspResponder, replacing(usage([.emailProtection], false)),
        ["usage-fits": .failed, "usage-exclusive": .failed]
      ),
      (
        .authority, .authority(pathLength: nil), replacing(.keyUsage(.cRLSign)),
        ["key-cert-sign": .failed]
      ),
      (
        .authority, .authority(pathLength: nil),
        replacing(.basicConstraints(BasicConstraints(isCA: false))),
        ["is-ca": .failed, "ca-critical": .advised]
      ),
    ]
    for (number, item) in cases.enumerated() {
      let certificate = try pki.issue(item.1, "one", change: item.2).certificate
      #expect(broken(item.0, certificate) == item.3, "case \(number)")
    }
  }

  @Test("The authority key identifier may be absent only where the certificate signed itself")
  func selfSigned() throws {
    let key = try SigningKey(generating: .ec(.p256))
    let pki = try TestPKI()
    let draft = CertificateDraft(
      .claimSigner, subject: try DistinguishedName(commonName: "alone"), publicKey: key.publicKey,
      notBefore: pki.start, notAfter: pki.end)
    #expect(try broken(.claimSigning, draft.selfSigned(by: key)) == [:])
  }

  @Test(
    "A short RSA key and SHA-1 are refused", .enabled(if: OpenSSL.exists),
    arguments: [
      ("1024", "-sha256", "public-key"), ("2048", "-sha1", "signature-algorithm"),
      (
        "2048", "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha512",
        "signature-algorithm"
      ),
    ])
  func weak(_ bits: String, _ options: String, _ rule: String) async throws {
    let openssl = try OpenSSL()
    try await openssl("genrsa -out key.pem \(bits)")
    try await openssl("req -x509 -key key.pem -out cert.pem -subj /CN=weak \(options)")
    let certificate = try openssl.certificate("cert.pem")
    #expect(broken(.claimSigning, certificate)[rule] == .failed)
  }
}
