import Crypto
import CryptoExtras
import Foundation

/// What scrypt costs (RFC 7914, section 2).
///
/// One hash takes `128 · 2^ln · r` bytes of memory, and time in proportion to `2^ln · r · p`.
public struct ScryptParameters: Hashable, Sendable {
  /// The binary logarithm of the cost N; 1 to 20.
  public let ln: Int
  /// The block size; 1 to 16, since the library reckons too little memory for more.
  public let r: Int
  /// The parallelization; 1 to 16.
  public let p: Int

  /// What passwords are hashed with: 32 MiB each, and the work that OWASP asks for.
  ///
  /// OWASP Password Storage Cheat Sheet and ASVS 5.0, appendix C: N = 2^15, r = 8, p = 3 is worth
  /// N = 2^17, r = 8, p = 1, in a quarter of its memory.
  public static let standard = ScryptParameters(unchecked: 15, r: 8, p: 3)

  /// The most work of one hash, as `2^ln · r · p`; it keeps the memory below a gibibyte.
  ///
  /// A stored hash with more would stop the register whenever somebody signs in.
  private static let mostWork = 1 << 23

  /// Parameters within these bounds; `nil` outside of them.
  ///
  /// `ln < 16 · r` is RFC 7914, section 2.
  public init?(ln: Int, r: Int, p: Int) {
    guard (1...20).contains(ln), (1...16).contains(r), (1...16).contains(p), ln < 16 * r,
      (1 << ln) * r * p <= Self.mostWork
    else { return nil }
    self.init(unchecked: ln, r: r, p: p)
  }

  private init(unchecked ln: Int, r: Int, p: Int) {
    self.ln = ln
    self.r = r
    self.p = p
  }

  /// The scrypt hash of a password; `nil` where there was no memory for it.
  func derive(_ password: [UInt8], salt: [UInt8], bytes count: Int) -> [UInt8]? {
    // HMAC fills a key up with zeros, so no byte and one zero are the same key; the library below
    // asks for at least one.
    let password = password.isEmpty ? [0] : password
    guard
      let key = try? KDF.Scrypt.deriveKey(
        from: password, salt: salt, outputByteCount: count, rounds: 1 << ln, blockSize: r,
        parallelism: p)
    else { return nil }
    return key.withUnsafeBytes { Array($0) }
  }
}
