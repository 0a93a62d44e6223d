/// The lists that a verifier trusts, with its memory of verified certificates.
///
/// Nothing is fetched, and there is no clock: the time is a parameter, the attested one where there is
/// a trusted time-stamp and the present one where there is not.
public struct Trust: Sendable {
  /// The lists, in the order in which they are asked.
  public let lists: [TrustList]
  /// The memory, which several may share.
  public let verified: VerifiedCertificates

  /// Trust in these lists.
  public init(_ lists: [TrustList] = [], verified: VerifiedCertificates = VerifiedCertificates()) {
    self.lists = lists
    self.verified = verified
  }

  /// Trust in one list more, with the same memory.
  public func adding(_ list: TrustList) -> Trust { Trust(lists + [list], verified: verified) }

  /// Whether a list vouches for `certificate` at `moment`.
  ///
  /// The certificate profile is another question, see ``CertificateProfile``; the first list that
  /// vouches is the answer.
  ///
  /// - Parameters:
  ///   - certificate: The end of the chain.
  ///   - others: What came with it, in any order; certificates that do not belong are ignored.
  ///   - purpose: What it is used for.
  ///   - moment: The time at which it is judged.
  ///   - ignoringDatesOfIssuers: Whether issuers may be over, to learn that nothing else is wrong.
  /// - Returns: The list that vouches, or every reason why none does.
  public func judge(
    _ certificate: Certificate, with others: [Certificate] = [], for purpose: CertificatePurpose,
    at moment: Moment, ignoringDatesOfIssuers: Bool = false
  ) -> TrustOutcome {
    var findings: [TrustFinding] = []
    var longest = [certificate]
    let serving = lists.filter { $0.usages[purpose] != nil }
    if serving.isEmpty {
      findings.append(
        TrustFinding(.noList, "there is no trust list for a \(purpose.name)"))
    }
    for list in serving {
      if let until = list.until, moment >= until {
        findings.append(
          TrustFinding(
            .listEnded,
            "the list was frozen at \(until) and counts only for what was signed before",
            list: list.name))
        continue
      }
      if !list.allowed.isEmpty, list.allowed.contains(certificate.fingerprint) {
        guard certificate.isValid(at: moment) else {
          findings.append(.outsideValidity(certificate, moment, list))
          continue
        }
        return TrustOutcome(
          list: list.name, ground: .listed, chain: [certificate], moment: moment,
          findings: findings)
      }
      let accepted = list.usages[purpose] ?? []
      let usages = certificate.known.extendedKeyUsage ?? []
      guard accepted.isEmpty || usages.contains(where: accepted.contains) else {
        let found = usages.isEmpty ? "none" : usages.map(\.usageName).joined(separator: ", ")
        findings.append(
          TrustFinding(
            .usage, "the list accepts none of the certificate's extended key usages: \(found)",
            list: list.name))
        continue
      }
      var builder = ChainBuilder(list: list, others: others, moment: moment, verified: verified)
      builder.ignoresDatesOfIssuers = ignoringDatesOfIssuers
      if let chain = builder.build(from: certificate) {
        return TrustOutcome(
          list: list.name, ground: .anchor, chain: chain, moment: moment, findings: findings)
      }
      findings += builder.findings
      if builder.longest.count > longest.count { longest = builder.longest }
    }
    return TrustOutcome(
      list: nil, ground: nil, chain: longest, moment: moment, findings: findings)
  }
}

extension TrustFinding {
  static func outsideValidity(
    _ certificate: Certificate, _ moment: Moment, _ list: TrustList
  ) -> TrustFinding {
    TrustFinding(
      .outsideValidity,
      "\(certificate.subject) is valid from \(certificate.notBefore) to \(certificate.notAfter), and "
        + "not at \(moment)", list: list.name)
  }
}
