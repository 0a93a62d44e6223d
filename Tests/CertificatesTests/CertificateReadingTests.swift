import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Reading certificates that openssl made", .enabled(if: OpenSSL.exists))
struct CertificateReadingTests {
  @Test("One of every kind of key is read, and its signature holds", arguments: KeySample.allCases)
  func everyKey(_ kind: KeySample) async throws {
    let openssl = try OpenSSL()
    try await openssl.key(kind, "key.pem")
    try await openssl(
      "req -x509 -key key.pem -out cert.pem -days 30 -subj /C=CN/O=Example~Works,~Ltd/CN=one")
    let certificate = try openssl.certificate("cert.pem")
    #expect(certificate.version == 3)
    #expect(certificate.publicKey.description == kind.name)
    #expect(certificate.subject.description == "CN=one,O=Example Works\\, Ltd,C=CN")
    #expect(certificate.subject.commonName == "one")
    #expect(certificate.isSelfSigned)
    #expect(certificate.isCA)
    #expect(certificate.remarks == [])
    #expect(certificate.notAfter.seconds - certificate.notBefore.seconds == 30 * 86_400)
    let printed = try await openssl("x509 -in cert.pem -noout -serial -enddate")
    #expect(printed.contains("serial=\(Self.printed(certificate.serial))\n"))
    #expect(certificate.known.subjectKeyIdentifier == certificate.publicKey.identifier)
    // Another message does not verify.
    let message = Array(certificate.signedBytes) + [0]
    #expect(
      certificate.publicKey.check(
        certificate.signature, of: message, by: certificate.signatureAlgorithm) == .invalid)
  }

  /// A serial number as openssl prints it: without the zero byte that DER puts before a first bit
  /// that is set.
  ///
  /// Of the numbers that openssl draws, one in 256 has such a byte.
  private static func printed(_ serial: [UInt8]) -> String {
    serial.drop { $0 == 0 }.map { String(format: "%02X", $0) }.joined()
  }

  @Test(
    "A serial number is read with the sign that DER gives it, and is the number that openssl prints",
    arguments: [
      ("7F01", [0x7F, 0x01]), ("80", [0, 0x80]), ("C512", [0, 0xC5, 0x12]), ("0102", [1, 2]),
    ] as [(String, [UInt8])])
  func serials(_ number: String, _ bytes: [UInt8]) async throws {
    let openssl = try OpenSSL()
    try await openssl.key(.p256, "key.pem")
    try await openssl("req -x509 -key key.pem -out cert.pem -subj /CN=one -set_serial 0x\(number)")
    let certificate = try openssl.certificate("cert.pem")
    #expect(certificate.serial == bytes)
    #expect(certificate.remarks == [])
    #expect(Self.printed(certificate.serial) == number)
    let printed = try await openssl("x509 -in cert.pem -noout -serial")
    #expect(printed == "serial=\(number)\n")
  }

  @Test(
    "Every hash and every length of salt verifies",
    arguments: [
      "-sha256", "-sha384", "-sha512",
      "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1",
      "-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1",
      "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1",
      "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-2",
      "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:0",
      "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20",
      "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha512",
    ])
  func rsaSignatures(_ options: String) async throws {
    let openssl = try OpenSSL()
    try await openssl.key(.rsa2048, "key.pem")
    try await openssl("req -x509 -key key.pem -out cert.pem -subj /CN=one \(options)")
    let certificate = try openssl.certificate("cert.pem")
    #expect(certificate.check(issuedBy: certificate) == .valid)
    var damaged = Array(certificate.signature)
    damaged[damaged.count - 1] ^= 1
    #expect(
      certificate.publicKey.check(
        damaged, of: certificate.signedBytes, by: certificate.signatureAlgorithm) == .invalid)
  }

  @Test("The extensions say what they were made to say")
  func extensions() async throws {
    let openssl = try OpenSSL()
    try openssl.write(
      """
      [req]
      distinguished_name = dn
      x509_extensions = v3
      prompt = no
      [dn]
      CN = leaf
      [v3]
      basicConstraints = critical, CA:TRUE, pathlen:2
      keyUsage = critical, digitalSignature, keyCertSign
      extendedKeyUsage = emailProtection, 1.3.6.1.4.1.62558.2.1
      subjectAltName = DNS:example.org, email:a@example.org, URI:https://example.org/, IP:192.0.2.1
      authorityInfoAccess = OCSP;URI:http://ocsp.example.org/, caIssuers;URI:http://ca.example.org/
      crlDistributionPoints = URI:http://crl.example.org/
      certificatePolicies = 1.3.6.1.4.1.62558.1.1
      subjectKeyIdentifier = hash
      authorityKeyIdentifier = keyid:always, issuer:always
      1.2.3.4 = critical, ASN1:UTF8String:unknown
      """, "req.cnf")
    try await openssl.key(.p256, "key.pem")
    try await openssl("req -x509 -key key.pem -out cert.pem -config req.cnf")
    let certificate = try openssl.certificate("cert.pem")
    let known = certificate.known
    #expect(known.basicConstraints == BasicConstraints(isCA: true, pathLength: 2))
    #expect(known.keyUsage == [.digitalSignature, .keyCertSign])
    #expect(known.extendedKeyUsage == [.emailProtection, .c2paClaimSigning])
    #expect(
      known.subjectAlternativeNames == [
        .dns("example.org"), .email("a@example.org"), .uri("https://example.org/"),
        .ipAddress([192, 0, 2, 1]),
      ])
    #expect(known.authorityInfoAccess?.ocsp == ["http://ocsp.example.org/"])
    #expect(known.authorityInfoAccess?.issuers == ["http://ca.example.org/"])
    #expect(known.crlDistributionPoints == ["http://crl.example.org/"])
    #expect(known.policies == [.c2paPolicy])
    #expect(known.authorityKeyIdentifier?.keyIdentifier == known.subjectKeyIdentifier)
    #expect(known.authorityKeyIdentifier?.serial == certificate.serial)
    #expect(certificate.unknownCriticalExtensions == [OID(1, 2, 3, 4)])
    #expect(known.damaged == [] && known.repeated == [])
  }

  @Test("Every certificate of the published lists is read", .enabled(if: Shared.has("corpus/c2pa")))
  func publishedLists() throws {
    let counts = [
      "C2PA-TRUST-LIST.pem": 30, "C2PA-TSA-TRUST-LIST.pem": 22, "interim-anchors.pem": 18,
      "c2pa-rs-test-anchors.pem": 0, "gen-root.pem": 1,
    ]
    for (name, count) in counts {
      let bundle = try CertificateBundle(pem: Shared.data("corpus/c2pa/trust/\(name)"))
      #expect(bundle.failures == [], "\(name)")
      if count > 0 { #expect(bundle.certificates.count == count, "\(name)") }
      for certificate in bundle.certificates {
        if case .unsupported = certificate.publicKey.kind {
          Issue.record("\(name): \(certificate) has a key of an unknown kind")
        }
        if certificate.isSelfIssued {
          #expect(certificate.isSelfSigned, "\(name): \(certificate)")
        }
        #expect(certificate.known.damaged == [], "\(name): \(certificate)")
      }
    }
  }

  @Test("An empty input, PEM text, and one byte too many are refused with words")
  func refusals() async throws {
    #expect(throws: CertificateError.self) { try Certificate(bytes: []) }
    let root = try TestPKI().root
    #expect(throws: CertificateError.self) { try Certificate(bytes: root.bytes + [0]) }
    #expect(throws: CertificateError.self) { try Certificate(bytes: root.bytes.dropLast()) }
    #expect {
      try Certificate(bytes: Array(root.pem.utf8))
    } throws: {
      "\($0)".contains("PEM")
    }
  }
}
