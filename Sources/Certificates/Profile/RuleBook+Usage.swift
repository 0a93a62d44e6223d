extension RuleBook {
  mutating func extendedUsage(_ purpose: CertificatePurpose) {
    let usages = certificate.known.extendedKeyUsage
    let found = usages.map { list in
      list.isEmpty ? "an empty list" : list.map(\.usageName).joined(separator: ", ")
    }
    guard purpose != .authority else {
      // A CA may carry one; it is ignored.
      return
    }
    rule(
      "extended-key-usage", "The extended key usage is present and not empty.",
      !(usages ?? []).isEmpty, found: found ?? "none")
    let all = usages ?? []
    rule(
      "no-any-usage", "The extended key usage does not allow any usage.",
      !all.contains(.anyExtendedKeyUsage), found: found ?? "none")
    switch purpose {
    case .claimSigning:
      rule(
        "usage-fits", "The extended key usage names claim signing, e-mail or document signing.",
        all.contains { CertificatePurpose.claimSigning.defaultUsages.contains($0) },
        found: found ?? "none", otherwise: .advised)
      rule(
        "usage-exclusive",
        "A certificate that signs claims neither signs time-stamps nor answers about revocation.",
        !all.contains(.timeStamping) && !all.contains(.ocspSigning), found: found ?? "none")
    case .timeStamping:
      rule(
        "usage-fits", "The extended key usage names time-stamps.", all.contains(.timeStamping),
        found: found ?? "none")
      rule(
        "usage-exclusive", "Time-stamps are the only extended key usage.",
        Set(all).subtracting([.timeStamping]).isEmpty, in: "RFC 3161 2.3", found: found ?? "none")
      let isCritical = certificate.extension(.extendedKeyUsage)?.isCritical ?? false
      rule(
        "usage-critical",
        "The extended key usage of a time-stamp authority is critical.", isCritical,
        in: "RFC 3161 2.3", found: isCritical ? "critical" : "not critical", otherwise: .advised)
    case .ocspSigning:
      rule(
        "usage-fits", "The extended key usage names OCSP signing.",
        all.contains(.ocspSigning), in: "RFC 6960 4.2.2.2", found: found ?? "none")
      rule(
        "usage-exclusive", "OCSP signing is the only extended key usage.",
        Set(all).subtracting([.ocspSigning]).isEmpty, found: found ?? "none")
    case .authority: break
    }
  }

  mutating func extensions() {
    let unknown = certificate.unknownCriticalExtensions
    rule(
      "critical-extensions", "Every critical extension is one that is understood.",
      unknown.isEmpty,
      in: "RFC 5280 4.2",
      found: unknown.isEmpty ? "no other" : unknown.map(\.description).joined(separator: ", "))
    let damaged = certificate.known.damaged.union(certificate.known.repeated)
    rule(
      "extensions-sound", "Every extension is there once and can be decoded.",
      damaged.isEmpty,
      in: "RFC 5280 4.2",
      found: damaged.isEmpty
        ? "nothing wrong" : damaged.map(\.description).sorted().joined(separator: ", "))
  }
}

extension OID {
  /// How an extended key usage is called, else dotted decimal.
  public var usageName: String {
    switch self {
    case .c2paClaimSigning: "C2PA claim signing"
    case .emailProtection: "e-mail protection"
    case .documentSigning: "document signing"
    case .timeStamping: "time-stamps"
    case .ocspSigning: "OCSP signing"
    case .anyExtendedKeyUsage: "any usage"
    case .microsoftC2PASigning: "C2PA signing of Microsoft"
    default: description
    }
  }
}
