internal import Certificates
internal import Foundation

/// Remembers certificates that were read, so that the same signer is not parsed anew for each file.
///
/// Safe to share between threads.
final class KnownCertificates: @unchecked Sendable {
  /// An encoded certificate; an array alone would feed its bytes one by one.
  private struct Key: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private let lock = NSLock()
  private let capacity: Int
  private var held: [Key: (certificate: Certificate, isProfileMet: RuleResult??)] = [:]

  init(capacity: Int = 1024) { self.capacity = capacity }

  /// The certificate of these bytes.
  func certificate(_ bytes: ArraySlice<UInt8>) throws(CertificateError) -> Certificate {
    let key = Key(bytes: Array(bytes))
    if let known = lock.withLock({ held[key] }) { return known.certificate }
    let certificate = try Certificate(bytes: key.bytes)
    lock.withLock {
      if held.count >= capacity { held.removeAll(keepingCapacity: true) }
      held[key] = (certificate, nil)
    }
    return certificate
  }

  /// The first rule of the profile of a claim signer that a certificate breaks.
  func brokenRule(_ certificate: Certificate) -> RuleResult? {
    let key = Key(bytes: certificate.bytes)
    if let known = lock.withLock({ held[key]?.isProfileMet }) { return known }
    let rule = CertificateProfile.check(certificate, for: .claimSigning).first { !$0.isAcceptable }
    lock.withLock { held[key]?.isProfileMet = .some(rule) }
    return rule
  }
}
