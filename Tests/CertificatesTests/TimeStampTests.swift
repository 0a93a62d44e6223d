import Foundation
import TestSupport
import Testing

@testable import Certificates

@Suite("Time-stamps")
struct TimeStampTests {
  let pki: TestPKI
  let tsa: Certificate
  let key: SigningKey
  let time: Moment
  let message = Array("what is stamped".utf8)

  init() throws {
    pki = try TestPKI()
    (tsa, key) = try pki.issue(.timeStamping, "TSA")
    time = try #require(Moment(2026, 3, 4, 5, 6, 7, nanoseconds: 120_000_000))
  }

  func authority(accuracy: Int? = 1500) throws -> TimeStampAuthority {
    try TimeStampAuthority(
      certificate: tsa, signer: key, chain: [pki.authority], policy: OID(1, 2, 3, 4),
      accuracyInMilliseconds: accuracy)
  }

  var trust: Trust { Trust([.timeStampAuthorities(name: "stamps", anchors: [pki.root])]) }

  func codes(_ outcome: TimeStampOutcome) -> [String] { outcome.findings.map(\.code.rawValue) }

  @Test("What is asked for is what is stamped, and the time counts")
  func roundTrip() throws {
    let request = TimeStampRequest(MessageImprint(of: message), nonce: [0, 0x80, 1])
    let read = try TimeStampRequest(bytes: request.bytes)
    #expect(read.imprint == request.imprint)
    #expect(read.wantsCertificates)
    let bytes = try authority().response(to: read, at: time, serial: [0xFF, 2])
    let response = try TimeStampResponse(bytes: bytes)
    #expect(response.problem(asAnswerTo: request) == nil)
    let token = try #require(response.token)
    #expect(token.info.time == time)
    #expect(token.info.time.description == "2026-03-04T05:06:07.12Z")
    #expect(token.info.accuracy == 1_500_000)
    #expect(token.info.serial == [0, 0xFF, 2])
    #expect(token.info.remarks == [] && token.message.remarks == [])
    for outcome in [
      TimeStampToken.check(response: bytes, over: message, trust: trust),
      TimeStampToken.check(token: token.bytes, over: message, trust: trust),
    ] {
      #expect(codes(outcome) == ["timeStamp.validated", "timeStamp.trusted"])
      #expect(outcome.time == time)
      #expect(outcome.trust?.chain.count == 3)
    }
    // Another number in the request than in the answer.
    let other = TimeStampRequest(MessageImprint(of: message), nonce: [7])
    #expect(response.problem(asAnswerTo: other)?.contains("number") == true)
  }

  @Test(
    "Every kind of key stamps",
    arguments: [
      SigningKey.Kind.ec(.p384), .ec(.p521), .rsa(bits: 2048), .rsaPSS(bits: 2048), .ed25519,
    ])
  func kinds(_ kind: SigningKey.Kind) throws {
    let (certificate, key) = try pki.issue(.timeStamping, "TSA", kind)
    let authority = try TimeStampAuthority(
      certificate: certificate, signer: key, chain: [pki.authority], policy: OID(1, 2, 3))
    let token = try authority.token(
      for: TimeStampRequest(MessageImprint(of: message)), at: time, serial: [1])
    let outcome = TimeStampToken.check(token: token, over: message, trust: trust)
    #expect(codes(outcome) == ["timeStamp.validated", "timeStamp.trusted"])
  }

  @Test("Each thing that can be wrong has its code, and then the time does not count")
  func wrong() throws {
    let token = try authority().token(
      for: TimeStampRequest(MessageImprint(of: message)), at: time, serial: [1])
    func check(_ bytes: [UInt8], _ trust: Trust? = nil, _ message: [UInt8]? = nil) -> [String] {
      let outcome = TimeStampToken.check(
        token: bytes, over: message ?? self.message, trust: trust ?? self.trust)
      if !codes(outcome).contains("timeStamp.trusted") { #expect(outcome.time == nil) }
      return codes(outcome)
    }
    #expect(check(token, nil, [1]) == ["timeStamp.mismatch"])
    #expect(check(token, Trust()) == ["timeStamp.validated", "timeStamp.untrusted"])
    #expect(check(Array(token.dropLast())) == ["timeStamp.malformed"])
    #expect(check([]) == ["timeStamp.malformed"])
    var broken = token
    broken[broken.count - 1] ^= 1
    #expect(check(broken) == ["timeStamp.mismatch"])
    // Another time inside: the digest among the signed attributes is not that of the content.
    let place = try #require(
      token.indices.first { token[$0...].starts(with: Array("20260304".utf8)) })
    var moved = token
    moved[place + 3] = UInt8(ascii: "5")
    #expect(check(moved) == ["timeStamp.mismatch"])
    // A time outside the validity of the authority's certificate.
    let early = try authority().token(
      for: TimeStampRequest(MessageImprint(of: message)),
      at: pki.start.advanced(bySeconds: -10), serial: [1])
    #expect(check(early) == ["timeStamp.outsideValidity"])
    // A response that refuses.
    let refusal = TimeStampToken.check(
      response: TimeStampAuthority.refusal("no"), over: message, trust: trust)
    #expect(codes(refusal) == ["timeStamp.malformed"])
    #expect(refusal.findings.first?.text.contains("no") == true)
  }

  @Test("A certificate that may do more than stamp is no authority's")
  func profile() throws {
    let (claim, claimKey) = try pki.issue(.claimSigner, "claim")
    #expect(throws: CertificateError.self) {
      try TimeStampAuthority(certificate: claim, signer: claimKey, policy: OID(1, 2))
    }
    let info = DER.sequence(
      DER.integer(1), DER.oid(OID(1, 2)), MessageImprint(of: message).encoded, DER.integer(1),
      DER.value(0x18, time.generalizedTime))
    func token(_ attributes: [[UInt8]], _ pair: (Certificate, SigningKey)) throws -> [UInt8] {
      try SignedData.make(
        .timeStampInfo, info, certificate: pair.0, others: [], attributes: attributes,
        digest: .sha256, signer: pair.1)
    }
    func names(_ certificate: Certificate) -> [[UInt8]] {
      let digest = HashAlgorithm.sha256.digest(of: certificate.bytes)
      let value = DER.sequence(DER.sequence(DER.sequence(DER.octets(digest))))
      return [SignedData.attribute(.signingCertificateV2, value)]
    }
    func check(_ bytes: [UInt8]) -> [String] {
      codes(TimeStampToken.check(token: bytes, over: message, trust: trust))
    }
    #expect(check(try token(names(claim), (claim, claimKey))) == ["timeStamp.credentialInvalid"])
    #expect(check(try token(names(claim), (tsa, key))) == ["timeStamp.malformed"])
    #expect(check(try token([], (tsa, key))) == ["timeStamp.malformed"])
  }

  @Test("Attributes that are stored in another order than they were signed in are taken")
  func unsorted() throws {
    let token = try authority().token(
      for: TimeStampRequest(MessageImprint(of: message)), at: time, serial: [1])
    let read = try TimeStampToken(bytes: token)
    let signed = try #require(read.signer.signedBytes)
    // The members of the SET, the first put last.
    var body = Array(signed.dropFirst(signed[1] < 0x80 ? 2 : (signed[1] == 0x81 ? 3 : 4)))
    let first = Array(body.prefix(Int(body[1]) + 2))
    let place = try #require(token.indices.first { token[$0...].starts(with: body) })
    body = Array(body.dropFirst(first.count)) + first
    var shuffled = token
    shuffled.replaceSubrange(place..<place + body.count, with: body)
    #expect(shuffled != token)
    let outcome = TimeStampToken.check(token: shuffled, over: message, trust: trust)
    #expect(codes(outcome) == ["timeStamp.validated", "timeStamp.trusted"])
    #expect(try SignedData(bytes: shuffled).remarks.first?.text.contains("order") == true)
  }

  @Test("openssl reads our requests and verifies our answers", .enabled(if: OpenSSL.exists))
  func toOpenSSL() async throws {
    let openssl = try OpenSSL()
    let request = TimeStampRequest(MessageImprint(of: message), nonce: [1, 2, 3])
    try openssl.write(message, "message")
    try openssl.write(request.bytes, "request.tsq")
    #expect(try await openssl("ts -query -in request.tsq -text").contains("Nonce: 0x010203"))
    try openssl.write(
      authority().response(to: request, at: time, serial: [9]), "answer.tsr")
    try openssl.write(pki.root.pem, "root.pem")
    let printed = try await openssl("ts -reply -in answer.tsr -text")
    #expect(printed.contains("Mar  4 05:06:07.12 2026 GMT"))
    #expect(printed.contains("0x01 seconds, 0x01F4 millis") || printed.contains("millis"))
    for what in ["-data message", "-queryfile request.tsq"] {
      let verified = try await openssl(
        "ts -verify \(what) -in answer.tsr -CAfile root.pem -attime \(time.seconds)")
      #expect(verified.contains("OK"))
    }
  }

  @Test(
    "We read requests of openssl and verify its answers", .enabled(if: OpenSSL.exists),
    arguments: ["p256", "p384", "rsa2048", "ed25519"], ["sha256", "sha512"])
  func fromOpenSSL(_ name: String, _ hash: String) async throws {
    let openssl = try OpenSSL()
    let kind = try #require(KeySample(rawValue: name))
    try await openssl.key(kind, "tsa.key")
    let key = try SigningKey(pem: openssl.bytes("tsa.key"))
    let now = Moment(Date())
    let certificate = try CertificateDraft(
      .timeStamping, subject: DistinguishedName(commonName: "TSA"), publicKey: key.publicKey,
      notBefore: now.advanced(bySeconds: -3600), notAfter: now.advanced(bySeconds: 3600)
    ).issued(by: pki.authority, pki.authorityKey)
    try openssl.write(certificate.pem, "tsa.pem")
    try openssl.write(pki.authority.pem, "chain.pem")
    try openssl.write(message, "message")
    try openssl.write(
      """
      [tsa]
      default_tsa = one
      [one]
      dir = .
      serial = serial
      crypto_device = builtin
      signer_cert = tsa.pem
      certs = chain.pem
      signer_key = tsa.key
      signer_digest = sha256
      default_policy = 1.2.3.4.1
      digests = sha256, sha384, sha512
      accuracy = secs:1, millisecs:500, microsecs:100
      clock_precision_digits = 3
      ordering = yes
      tsa_name = yes
      ess_cert_id_chain = no
      ess_cert_id_alg = \(hash)
      """, "tsa.cnf")
    try await openssl("ts -query -data message -\(hash) -cert -out request.tsq")
    let request = try TimeStampRequest(bytes: openssl.bytes("request.tsq"))
    #expect(request.imprint.matches(message) && request.wantsCertificates)
    if kind == .ed25519 { return }  // openssl's own authority cannot sign with it.
    try await openssl("ts -reply -config tsa.cnf -queryfile request.tsq -out answer.tsr")
    let bytes = try openssl.bytes("answer.tsr")
    let response = try TimeStampResponse(bytes: bytes)
    #expect(response.problem(asAnswerTo: request) == nil)
    let info = try #require(response.token?.info)
    #expect(info.isOrdered && info.accuracy == 1_500_100)
    #expect(info.authority == .directory(certificate.subject))
    #expect(abs(info.time.seconds - now.seconds) < 600)
    let outcome = TimeStampToken.check(response: bytes, over: message, trust: trust)
    #expect(codes(outcome) == ["timeStamp.validated", "timeStamp.trusted"])
  }
}
