/// The certificate profile of C2PA (14.5.1.1 of versions 2.2 and 2.4), rule by rule.
///
/// Dates, chains and trust are other questions: this looks at one certificate by itself.
public enum CertificateProfile {
  /// Every rule for that purpose, with its outcome, in a fixed order.
  public static func check(
    _ certificate: Certificate, for purpose: CertificatePurpose
  ) -> [RuleResult] {
    var rules = RuleBook(certificate)
    rules.shape()
    rules.algorithms()
    rules.identifiers()
    rules.constraints(purpose)
    rules.usage(purpose)
    rules.extendedUsage(purpose)
    rules.extensions()
    return rules.results
  }

  /// Whether no rule for that purpose is broken.
  public static func isMet(by certificate: Certificate, for purpose: CertificatePurpose) -> Bool {
    check(certificate, for: purpose).allSatisfy(\.isAcceptable)
  }
}

/// Collects the outcomes.
struct RuleBook {
  let certificate: Certificate
  var results: [RuleResult] = []

  static let profile = "C2PA 14.5.1.1"

  init(_ certificate: Certificate) { self.certificate = certificate }

  mutating func rule(
    _ id: String, _ rule: String, _ isKept: Bool, in clause: String = RuleBook.profile,
    found: String, otherwise: RuleResult.Outcome = .failed
  ) {
    results.append(
      RuleResult(
        id: id, clause: clause, rule: rule, outcome: isKept ? .passed : otherwise, found: found))
  }

  mutating func shape() {
    rule(
      "version", "The version is 3.", certificate.version == 3,
      found: "version \(certificate.version)")
    rule(
      "unique-ids", "The certificate has no unique identifier of issuer or subject.",
      !certificate.hasUniqueIdentifiers,
      found: certificate.hasUniqueIdentifiers ? "one" : "none")
    let serial = certificate.serial
    let isPositive = (serial.first ?? 0) & 0x80 == 0 && serial.contains { $0 != 0 }
    rule(
      "serial", "The serial number is positive and has at most 20 bytes.",
      isPositive && serial.count <= 20, in: "RFC 5280 4.1.2.2",
      found: "\(serial.count) bytes\(isPositive ? "" : ", not positive")",
      otherwise: .advised)
    rule(
      "issuer-name", "The issuer has a name.", !certificate.issuer.isEmpty,
      in: "RFC 5280 4.1.2.4",
      found: certificate.issuer.isEmpty ? "an empty name" : "\(certificate.issuer)")
    rule(
      "validity-order", "The validity ends after it starts.",
      certificate.notBefore <= certificate.notAfter,
      in: "RFC 5280 4.1.2.5", found: "\(certificate.notBefore) to \(certificate.notAfter)")
    let isDER = !certificate.remarks.contains { $0.text.contains("BER and not DER") }
    rule(
      "encoding", "The certificate is encoded by the distinguished rules.", isDER,
      in: "RFC 5280 4.1", found: isDER ? "DER" : "BER", otherwise: .advised)
  }

  mutating func algorithms() {
    let algorithm = certificate.signatureAlgorithm
    let isAllowed: Bool
    switch algorithm {
    case .ecdsa(let hash), .rsaPKCS1(let hash): isAllowed = hash != .sha1
    case .rsaPSS(let parameters):
      isAllowed = parameters.hash != .sha1 && parameters.maskHash == parameters.hash
    case .ed25519: isAllowed = true
    case .unsupported: isAllowed = false
    }
    rule(
      "signature-algorithm",
      "It is signed with ECDSA, RSA PKCS#1 v1.5 or RSASSA-PSS over SHA-256, SHA-384 or SHA-512, PSS with "
        + "the same hash in its mask, or with Ed25519.", isAllowed, found: "\(algorithm)")
    var keyIsAllowed = true
    switch certificate.publicKey.kind {
    case .ec, .ed25519: break
    case .rsa(let bits): keyIsAllowed = bits >= 2048
    case .rsaPSS(let bits, let parameters):
      keyIsAllowed = bits >= 2048
      if let parameters {
        keyIsAllowed =
          keyIsAllowed && parameters.hash != .sha1 && parameters.maskHash == parameters.hash
      }
    case .unsupported: keyIsAllowed = false
    }
    rule(
      "public-key",
      "The key is on P-256, P-384 or P-521, is Ed25519, or is RSA of 2048 bits or more.",
      keyIsAllowed, found: "\(certificate.publicKey)")
  }

  mutating func identifiers() {
    let authority = certificate.known.authorityKeyIdentifier?.keyIdentifier
    let isPresent = certificate.extension(.authorityKeyIdentifier) != nil
    // Only where it matters: checking a signature costs more than all other rules together.
    let isSelfSigned = !isPresent && certificate.isSelfSigned
    rule(
      "authority-key-identifier",
      "The authority key identifier is present, unless the certificate is signed by itself.",
      isPresent || isSelfSigned,
      found: isPresent
        ? authority.map { hexadecimal($0) } ?? "present, without the identifier of a key"
        : "none, and \(isSelfSigned ? "" : "not ")signed by itself")
    let own = certificate.known.subjectKeyIdentifier
    rule(
      "subject-key-identifier", "The subject key identifier is present; a CA has to have it.",
      own != nil, found: own.map { hexadecimal($0) } ?? "none",
      otherwise: certificate.isCA ? .failed : .advised)
  }

  mutating func constraints(_ purpose: CertificatePurpose) {
    let found: String
    if let constraints = certificate.known.basicConstraints {
      found =
        "CA:\(constraints.isCA ? "TRUE" : "FALSE")"
        + (constraints.pathLength.map { ", path length \($0)" } ?? "")
    } else {
      found = certificate.known.damaged.contains(.basicConstraints) ? "damaged" : "none"
    }
    if purpose == .authority {
      rule(
        "is-ca", "The basic constraints say that it is a CA.", certificate.isCA, found: found)
      let isCritical = certificate.extension(.basicConstraints)?.isCritical ?? false
      rule(
        "ca-critical", "The basic constraints of a CA are critical.", isCritical,
        in: "RFC 5280 4.2.1.9", found: isCritical ? "critical" : "not critical", otherwise: .advised
      )
    } else {
      rule(
        "not-ca", "The certificate is not a CA's.",
        !certificate.isCA && !certificate.known.damaged.contains(.basicConstraints), found: found)
    }
  }

  mutating func usage(_ purpose: CertificatePurpose) {
    let usage = certificate.known.keyUsage
    let found = usage.map { $0.names.joined(separator: ", ") } ?? "none"
    rule(
      "key-usage-present", "The key usage is present.", usage != nil, found: found)
    if purpose == .authority {
      rule(
        "key-cert-sign", "The key usage of a CA has keyCertSign.",
        usage?.contains(.keyCertSign) ?? false, found: found)
    } else {
      rule(
        "digital-signature", "The key usage has digitalSignature.",
        usage?.contains(.digitalSignature) ?? false, found: found)
      rule(
        "no-key-cert-sign", "The key usage has keyCertSign only where the certificate is a CA's.",
        !(usage?.contains(.keyCertSign) ?? false) || certificate.isCA, found: found)
    }
    let isCritical = certificate.extension(.keyUsage)?.isCritical ?? false
    rule(
      "key-usage-critical", "The key usage is critical.", isCritical,
      in: "RFC 5280 4.2.1.3", found: isCritical ? "critical" : "not critical", otherwise: .advised)
  }
}
