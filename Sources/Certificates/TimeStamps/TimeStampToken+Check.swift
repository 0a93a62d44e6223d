extension TimeStampToken {
  /// Reads and checks an encoded token: a value for every input.
  ///
  /// - Parameters:
  ///   - bytes: The token (`sigTst2`).
  ///   - message: What it should be about.
  ///   - trust: Whom to trust; only lists that serve time-stamps count.
  ///   - others: Certificates beyond those of the token.
  /// - Returns: What was found.
  public static func check(
    token bytes: some Collection<UInt8>, over message: some Sequence<UInt8>, trust: Trust,
    with others: [Certificate] = []
  ) -> TimeStampOutcome {
    do {
      return try TimeStampToken(bytes: bytes).check(over: message, trust: trust, with: others)
    } catch {
      return .malformed("\(error)")
    }
  }

  /// Reads and checks an encoded response, which holds a token (`sigTst`): a value for every input.
  ///
  /// - Parameters:
  ///   - bytes: The TimeStampResp.
  ///   - message: What it should be about.
  ///   - trust: Whom to trust; only lists that serve time-stamps count.
  ///   - others: Certificates beyond those of the token.
  /// - Returns: What was found.
  public static func check(
    response bytes: some Collection<UInt8>, over message: some Sequence<UInt8>, trust: Trust,
    with others: [Certificate] = []
  ) -> TimeStampOutcome {
    do {
      let response = try TimeStampResponse(bytes: bytes)
      guard response.isGranted, let token = response.token else {
        return .malformed("the authority refused the time-stamp: \(response.statusText)")
      }
      return token.check(over: message, trust: trust, with: others)
    } catch {
      return .malformed("\(error)")
    }
  }

  /// Checks the token: what it is about, its signature, the authority's certificate, and whether a list
  /// vouches for that at the token's own time.
  ///
  /// - Parameters:
  ///   - message: What it should be about.
  ///   - trust: Whom to trust; only lists that serve time-stamps count.
  ///   - others: Certificates beyond those of the token.
  /// - Returns: What was found.
  public func check(
    over message: some Sequence<UInt8>, trust: Trust, with others: [Certificate] = []
  ) -> TimeStampOutcome {
    guard info.imprint.hash != .sha1 else {
      return .malformed("its imprint is SHA-1, which C2PA does not allow", claimedTime: info.time)
    }
    guard info.imprint.matches(message) else {
      return outcome(.mismatch, "it is about another message", nil)
    }
    let certificate: Certificate
    switch self.message.check(signer, with: others) {
    case .valid(let found): certificate = found
    case .noCertificate:
      return outcome(.untrusted, "the certificate of its authority is not in it", nil)
    case .digestMismatch:
      return outcome(.mismatch, "its signature is over another content", nil)
    case .badSignature:
      return outcome(.mismatch, "its signature does not hold", nil)
    case .badAttributes(let why): return .malformed(why, claimedTime: info.time)
    case .unsupported(let why):
      return outcome(.credentialInvalid, "its signature could not be checked: \(why)", nil)
    }
    if let problem = problem(with: certificate) {
      return .malformed(problem, claimedTime: info.time)
    }
    let broken = CertificateProfile.check(certificate, for: .timeStamping)
      .filter { !$0.isAcceptable }
    if let first = broken.first {
      return outcome(
        .credentialInvalid,
        "the certificate of its authority breaks the rule \(first.id): \(first.rule) Found: \(first.found)",
        certificate)
    }
    var findings = [
      TimeStampOutcome.Finding(
        code: .validated, text: "it is about this message, and its signature holds")
    ]
    guard certificate.isValid(at: info.time) else {
      return TimeStampOutcome(
        findings: [
          .init(
            code: .outsideValidity,
            text: "its time \(info.time) is outside the validity of its authority's certificate, "
              + "\(certificate.notBefore) to \(certificate.notAfter)")
        ], claimedTime: info.time, signer: certificate, trust: nil)
    }
    let trusted = trust.judge(
      certificate, with: self.message.certificates + others, for: .timeStamping, at: info.time)
    if let list = trusted.list {
      findings.append(
        .init(code: .trusted, text: "its authority \(certificate.subject.display) is on \(list)"))
    } else if trusted.isOutsideValidity {
      findings = [
        .init(
          code: .outsideValidity,
          text: trusted.findings.map(\.description).joined(separator: "; "))
      ]
    } else {
      findings.append(
        .init(
          code: .untrusted, text: trusted.findings.map(\.description).joined(separator: "; ")))
    }
    return TimeStampOutcome(
      findings: findings, claimedTime: info.time, signer: certificate, trust: trusted)
  }

  private func outcome(
    _ code: TimeStampOutcome.Code, _ text: String, _ certificate: Certificate?
  ) -> TimeStampOutcome {
    TimeStampOutcome(
      findings: [.init(code: code, text: text)], claimedTime: info.time, signer: certificate,
      trust: nil)
  }
}
