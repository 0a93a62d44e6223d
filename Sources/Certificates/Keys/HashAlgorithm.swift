internal import Crypto
internal import Foundation
internal import SwiftASN1

/// A hash of the SHA family, as certificates and time-stamps name them.
public enum HashAlgorithm: Hashable, Sendable, CaseIterable {
  /// SHA-1: read, so that old certificate identifiers can be compared; never good for a signature.
  case sha1
  /// SHA-256.
  case sha256
  /// SHA-384.
  case sha384
  /// SHA-512.
  case sha512

  /// Bytes in a digest.
  public var byteCount: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The object identifier.
  public var oid: OID {
    switch self {
    case .sha1: .sha1
    case .sha256: .sha256
    case .sha384: .sha384
    case .sha512: .sha512
    }
  }

  /// The hash with this object identifier, or nil.
  public init?(oid: OID) {
    guard let hash = HashAlgorithm.allCases.first(where: { $0.oid == oid }) else { return nil }
    self = hash
  }

  /// The digest of some bytes.
  public func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    switch self {
    case .sha1: return Insecure.SHA1.hash(data: bytes).withUnsafeBytes { Array($0) }
    case .sha256: return SHA256.hash(data: bytes).withUnsafeBytes { Array($0) }
    case .sha384: return SHA384.hash(data: bytes).withUnsafeBytes { Array($0) }
    case .sha512: return SHA512.hash(data: bytes).withUnsafeBytes { Array($0) }
    }
  }

  /// The AlgorithmIdentifier, with NULL as parameters.
  var encoded: [UInt8] { DER.sequence(DER.oid(oid), DER.null) }

  /// Reads an AlgorithmIdentifier of a hash; parameters are NULL or absent.
  init(_ node: ASN1Node, _ what: String) throws(CertificateError) {
    var fields = try Fields(node, what)
    let oid = try fields.next("its identifier").oid(what)
    _ = fields.next(ifTagged: .null)
    try fields.finish()
    guard let hash = HashAlgorithm(oid: oid) else {
      throw CertificateError(.unsupported("the hash \(oid)"), what, at: node.offset)
    }
    self = hash
  }
}

extension HashAlgorithm: CustomStringConvertible {
  /// As in `SHA-256`.
  public var description: String { "SHA-\(self == .sha1 ? 1 : byteCount * 8)" }
}
