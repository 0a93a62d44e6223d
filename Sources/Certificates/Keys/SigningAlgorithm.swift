/// The seven algorithms that C2PA allows for claims, with their numbers in COSE (RFC 9053, RFC 8230).
public enum SigningAlgorithm: Int, Hashable, Sendable, CaseIterable {
  /// ECDSA with SHA-256, on any of the three curves.
  case es256 = -7
  /// ECDSA with SHA-384, on any of the three curves.
  case es384 = -35
  /// ECDSA with SHA-512, on any of the three curves.
  case es512 = -36
  /// RSASSA-PSS with SHA-256 and a salt of 32 bytes.
  case ps256 = -37
  /// RSASSA-PSS with SHA-384 and a salt of 48 bytes.
  case ps384 = -38
  /// RSASSA-PSS with SHA-512 and a salt of 64 bytes.
  case ps512 = -39
  /// Ed25519.
  case edDSA = -8

  /// The same as certificates name it.
  public var signatureAlgorithm: SignatureAlgorithm {
    switch self {
    case .es256: .ecdsa(.sha256)
    case .es384: .ecdsa(.sha384)
    case .es512: .ecdsa(.sha512)
    case .ps256: .rsaPSS(PSSParameters(hash: .sha256))
    case .ps384: .rsaPSS(PSSParameters(hash: .sha384))
    case .ps512: .rsaPSS(PSSParameters(hash: .sha512))
    case .edDSA: .ed25519
    }
  }

  /// The name as manifest definitions write it: `es256` to `ps512`, `ed25519`; any case, also `EdDSA`.
  public init?(name: String) {
    switch name.lowercased() {
    case "es256": self = .es256
    case "es384": self = .es384
    case "es512": self = .es512
    case "ps256": self = .ps256
    case "ps384": self = .ps384
    case "ps512": self = .ps512
    case "ed25519", "eddsa": self = .edDSA
    default: return nil
    }
  }

  /// The name as reports write it: `Es256` to `Ps512`, `Ed25519`.
  public var name: String {
    switch self {
    case .es256: "Es256"
    case .es384: "Es384"
    case .es512: "Es512"
    case .ps256: "Ps256"
    case .ps384: "Ps384"
    case .ps512: "Ps512"
    case .edDSA: "Ed25519"
    }
  }
}
