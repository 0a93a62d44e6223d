internal import Certificates

/// The validation of a claim's time-stamp (C2PA, 15.8): the one in the signature's header, else one
/// of a time-stamp assertion of the store.
struct TimeStampValidation {
  let cose: COSESign1
  let claim: Claim
  let url: String
  let late: [[UInt8]]
  let validator: CredentialValidator
  let now: Moment

  /// What came of it.
  struct Outcome {
    var time: Moment?
    var authority: Certificate?
    var isTrusted = false
    var statuses: [ValidationStatus] = []
  }

  func run() -> Outcome {
    var outcome = Outcome()
    if let (container, isSecond) = cose.timeStamps {
      let tokens = container["tstTokens"]?.array?.compactMap { $0["val"]?.bytes } ?? []
      if tokens.count == 1, let token = tokens.first {
        let message = cose.toBeStamped(isSecond ? cose.encodedSignature : claim.encoded)
        take(check(token, message, isResponse: !isSecond), into: &outcome)
      } else {
        outcome.statuses.append(
          ValidationStatus(
            .timeStampMalformed, url,
            "the signature has \(tokens.count) time-stamps in its container, where there is one"))
      }
    }
    // Those of time-stamp assertions are asked where the signature's own does not count, one after
    // the other until one does (C2PA, 15.8.1.2).
    guard !outcome.isTrusted, !late.isEmpty else { return outcome }
    let message = cose.toBeStamped(cose.encodedSignature)
    var failed = outcome
    for token in late.prefix(TimeStampValidation.lateLimit) {
      var attempt = Outcome()
      take(check(token[...], message, isResponse: false), into: &attempt)
      if attempt.isTrusted {
        attempt.statuses = outcome.statuses + attempt.statuses
        return attempt
      }
      failed.time = failed.time ?? attempt.time
      failed.authority = failed.authority ?? attempt.authority
      failed.statuses += attempt.statuses
    }
    return failed
  }

  /// How many time-stamps of assertions are tried for one manifest.
  private static let lateLimit = 8

  /// Checks a token in the form that its header asks for; other writers put it in the other one.
  private func check(
    _ bytes: ArraySlice<UInt8>, _ message: [UInt8], isResponse: Bool
  ) -> TimeStampOutcome {
    let first =
      isResponse
      ? TimeStampToken.check(response: bytes, over: message, trust: validator.trust)
      : TimeStampToken.check(token: bytes, over: message, trust: validator.trust)
    guard first.has(.malformed), first.claimedTime == nil else { return first }
    let second =
      isResponse
      ? TimeStampToken.check(token: bytes, over: message, trust: validator.trust)
      : TimeStampToken.check(response: bytes, over: message, trust: validator.trust)
    return second.has(.malformed) ? first : second
  }

  private func take(_ found: TimeStampOutcome, into outcome: inout Outcome) {
    for finding in found.findings {
      guard let code = StatusCode(rawValue: finding.code.rawValue) else { continue }
      outcome.statuses.append(ValidationStatus(code, url, "the time-stamp: \(finding.text)"))
    }
    if found.has(.validated) { outcome.time = found.claimedTime }
    outcome.authority = found.signer
    outcome.isTrusted = found.time != nil
  }
}
