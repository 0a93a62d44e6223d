internal import Crypto
internal import Foundation

/// Remembers which certificate was found to be signed by which key, so that a root on P-384 does not
/// cost half a millisecond per file.
///
/// Only signatures that hold are remembered, and they hold for ever: dates, names and lists are judged
/// anew each time. Safe to share between threads.
public final class VerifiedCertificates: @unchecked Sendable {
  private struct Key: Hashable {
    let issuerKey: [UInt8]
    let certificate: [UInt8]

    // An array feeds its bytes one by one.
    func hash(into hasher: inout Hasher) {
      issuerKey.withUnsafeBytes { hasher.combine(bytes: $0) }
      certificate.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private let lock = NSLock()
  private let capacity: Int
  private var held: Set<Key> = []
  private var misses = 0

  /// Remembers up to `capacity` pairs; when it is full it starts anew.
  public init(capacity: Int = 4096) { self.capacity = max(1, capacity) }

  /// How many signatures had to be calculated so far.
  public var calculated: Int { lock.withLock { misses } }

  /// Whether `certificate` is signed by `issuer`, from memory where it is known.
  public func check(_ certificate: Certificate, issuedBy issuer: Certificate) -> SignatureCheck {
    let key = Key(issuerKey: issuer.publicKey.fingerprint, certificate: certificate.fingerprint)
    if lock.withLock({ held.contains(key) }) { return .valid }
    let result = certificate.check(issuedBy: issuer)
    lock.withLock {
      misses &+= 1
      if result.isValid {
        if held.count >= capacity { held.removeAll(keepingCapacity: true) }
        held.insert(key)
      }
    }
    return result
  }
}
