internal import Certificates
internal import Damage

extension FuzzCase {
  /// X.509, CMS, OCSP, RFC 3161, PEM and keys.
  static func certificates() throws -> [FuzzCase] {
    let pki = try FuzzPKI()
    let bundle = Array((pki.root.pem + "prose\n" + pki.leaf.pem).utf8)
    let pem = [pki.leafKey.pem, try SigningKey(generating: .rsaPSS(bits: 2048)).pem]
    let towers = derTowers()
    func parser(
      _ name: String, _ seeds: [[UInt8]], _ body: @escaping @Sendable ([UInt8]) throws -> Void
    ) -> FuzzCase {
      FuzzCase(name, .parsers, Damage(to: seeds, hostile: towers)) { bytes in
        try body(bytes)
        return true
      }
    }
    return [
      parser("certificate (X.509)", [pki.leaf.bytes, pki.root.bytes]) { bytes in
        let certificate = try Certificate(bytes: bytes)
        _ = "\(certificate) \(certificate.serialInDecimal) \(certificate.remarks)"
        for purpose in CertificatePurpose.allCases {
          _ = CertificateProfile.check(certificate, for: purpose).map(\.description)
        }
        let outcome = pki.trust.judge(
          certificate, with: [pki.authority], for: .claimSigning, at: pki.time)
        guard outcome.isTrusted else { return }
        let known = [pki.leaf, pki.root, pki.authority]
        guard known.contains(where: { $0.signedBytes.elementsEqual(certificate.signedBytes) })
        else { throw FuzzFault("a certificate that nobody signed is trusted") }
      },
      parser("message (CMS)", [pki.token]) { bytes in
        let message = try SignedData(bytes: bytes)
        for signer in message.signers { _ = message.check(signer) }
      },
      parser("time-stamp token (RFC 3161)", [pki.token]) { bytes in
        let token = try TimeStampToken(bytes: bytes)
        _ = "\(token.info.time)"
        _ = TimeStampToken.check(token: bytes, over: pki.message, trust: pki.trust)
      },
      parser("time-stamp response (RFC 3161)", [pki.stampResponse]) { bytes in
        _ = try TimeStampResponse(bytes: bytes)
        _ = TimeStampToken.check(response: bytes, over: pki.message, trust: pki.trust)
      },
      parser("time-stamp request (RFC 3161)", [pki.stampRequest]) { bytes in
        _ = try TimeStampRequest(bytes: bytes).bytes
      },
      parser("OCSP response", [pki.answer]) { bytes in
        let answer = try OCSPResponse(bytes: bytes)
        _ = answer.check(for: pki.leaf, issuer: pki.authority, at: pki.time)
      },
      parser("OCSP request", [pki.question]) { bytes in _ = try OCSPRequest(bytes: bytes).bytes },
      parser("PEM", [bundle]) { bytes in
        _ = try? AllowedList.read(bytes)
        _ = UsageList.read(bytes)
        _ = try CertificateBundle(pem: bytes)
      },
      parser("private key (PKCS 8)", pem.map { Array($0.utf8) }) { bytes in
        _ = "\(try SigningKey(pem: bytes))"
      },
    ]
  }

  /// Structures of ASN.1 in structures, and lengths that are merely claimed.
  private static func derTowers() -> [[UInt8]] {
    var proper: [UInt8] = [5, 0]
    var body = proper.count
    var heads: [[UInt8]] = []
    while body < 200_000 {
      let length: [UInt8] =
        body < 128
        ? [UInt8(body)]
        : [0x83] + [16, 8, 0].map { UInt8(truncatingIfNeeded: body >> $0) }
      heads.append([0x30] + length)
      body += 1 + length.count
    }
    proper = heads.reversed().flatMap { $0 } + proper
    return [
      Array(repeatElement([0x30, 0x80], count: 100_000).joined()),
      Array(repeatElement([0x30, 0x84, 0, 0xFF, 0xFF, 0xFF], count: 100_000).joined()), proper,
      [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x88] + [UInt8](repeating: 0xFF, count: 8),
      [0x30, 0x88, 0x7F] + [UInt8](repeating: 0xFF, count: 7),
      [0x3F] + [UInt8](repeating: 0xFF, count: 100),
      Array(repeatElement(Array("-----BEGIN A-----\n".utf8), count: 20_000).joined()),
      [UInt8](repeating: 0x2D, count: 1_000_000),
      Array("-----BEGIN CERTIFICATE-----\n".utf8) + [UInt8](repeating: 0x41, count: 1_000_000),
    ]
  }
}

/// A small hierarchy of certificates and what it has signed.
struct FuzzPKI: Sendable {
  let root: Certificate
  let authority: Certificate
  let leaf: Certificate
  let leafKey: SigningKey
  let time: Moment
  let trust: Trust
  let message: [UInt8] = [1, 2, 3]
  let token: [UInt8]
  let stampRequest: [UInt8]
  let stampResponse: [UInt8]
  let question: [UInt8]
  let answer: [UInt8]

  init() throws {
    let start = Moment(seconds: 1_704_067_200)
    let end = Moment(seconds: 2_019_686_400)
    time = start.advanced(bySeconds: 1_000_000)
    func name(_ name: String) throws -> DistinguishedName {
      try DistinguishedName(organization: "Test", commonName: name)
    }
    let rootKey = try SigningKey(generating: .ec(.p256))
    let root = try CertificateDraft(
      .authority(pathLength: nil), subject: name("Root"), publicKey: rootKey.publicKey,
      notBefore: start, notAfter: end
    ).selfSigned(by: rootKey)
    let authorityKey = try SigningKey(generating: .ec(.p256))
    let authority = try CertificateDraft(
      .authority(pathLength: 0), subject: name("Authority"), publicKey: authorityKey.publicKey,
      notBefore: start, notAfter: end
    ).issued(by: root, rootKey)
    func issue(
      _ role: CertificateRole, _ kind: SigningKey.Kind, more: [CertificateExtension] = []
    ) throws -> (Certificate, SigningKey) {
      let key = try SigningKey(generating: kind)
      var draft = CertificateDraft(
        role, subject: try name("End"), publicKey: key.publicKey, notBefore: start, notAfter: end)
      draft.extensions += more
      return (try draft.issued(by: authority, authorityKey), key)
    }
    let (leaf, leafKey) = try issue(
      .claimSigner, .ed25519,
      more: [
        .authorityInfoAccess(ocsp: ["http://a"], issuers: ["http://b"]), .policies([.c2paPolicy]),
        .crlDistributionPoints(["http://c"]),
        .subjectAlternativeNames([.dns("a"), .ipAddress([1, 2, 3, 4])]),
      ])
    let (stamper, stamperKey) = try issue(.timeStamping, .ec(.p256))
    let stamps = try TimeStampAuthority(
      certificate: stamper, signer: stamperKey, chain: [authority], policy: OID(1, 2, 3),
      accuracyInMilliseconds: 1500)
    let request = TimeStampRequest(MessageImprint(of: message), nonce: [1, 2])
    token = try stamps.token(for: request, at: time, serial: [1])
    stampRequest = request.bytes
    stampResponse = try stamps.response(to: request, at: time, serial: [1])
    let identifier = CertificateID(leaf, issuer: authority)
    question = OCSPRequest([identifier], nonce: [1]).bytes
    let responder = try OCSPResponder(certificate: authority, signer: authorityKey, for: authority)
    answer = try responder.response(
      [OCSPResponder.Answer(identifier, .revoked(time, .superseded))], nonce: [4, 1, 1], at: time,
      nextUpdate: time)
    (self.root, self.authority, self.leaf, self.leafKey) = (root, authority, leaf, leafKey)
    trust = Trust([.own(name: "own", anchors: [root])])
  }
}
