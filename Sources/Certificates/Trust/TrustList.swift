/// A named list of whom to trust, for one or several purposes.
///
/// Each list has its own anchors and its own accepted usages (C2PA 14.4): a certificate for e-mail that
/// chains to the TSA list is not thereby a claim signer.
public struct TrustList: Sendable {
  /// How it is called in reports: `C2PA Trust List, 5 August 2026`.
  public let name: String
  /// The extended key usages that it accepts, by what the certificate is used for.
  ///
  /// A purpose that is absent is not served by the list.
  public let usages: [CertificatePurpose: [OID]]
  /// The certificates at which chains end.
  public let anchors: [Certificate]
  /// The SHA-256 of signers that are trusted by themselves, without a chain.
  public let allowed: Set<[UInt8]>
  /// The first moment at which it no longer counts, for a list that was frozen.
  public let until: Moment?

  let anchorsBySubject: [DistinguishedName: [Certificate]]

  /// A list of these entries.
  ///
  /// By default it serves the signing of claims with the usages of C2PA 14.5.1.1. `until` is for a
  /// frozen list: what was signed at that moment or later does not count.
  public init(
    name: String, anchors: [Certificate], allowed: Set<[UInt8]> = [],
    usages: [CertificatePurpose: [OID]] = [
      .claimSigning: CertificatePurpose.claimSigning.defaultUsages
    ],
    until: Moment? = nil
  ) {
    self.name = name
    self.anchors = anchors
    self.allowed = allowed
    self.usages = usages
    self.until = until
    self.anchorsBySubject = Dictionary(grouping: anchors, by: \.subject)
  }

  /// Whether it is one of the anchors, byte for byte.
  func isAnchor(_ certificate: Certificate) -> Bool {
    anchorsBySubject[certificate.subject]?.contains(certificate) ?? false
  }

  /// The official list of C2PA: the usages of its claim signers.
  public static func c2pa(name: String, anchors: [Certificate]) -> TrustList {
    TrustList(name: name, anchors: anchors)
  }

  /// The official list of time-stamp authorities.
  public static func timeStampAuthorities(name: String, anchors: [Certificate]) -> TrustList {
    TrustList(name: name, anchors: anchors, usages: [.timeStamping: [.timeStamping]])
  }

  /// The list of the old Verify site, which was frozen at the start of 2026 and serves only what
  /// was signed before.
  ///
  /// It mixes CAs, signers and time-stamp authorities.
  public static func interim(name: String, anchors: [Certificate]) -> TrustList {
    TrustList(
      name: name, anchors: anchors,
      allowed: Set(anchors.filter { !$0.isCA }.map(\.fingerprint)),
      usages: [
        .claimSigning: CertificatePurpose.claimSigning.defaultUsages + [.microsoftC2PASigning],
        .timeStamping: [.timeStamping],
      ],
      until: interimEnd)
  }

  /// The start of 2026, at which the interim list was frozen.
  public static let interimEnd = Moment(seconds: 1_767_225_600)

  /// Anchors of one's own, for claims and time-stamps alike, with the usages that are accepted for
  /// claims.
  public static func own(
    name: String, anchors: [Certificate], allowed: Set<[UInt8]> = [],
    claimUsages: [OID] = CertificatePurpose.claimSigning.defaultUsages
  ) -> TrustList {
    TrustList(
      name: name, anchors: anchors, allowed: allowed,
      usages: [.claimSigning: claimUsages, .timeStamping: [.timeStamping]])
  }
}
