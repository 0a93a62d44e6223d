/// Searches a chain from a certificate to an anchor of one list, RFC 5280 section 6.
///
/// Depth first with a stack of its own, within limits: certificates with the same name could otherwise
/// be arranged so that the search never ends.
struct ChainBuilder {
  static let longestChain = 10
  static let mostSignatures = 64
  static let mostOthers = 64
  static let mostFindings = 32

  let list: TrustList
  let moment: Moment
  let verified: VerifiedCertificates
  /// Whether issuers may be over.
  var ignoresDatesOfIssuers = false
  private let issuers: [DistinguishedName: [Certificate]]
  private var signatures = 0

  /// Reasons against the paths that were tried.
  private(set) var findings: [TrustFinding] = []
  /// The longest path with valid signatures.
  private(set) var longest: [Certificate] = []

  init(
    list: TrustList, others: [Certificate], moment: Moment, verified: VerifiedCertificates
  ) {
    self.list = list
    self.moment = moment
    self.verified = verified
    self.issuers = Dictionary(grouping: others.prefix(ChainBuilder.mostOthers), by: \.subject)
  }

  /// The chain, end first and anchor last, or nil with ``findings``.
  mutating func build(from end: Certificate) -> [Certificate]? {
    guard end.isValid(at: moment) else {
      findings.append(.outsideValidity(end, moment, list))
      return nil
    }
    if let unknown = end.unknownCriticalExtensions.first {
      note(.criticalExtension, "\(end.subject) has the critical extension \(unknown)")
      return nil
    }
    longest = [end]
    if list.isAnchor(end) { return [end] }
    // What is to be tried: a path, and who may have issued its last certificate.
    var stack: [(path: [Certificate], candidates: [Certificate])] = [([end], candidates(for: end))]
    while var top = stack.popLast() {
      guard let issuer = top.candidates.popLast() else { continue }
      stack.append(top)
      guard accept(issuer, for: top.path) else {
        if signatures > ChainBuilder.mostSignatures {
          findings.append(
            TrustFinding(
              .tooManyPaths, "the search was given up after \(signatures) signatures",
              list: list.name))
          return nil
        }
        continue
      }
      let path = top.path + [issuer]
      if path.count > longest.count { longest = path }
      if list.isAnchor(issuer) { return path }
      if path.count < ChainBuilder.longestChain {
        stack.append((path, candidates(for: issuer)))
      }
    }
    if findings.isEmpty {
      let last = longest.last ?? end
      note(
        .noAnchor,
        last.isSelfIssued
          ? "\(last.subject) is issued by itself and not on the list"
          : "nothing on the list has issued \(last.subject); its issuer is \(last.issuer)")
    }
    return nil
  }

  /// Who may have issued it, the best last: anchors before others, fitting identifiers before none.
  private func candidates(for certificate: Certificate) -> [Certificate] {
    let name = certificate.issuer
    let all = (issuers[name] ?? []) + (list.anchorsBySubject[name] ?? [])
    guard let wanted = certificate.known.authorityKeyIdentifier?.keyIdentifier else { return all }
    return all.filter { $0.known.subjectKeyIdentifier != wanted }
      + all.filter { $0.known.subjectKeyIdentifier == wanted }
  }

  /// Whether `issuer` issued the last of `path` and is allowed to.
  private mutating func accept(_ issuer: Certificate, for path: [Certificate]) -> Bool {
    guard let subject = path.last, !path.contains(issuer) else { return false }
    if let wanted = subject.known.authorityKeyIdentifier?.keyIdentifier,
      let own = issuer.known.subjectKeyIdentifier, wanted != own
    {
      note(
        .wrongKeyIdentifier,
        "\(subject.subject) names the issuer's key \(hexadecimal(wanted)), and \(issuer.subject) has "
          + hexadecimal(own))
      return false
    }
    guard mayIssue(issuer, path: path) else { return false }
    signatures += 1
    guard signatures <= ChainBuilder.mostSignatures else { return false }
    switch verified.check(subject, issuedBy: issuer) {
    case .valid: return true
    case .invalid:
      note(
        .badSignature, "the signature on \(subject.subject) is not by the key of \(issuer.subject)")
    case .unsupported(let why):
      note(
        .unsupportedSignature, "the signature on \(subject.subject) could not be checked: \(why)")
    }
    return false
  }

  /// RFC 5280 6.1.4: CA, key usage, length of the path, dates, critical extensions.
  private mutating func mayIssue(_ issuer: Certificate, path: [Certificate]) -> Bool {
    let isAnchor = list.isAnchor(issuer)
    // Roots from before version 3 have no extensions; being an anchor speaks for them.
    guard issuer.isCA || isAnchor && issuer.version < 3 else {
      note(
        .notAuthority,
        "\(issuer.subject) is not a CA and issued \(path.last?.subject.description ?? "")")
      return false
    }
    if let usage = issuer.known.keyUsage, !usage.contains(.keyCertSign) {
      note(.notAuthority, "the key of \(issuer.subject) may not sign certificates")
      return false
    }
    if let limit = issuer.known.basicConstraints?.pathLength {
      let between = path.dropFirst().filter { !$0.isSelfIssued }.count
      guard between <= limit else {
        note(
          .pathLength,
          "\(issuer.subject) allows \(limit) CAs below it, and the chain has \(between)")
        return false
      }
    }
    if let unknown = issuer.unknownCriticalExtensions.first {
      note(.criticalExtension, "\(issuer.subject) has the critical extension \(unknown)")
      return false
    }
    guard ignoresDatesOfIssuers || issuer.isValid(at: moment) else {
      let finding = TrustFinding.outsideValidity(issuer, moment, list)
      note(finding.kind, finding.text)
      return false
    }
    return true
  }

  private mutating func note(_ kind: TrustFinding.Kind, _ text: String) {
    let finding = TrustFinding(kind, text, list: list.name)
    // A crafted heap of certificates could fail in thousands of ways.
    if findings.count < ChainBuilder.mostFindings, !findings.contains(finding) {
      findings.append(finding)
    }
  }
}
