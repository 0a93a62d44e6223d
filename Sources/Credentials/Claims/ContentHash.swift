internal import Crypto

/// The hash algorithms that C2PA allows (13.1): these and no other.
public enum ContentHash: String, Hashable, Sendable, CaseIterable, Codable {
  /// SHA-256.
  case sha256
  /// SHA-384.
  case sha384
  /// SHA-512.
  case sha512

  /// How many bytes a digest has.
  public var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The digest of bytes.
  public func digest(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var digester = Digester(self)
    bytes.withUnsafeBytes { digester.update($0) }
    return digester.finish()
  }

  /// The digest of bytes.
  public func digest(of bytes: [UInt8]) -> [UInt8] { digest(of: bytes[...]) }
}

/// A hash that is under way.
struct Digester {
  // Each is changed where it stands: a copy, however short its life, would copy the state.
  private var sha256: SHA256?
  private var sha384: SHA384?
  private var sha512: SHA512?

  init(_ algorithm: ContentHash) {
    switch algorithm {
    case .sha256: sha256 = SHA256()
    case .sha384: sha384 = SHA384()
    case .sha512: sha512 = SHA512()
    }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    sha256?.update(bufferPointer: bytes)
    sha384?.update(bufferPointer: bytes)
    sha512?.update(bufferPointer: bytes)
  }

  mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  func finish() -> [UInt8] {
    if let sha256 { return sha256.finalize().withUnsafeBytes { Array($0) } }
    if let sha384 { return sha384.finalize().withUnsafeBytes { Array($0) } }
    if let sha512 { return sha512.finalize().withUnsafeBytes { Array($0) } }
    return []
  }
}
