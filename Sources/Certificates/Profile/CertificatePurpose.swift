/// For what a certificate is looked at.
public enum CertificatePurpose: Hashable, Sendable, CaseIterable {
  /// It signs C2PA claims.
  case claimSigning
  /// It signs time-stamps.
  case timeStamping
  /// It signs answers about revocation.
  case ocspSigning
  /// It issues certificates.
  case authority

  /// The purposes in an extended key usage that fit, where no list says otherwise.
  public var defaultUsages: [OID] {
    switch self {
    case .claimSigning: [.c2paClaimSigning, .emailProtection, .documentSigning]
    case .timeStamping: [.timeStamping]
    case .ocspSigning: [.ocspSigning]
    case .authority: []
    }
  }

  /// What it is for, in words.
  public var name: String {
    switch self {
    case .claimSigning: "claim signer"
    case .timeStamping: "time-stamp authority"
    case .ocspSigning: "OCSP responder"
    case .authority: "certificate authority"
    }
  }
}
