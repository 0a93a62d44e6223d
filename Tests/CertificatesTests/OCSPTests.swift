import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Answers about revocation")
struct OCSPTests {
  let pki: TestPKI
  let leaf: Certificate
  let time: Moment

  init() throws {
    pki = try TestPKI()
    leaf = try pki.issue(.claimSigner, "leaf").certificate
    time = try #require(Moment(2026, 3, 4))
  }

  var identifier: CertificateID { CertificateID(leaf, issuer: pki.authority) }

  func answer(
    _ status: RevocationStatus, byKey: Bool = true, role: CertificateRole? = .ocspResponder,
    nextUpdate: Moment? = nil
  ) throws -> [UInt8] {
    let responder: OCSPResponder
    if let role {
      let (certificate, key) = try pki.issue(role, "responder")
      responder = try OCSPResponder(
        certificate: certificate, signer: key, for: pki.authority, isNamedByKey: byKey)
    } else {
      responder = try OCSPResponder(
        certificate: pki.authority, signer: pki.authorityKey, for: pki.authority,
        isNamedByKey: byKey)
    }
    return try responder.response(
      [OCSPResponder.Answer(identifier, status)], at: time,
      nextUpdate: nextUpdate ?? time.advanced(bySeconds: 7 * 86_400))
  }

  func check(_ bytes: [UInt8], after seconds: Int64 = 60) -> OCSPOutcome {
    OCSPResponse.check(
      bytes, for: leaf, issuer: pki.authority, at: time.advanced(bySeconds: seconds))
  }

  @Test("The issuer and whom it appointed answer, by name or by key")
  func good() throws {
    for role in [nil, CertificateRole.ocspResponder] {
      for byKey in [true, false] {
        let outcome = check(try answer(.good, byKey: byKey, role: role))
        #expect(outcome.result == .notRevoked)
        #expect(outcome.code == "signingCredential.ocsp.notRevoked")
        #expect(outcome.responder != nil)
      }
    }
  }

  @Test("A revocation counts from its time on; one taken back does not; unknown is unknown")
  func statuses() throws {
    let before = time.advanced(bySeconds: -100)
    #expect(
      check(try answer(.revoked(before, .keyCompromise))).result
        == .revoked(before, .keyCompromise))
    #expect(check(try answer(.revoked(before, nil))).result == .revoked(before, nil))
    #expect(check(try answer(.revoked(before, .removeFromCRL))).result == .notRevoked)
    #expect(
      check(try answer(.revoked(time.advanced(bySeconds: 200), nil))).result == .notRevoked)
    #expect(check(try answer(.unknown)).code == "signingCredential.ocsp.unknown")
    // Revoked stays revoked, however old the answer.
    #expect(
      check(try answer(.revoked(before, nil)), after: 100 * 86_400).result == .revoked(before, nil))
  }

  @Test("An answer counts from thisUpdate to nextUpdate, and for a day where that is absent")
  func times() throws {
    let bytes = try answer(.good)
    #expect(check(bytes, after: 7 * 86_400).result == .notRevoked)
    #expect(check(bytes, after: 7 * 86_400 + 1).result == .unusable)
    #expect(check(bytes, after: -299).result == .notRevoked)
    #expect(check(bytes, after: -301).result == .unusable)
    let responder = try OCSPResponder(
      certificate: pki.authority, signer: pki.authorityKey, for: pki.authority)
    let open = try responder.response([OCSPResponder.Answer(identifier, .good)], at: time)
    #expect(check(open, after: 86_400).result == .notRevoked)
    #expect(check(open, after: 86_401).result == .unusable)
  }

  @Test("Answers about another certificate, by strangers, or changed, do not count")
  func unusable() throws {
    let other = try pki.issue(.claimSigner, "other").certificate
    let bytes = try answer(.good)
    #expect(
      OCSPResponse.check(bytes, for: other, issuer: pki.authority, at: time).result == .unusable)
    // Signed by one who may not answer.
    #expect(check(try answer(.good, role: .claimSigner)).text.contains("may not answer"))
    // Appointed by somebody else.
    let stranger = try TestPKI()
    let (certificate, key) = try stranger.issue(.ocspResponder, "responder")
    let responder = try OCSPResponder(certificate: certificate, signer: key, for: pki.authority)
    let foreign = try responder.response([OCSPResponder.Answer(identifier, .good)], at: time)
    #expect(check(foreign).text.contains("not appointed"))
    // One bit of the signature of the answer itself, which precedes the certificate.
    let read = try OCSPResponse(bytes: answer(.good, role: nil))
    var changed = try answer(.good, role: nil)
    changed[changed.count - 1] ^= 1
    #expect(read.entries.count == 1)
    #expect(check(changed).result == .unusable)
    #expect(check([]).result == .unusable)
    #expect(check([0x30, 3, 0x0A, 1, 6]).text.contains("may not answer"))
  }

  @Test("Requests say the same after reading, with their nonce")
  func requests() throws {
    let request = OCSPRequest([identifier], nonce: [1, 2, 3])
    #expect(try OCSPRequest(bytes: request.bytes) == request)
    #expect(identifier.names(leaf, issuer: pki.authority))
    #expect(identifier.isBelow(pki.authority) && !identifier.isBelow(pki.root))
  }

  @Test("openssl reads our request and verifies our answer", .enabled(if: OpenSSL.exists))
  func toOpenSSL() async throws {
    let openssl = try OpenSSL()
    try openssl.write(leaf.pem, "leaf.pem")
    try openssl.write(pki.authority.pem, "authority.pem")
    try openssl.write(pki.root.pem + pki.authority.pem, "all.pem")
    try openssl.write(OCSPRequest([identifier], nonce: [9, 9]).bytes, "request.der")
    #expect(try await openssl("ocsp -reqin request.der -req_text").contains("Nonce"))
    let revoked = RevocationStatus.revoked(time, .superseded)
    for (status, words) in [
      (RevocationStatus.good, "leaf.pem: good"), (revoked, "leaf.pem: revoked"),
    ] {
      for role in [nil, CertificateRole.ocspResponder] {
        try openssl.write(answer(status, role: role), "answer.der")
        let printed = try await openssl(
          "ocsp -respin answer.der -issuer authority.pem -cert leaf.pem -CAfile all.pem "
            + "-attime \(time.seconds + 60) -no_nonce -validity_period 999999999")
        #expect(printed.contains("Response verify OK"))
        #expect(printed.contains(words))
      }
    }
  }

  @Test("We verify the answers of openssl", .enabled(if: OpenSSL.exists), arguments: [true, false])
  func fromOpenSSL(_ byKey: Bool) async throws {
    let openssl = try OpenSSL()
    let now = Moment(Date())
    let (responder, key) = try pki.issue(.ocspResponder, "responder")
    try openssl.write(pki.authority.pem, "authority.pem")
    try openssl.write(responder.pem, "responder.pem")
    try openssl.write(key.pem, "responder.key")
    let (other, _) = try pki.issue(.claimSigner, "other")
    func serial(_ certificate: Certificate) -> String {
      certificate.serial.map { String(format: "%02X", $0) }.joined()
    }
    try openssl.write(
      "V\t340101000000Z\t\t\(serial(leaf))\tunknown\t/CN=leaf\n"
        + "R\t340101000000Z\t260101000000Z,keyCompromise\t\(serial(other))\tunknown\t/CN=other\n",
      "index.txt")
    for (certificate, result) in [
      (leaf, OCSPOutcome.Result.notRevoked),
      (other, .revoked(try #require(Moment(2026, 1, 1)), .keyCompromise)),
    ] {
      try openssl.write(
        OCSPRequest([CertificateID(certificate, issuer: pki.authority)]).bytes, "request.der")
      try await openssl(
        "ocsp -index index.txt -CA authority.pem -rsigner responder.pem -rkey responder.key "
          + "-reqin request.der -respout answer.der -ndays 1" + (byKey ? " -resp_key_id" : ""))
      let bytes = try openssl.bytes("answer.der")
      let outcome = OCSPResponse.check(
        bytes, for: certificate, issuer: pki.authority, at: now.advanced(bySeconds: 60))
      #expect(outcome.result == result, "\(outcome.text)")
    }
  }
}
