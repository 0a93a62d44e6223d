import Certificates
import Credentials
import TestSupport

extension Deviation {
  /// Deviations of the signature, its certificate, its time and its revocation (C2PA, 15.7 to 15.9).
  static let signatures: [Deviation] = [
    Deviation("a signature over something else", .wellFormed, .claimSignatureMismatch) {
      $0.damagesSignature = true
    },
    Deviation("a signature that is no COSE", .wellFormed, .claimSignatureMismatch) {
      $0.signatureBytes = CBOR.map([("a", .integer(1))]).deterministic()
    },
    Deviation("a signature that is no CBOR", .wellFormed, .claimSignatureMismatch) {
      $0.signatureBytes = [0xFF, 1, 2]
    },
    Deviation("an algorithm that is forbidden", .invalid, .algorithmUnsupported) {
      $0.protected[0] = CBOR.Entry(.integer(1), .integer(-257))
    },
    Deviation("no algorithm", .invalid, .algorithmUnsupported) { $0.protected.removeFirst() },
    Deviation("an algorithm for another curve's digest", .wellFormed, .claimSignatureMismatch) {
      $0.protected[0] = CBOR.Entry(.integer(1), .integer(-35))
    },
    Deviation("no certificate", .wellFormed, .signingCredentialInvalid) {
      $0.protected.removeLast()
    },
    Deviation("a certificate in both headers", .wellFormed, .signingCredentialInvalid) {
      $0.unprotected = CBOR(.map([$0.protected[1]]))
    },
    Deviation("a certificate in the other header", .trusted) {
      $0.unprotected = CBOR(.map([$0.protected.removeLast()]))
    },
    Deviation("a certificate that is none", .wellFormed, .signingCredentialInvalid) {
      $0.protected[1] = CBOR.Entry(.integer(33), .array([.bytes([1, 2, 3])]))
    },
    certificate("a signer on no list", .valid, .signingCredentialUntrusted) { pki in
      pki.isIssuedByRoot = false
    },
    certificate("a usage that no list accepts", .valid, .signingCredentialUntrusted) { pki in
      pki.extensions[2] = .extendedKeyUsage([OID(1, 3, 6, 1, 5, 5, 7, 3, 1)])
    },
    certificate(
      "any usage", .wellFormed, .signingCredentialInvalid
    ) { pki in
      pki.extensions[2] = .extendedKeyUsage([OID(2, 5, 29, 37, 0), .documentSigning])
    },
    certificate(
      "a usage for time-stamps beside it", .wellFormed, .signingCredentialInvalid
    ) { pki in
      pki.extensions[2] = .extendedKeyUsage([.documentSigning, .timeStamping])
    },
    certificate(
      "no extended usage", .wellFormed, .signingCredentialInvalid, .signingCredentialUntrusted
    ) { pki in
      pki.extensions.remove(at: 2)
    },
    certificate(
      "no usage of the key", .wellFormed, .signingCredentialInvalid
    ) { pki in
      pki.extensions.remove(at: 1)
    },
    certificate(
      "a key that may not sign", .wellFormed, .signingCredentialInvalid
    ) { pki in
      pki.extensions[1] = .keyUsage([.keyAgreement])
    },
    certificate(
      "a CA as the signer", .wellFormed, .signingCredentialInvalid
    ) { pki in
      pki.extensions[0] = .basicConstraints(BasicConstraints(isCA: true))
    },
    certificate(
      "a certificate that is over", .wellFormed, .claimSignatureOutsideValidity,
      .signingCredentialUntrusted
    ) { pki in
      pki.notAfter = SignedStore.now.advanced(bySeconds: -10)
    },
    certificate(
      "a certificate that is yet to begin", .wellFormed, .claimSignatureOutsideValidity,
      .signingCredentialUntrusted
    ) { pki in
      pki.notBefore = SignedStore.now.advanced(bySeconds: 100_000_000)
    },
    certificate(
      "an authority that is over", .wellFormed, .claimSignatureOutsideValidity,
      .signingCredentialUntrusted
    ) { pki in
      pki.hasAuthorityThatIsOver = true
    },
    certificate(
      "a certificate that is over, with a time-stamp", .trusted, .timeStampTrusted,
      .timeStampValidated, .claimSignatureInsideValidity
    ) { pki in
      pki.notAfter = SignedStore.now.advanced(bySeconds: -10)
      pki.stampedAt = SignedStore.now.advanced(bySeconds: -100)
    },
    certificate(
      "a certificate that was over at its time-stamp", .wellFormed, .timeStampTrusted,
      .claimSignatureOutsideValidity, .signingCredentialUntrusted
    ) { pki in
      pki.notAfter = SignedStore.now.advanced(bySeconds: -100)
      pki.stampedAt = SignedStore.now.advanced(bySeconds: -10)
    },
    certificate("a time-stamp of something else", .trusted, .timeStampMismatch) { pki in
      pki.stampedAt = SignedStore.now
      pki.stampsSomethingElse = true
    },
    certificate("a time-stamp of nobody", .trusted, .timeStampUntrusted) { pki in
      pki.stampedAt = SignedStore.now
      pki.stampIsOfStranger = true
    },
    certificate("a time-stamp of after its authority", .trusted, .timeStampOutsideValidity) { pki in
      pki.stampedAt = SignedStore.now
      pki.stampIsLate = true
    },
    Deviation("a time-stamp that is none", .trusted, .timeStampMalformed) {
      let token = CBOR.map([("val", .bytes([1, 2, 3]))])
      $0.unprotected = .map([("sigTst2", .map([("tstTokens", .array([token]))]))])
    },
    Deviation("two time-stamps", .trusted, .timeStampMalformed) {
      let token = CBOR.map([("val", .bytes([1]))])
      $0.unprotected = .map([("sigTst2", .map([("tstTokens", .array([token, token]))]))])
    },
    certificate(
      "a signing time that is claimed", .trusted, .timeOfSigningInsideValidity
    ) { pki in
      pki.claimedTime = SignedStore.now
    },
    certificate(
      "a signing time outside the certificate", .trusted, .timeOfSigningOutsideValidity
    ) { pki in
      pki.claimedTime = SignedStore.start.advanced(bySeconds: -100)
    },
    certificate(
      "a signing time behind the time-stamp", .trusted, .timeOfSigningOutsideValidity
    ) { pki in
      pki.stampedAt = SignedStore.now.advanced(bySeconds: -100)
      pki.claimedTime = SignedStore.now
    },
    certificate(
      "an answer that it was not revoked", .trusted, .signingCredentialOCSPNotRevoked
    ) { pki in
      pki.stampedAt = SignedStore.now
      pki.revocation = .good
    },
    certificate(
      "an answer without a time-stamp", .trusted, .signingCredentialOCSPSkipped
    ) { pki in
      pki.revocation = .good
    },
    certificate(
      "a certificate that was revoked", .wellFormed, .signingCredentialOCSPRevoked
    ) { pki in
      pki.stampedAt = SignedStore.now
      pki.revocation = .revoked(
        SignedStore.now.advanced(bySeconds: -1000), .keyCompromise)
    },
    certificate(
      "a certificate that was revoked later", .trusted, .signingCredentialOCSPNotRevoked
    ) { pki in
      pki.stampedAt = SignedStore.now
      pki.revocation = .revoked(SignedStore.now.advanced(bySeconds: 10), .keyCompromise)
    },
    certificate(
      "a certificate that nobody knows", .trusted, .signingCredentialOCSPUnknown
    ) { pki in
      pki.stampedAt = SignedStore.now
      pki.revocation = .unknown
    },
  ]
}

/// What is special about the certificate, the time-stamp and the answer of one signature.
struct CraftedSigner {
  var extensions = CertificateRole.claimSigner.extensions
  var notBefore = SignedStore.start
  var notAfter = Moment(seconds: 2_019_686_400)
  var isIssuedByRoot = true
  var hasAuthorityThatIsOver = false
  var stampedAt: Moment?
  var stampsSomethingElse = false
  var stampIsOfStranger = false
  var stampIsLate = false
  var claimedTime: Moment?
  var revocation: RevocationStatus?

  /// Puts it into a manifest.
  func sign(_ manifest: inout CraftedManifest, _ signed: SignedStore) throws {
    let end = Moment(seconds: 2_019_686_400)
    func authority(
      _ name: String, _ to: Moment, under issuer: (Certificate, SigningKey)?
    ) throws -> (Certificate, SigningKey) {
      let key = try SigningKey(generating: .ec(.p256))
      let draft = CertificateDraft(
        .authority(pathLength: nil),
        subject: try DistinguishedName(organization: "Test", commonName: name),
        publicKey: key.publicKey, notBefore: SignedStore.start, notAfter: to)
      guard let issuer else { return (try draft.selfSigned(by: key), key) }
      return (try draft.issued(by: issuer.0, issuer.1), key)
    }
    var issuer =
      isIssuedByRoot ? (signed.root, signed.rootKey) : try authority("X", end, under: nil)
    if hasAuthorityThatIsOver {
      issuer = try authority("A", SignedStore.now.advanced(bySeconds: -100), under: issuer)
    }
    let key = try SigningKey(generating: .ec(.p256))
    let leaf = try CertificateDraft(
      subject: DistinguishedName(organization: "Test", commonName: "Leaf"),
      publicKey: key.publicKey, notBefore: notBefore, notAfter: notAfter, extensions: extensions
    ).issued(by: issuer.0, issuer.1)
    manifest.key = key
    manifest.protected = [
      CBOR.Entry(.integer(1), .integer(-7)),
      CBOR.Entry(.integer(33), .array([.bytes(leaf.bytes), .bytes(issuer.0.bytes)])),
    ]
    if let claimedTime {
      manifest.protected.append(
        CBOR.Entry(
          .integer(15), CBOR(.map([CBOR.Entry(.integer(6), .integer(Int(claimedTime.seconds)))]))))
    }
    let stampIssuer =
      stampIsOfStranger ? try authority("Y", end, under: nil) : (signed.root, signed.rootKey)
    let copy = self
    manifest.stamp = { cose in
      var entries: [(String, CBOR)] = []
      if let time = copy.stampedAt {
        let stampKey = try SigningKey(generating: .ec(.p256))
        let certificate = try CertificateDraft(
          .timeStamping, subject: DistinguishedName(organization: "Test", commonName: "Time"),
          publicKey: stampKey.publicKey, notBefore: SignedStore.start,
          notAfter: copy.stampIsLate ? time.advanced(bySeconds: -60) : end
        ).issued(by: stampIssuer.0, stampIssuer.1)
        let stamps = try TimeStampAuthority(
          certificate: certificate, signer: stampKey, chain: [stampIssuer.0],
          policy: OID(1, 3, 6, 1, 4, 1, 99999, 1))
        let message = copy.stampsSomethingElse ? [1] : cose.toBeStamped(cose.encodedSignature)
        let request = TimeStampRequest(MessageImprint(of: message))
        let response = try stamps.response(to: request, at: time, serial: [7])
        let token = try TimeStampResponse(bytes: response).token?.bytes ?? []
        entries.append(
          ("sigTst2", .map([("tstTokens", .array([.map([("val", .bytes(token))])]))])))
      }
      if let status = copy.revocation {
        let responder = try OCSPResponder(
          certificate: issuer.0, signer: issuer.1, for: issuer.0)
        let answer = try responder.response(
          [.init(CertificateID(leaf, issuer: issuer.0), status)],
          at: SignedStore.now.advanced(bySeconds: -60),
          nextUpdate: SignedStore.now.advanced(bySeconds: 86_400))
        entries.append(("rVals", .map([("ocspVals", .array([.bytes(answer)]))])))
      }
      return .map(entries)
    }
  }
}

extension Deviation {
  /// A deviation of who signed, and when.
  fileprivate static func certificate(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    change: @escaping @Sendable (inout CraftedSigner) -> Void
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var signer = CraftedSigner()
      change(&signer)
      var manifest = CraftedManifest(signed)
      try signer.sign(&manifest, signed)
      return Case(store: try manifest.store(), content: signed.content)
    }
  }
}
