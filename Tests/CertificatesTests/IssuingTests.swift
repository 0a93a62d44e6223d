import Certificates
import TestSupport
import Testing

@Suite("Issuing certificates")
struct IssuingTests {
  static let kinds: [(SigningKey.Kind, SigningKey.Kind)] = [
    (.ec(.p384), .ec(.p256)), (.ec(.p521), .rsa(bits: 2048)), (.rsaPSS(bits: 2048), .ed25519),
    (.ed25519, .ec(.p384)),
  ]

  @Test(
    "openssl verifies a chain of ours to its root, for each purpose",
    .enabled(if: OpenSSL.exists), arguments: kinds)
  func chains(_ root: SigningKey.Kind, _ authority: SigningKey.Kind) async throws {
    let openssl = try OpenSSL()
    let pki = try TestPKI(root: root, authority: authority)
    try openssl.write(pki.root.pem, "root.pem")
    try openssl.write(pki.authority.pem, "authority.pem")
    for (role, purpose) in [
      (CertificateRole.claimSigner, "any"), (.timeStamping, "timestampsign"),
      (.ocspResponder, "ocsphelper"),
    ] {
      try openssl.write(pki.issue(role, "leaf", authority).certificate.pem, "leaf.pem")
      let printed = try await openssl(
        "verify -x509_strict -purpose \(purpose) -attime \(pki.start.seconds + 100) "
          + "-CAfile root.pem -untrusted authority.pem leaf.pem")
      #expect(printed.contains("leaf.pem: OK"))
    }
    // And refuses another root.
    try openssl.write(TestPKI().root.pem, "root.pem")
    await #expect(throws: OpenSSL.Failure.self) {
      try await openssl(
        "verify -attime \(pki.start.seconds + 100) -CAfile root.pem -untrusted authority.pem "
          + "leaf.pem")
    }
  }

  @Test("What openssl prints is what was asked for", .enabled(if: OpenSSL.exists))
  func text() async throws {
    let openssl = try OpenSSL()
    let pki = try TestPKI()
    let name = try DistinguishedName([
      .init(.country, "CN"), .init(.organization, "示例"), .init(.commonName, "leaf, one"),
      .init(.serialNumberAttribute, "42"),
    ])
    let leaf = try pki.issue(.claimSigner, "leaf", to: Moment(2099, 12, 31)) {
      $0.subject = name
      $0.serial = [0x80, 1]
      $0.extensions += [
        .authorityInfoAccess(ocsp: ["http://ocsp.test/"], issuers: ["http://ca.test/"]),
        .policies([.c2paPolicy]), .crlDistributionPoints(["http://crl.test/"]),
        .subjectAlternativeNames([.dns("example.org"), .uri("https://example.org/")]),
      ]
    }.certificate
    #expect(leaf.remarks == [])
    #expect(leaf.subject.description == "serialNumber=42,CN=leaf\\, one,O=示例,C=CN")
    #expect(leaf.serialInDecimal == "32769")
    #expect(leaf.notAfter == Moment(2099, 12, 31))
    try openssl.write(leaf.pem, "leaf.pem")
    let printed = try await openssl("x509 -in leaf.pem -noout -text -nameopt utf8,sep_comma_plus")
    for words in [
      "32769 (0x8001)", "O=示例", "CN=leaf, one", "Dec 31 00:00:00 2099 GMT",
      "Digital Signature, Non",
      "1.3.6.1.4.1.62558.2.1", "OCSP - URI:http://ocsp.test/", "CA Issuers - URI:http://ca.test/",
      "Policy: 1.3.6.1.4.1.62558.1.1", "URI:http://crl.test/", "DNS:example.org",
    ] {
      #expect(printed.contains(words), "\(words)")
    }
  }

  @Test("An RSA key may sign with PSS as well", .enabled(if: OpenSSL.exists))
  func chosen() async throws {
    let openssl = try OpenSSL()
    let key = try SigningKey(generating: .rsa(bits: 2048))
    let pki = try TestPKI()
    let draft = CertificateDraft(
      .authority(pathLength: nil), subject: try DistinguishedName(commonName: "PSS"),
      publicKey: key.publicKey, notBefore: pki.start, notAfter: pki.end)
    let signer = ChosenAlgorithmSigner(key, by: .rsaPSS(PSSParameters(hash: .sha384)))
    let root = try draft.selfSigned(by: signer)
    #expect(root.isSelfSigned)
    try openssl.write(root.pem, "root.pem")
    let printed = try await openssl("verify -check_ss_sig -CAfile root.pem root.pem")
    #expect(printed.contains("OK"))
  }

  @Test("What cannot be a certificate is refused before it is signed")
  func refusals() throws {
    let pki = try TestPKI()
    func issue(_ change: (inout CertificateDraft) -> Void) throws {
      _ = try pki.issue(.claimSigner, "leaf", change: change)
    }
    #expect(throws: CertificateError.self) { try issue { $0.serial = [0, 0] } }
    #expect(throws: CertificateError.self) {
      try issue { $0.serial = [UInt8](repeating: 0x80, count: 20) }
    }
    #expect(throws: CertificateError.self) {
      try issue { $0.notAfter = $0.notBefore.advanced(bySeconds: -1) }
    }
    #expect(throws: CertificateError.self) { try DistinguishedName([.init(.country, "China")]) }
    #expect(throws: CertificateError.self) { try DistinguishedName(commonName: "") }
    // Another key than the issuer's.
    let draft = CertificateDraft(
      .claimSigner, subject: pki.root.subject, publicKey: pki.rootKey.publicKey,
      notBefore: pki.start, notAfter: pki.end)
    #expect(throws: CertificateError.self) { try draft.issued(by: pki.authority, pki.rootKey) }
    #expect(throws: CertificateError.self) { try draft.selfSigned(by: pki.authorityKey) }
  }
}
