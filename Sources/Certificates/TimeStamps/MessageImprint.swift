internal import SwiftASN1

/// The digest that a time-stamp is about, RFC 3161 2.4.1.
public struct MessageImprint: Hashable, Sendable {
  /// The hash.
  public let hash: HashAlgorithm
  /// The digest.
  public let digest: [UInt8]

  /// The imprint of a message.
  public init(of message: some Sequence<UInt8>, hash: HashAlgorithm = .sha256) {
    self.hash = hash
    self.digest = hash.digest(of: message)
  }

  /// An imprint with a digest that was calculated elsewhere.
  ///
  /// - Throws: ``CertificateError`` where the digest is not as long as the hash gives.
  public init(hash: HashAlgorithm, digest: [UInt8]) throws(CertificateError) {
    guard digest.count == hash.byteCount else {
      throw CertificateError(
        .malformed("a digest of \(digest.count) bytes where \(hash) gives \(hash.byteCount)"),
        "a message imprint")
    }
    self.hash = hash
    self.digest = digest
  }

  init(_ node: ASN1Node) throws(CertificateError) {
    let what = "a message imprint"
    var fields = try Fields(node, what)
    let hash = try HashAlgorithm(fields.next("its hash"), what)
    let digest = Array(try fields.next("its digest").octets(what))
    try fields.finish()
    try self.init(hash: hash, digest: digest)
  }

  /// Whether it is the imprint of a message.
  public func matches(_ message: some Sequence<UInt8>) -> Bool {
    hash.digest(of: message) == digest
  }

  var encoded: [UInt8] { DER.sequence(hash.encoded, DER.octets(digest)) }
}
