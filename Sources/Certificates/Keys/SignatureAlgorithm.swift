internal import SwiftASN1

/// The parameters of RSASSA-PSS, RFC 4055 3.1.
public struct PSSParameters: Hashable, Sendable {
  /// The hash of the message.
  public let hash: HashAlgorithm
  /// The hash in the mask generation function MGF1.
  public let maskHash: HashAlgorithm
  /// Bytes of salt.
  public let saltLength: Int

  /// Parameters with MGF1 over `maskHash`, by default the same hash and a salt of its length.
  public init(hash: HashAlgorithm, maskHash: HashAlgorithm? = nil, saltLength: Int? = nil) {
    self.hash = hash
    self.maskHash = maskHash ?? hash
    self.saltLength = saltLength ?? hash.byteCount
  }
}

/// With what a certificate, a token or an answer is signed.
public enum SignatureAlgorithm: Hashable, Sendable {
  /// ECDSA over this hash; the signature is a DER SEQUENCE of r and s.
  case ecdsa(HashAlgorithm)
  /// RSA with the padding of PKCS#1 v1.5.
  case rsaPKCS1(HashAlgorithm)
  /// RSASSA-PSS.
  case rsaPSS(PSSParameters)
  /// Ed25519.
  case ed25519
  /// One that is not handled here.
  case unsupported(OID)

  /// Reads an AlgorithmIdentifier.
  ///
  /// `digest` is the hash where the identifier names only a key, as CMS allows.
  init(
    _ node: ASN1Node, _ what: String, digest: HashAlgorithm? = nil, remarks: inout [Remark]
  ) throws(CertificateError) {
    var fields = try Fields(node, what)
    let oid = try fields.next("its identifier").oid(what)
    if oid == .rsaPSS {
      self = .rsaPSS(try PSSParameters(fields.next(), what))
      try fields.finish()
      return
    }
    let wantsNull: Bool
    switch oid {
    case .ecdsaWithSHA1: (self, wantsNull) = (.ecdsa(.sha1), false)
    case .ecdsaWithSHA256: (self, wantsNull) = (.ecdsa(.sha256), false)
    case .ecdsaWithSHA384: (self, wantsNull) = (.ecdsa(.sha384), false)
    case .ecdsaWithSHA512: (self, wantsNull) = (.ecdsa(.sha512), false)
    case .sha1WithRSA: (self, wantsNull) = (.rsaPKCS1(.sha1), true)
    case .sha256WithRSA: (self, wantsNull) = (.rsaPKCS1(.sha256), true)
    case .sha384WithRSA: (self, wantsNull) = (.rsaPKCS1(.sha384), true)
    case .sha512WithRSA: (self, wantsNull) = (.rsaPKCS1(.sha512), true)
    case .ed25519: (self, wantsNull) = (.ed25519, false)
    case .rsaEncryption where digest != nil:
      (self, wantsNull) = (digest.map { .rsaPKCS1($0) } ?? .unsupported(oid), true)
    case .ecPublicKey where digest != nil:
      self = digest.map { .ecdsa($0) } ?? .unsupported(oid)
      return
    default:
      self = .unsupported(oid)
      return
    }
    let hasNull = fields.next(ifTagged: .null) != nil
    try fields.finish()
    if hasNull != wantsNull {
      let oddity = hasNull ? "has NULL where nothing belongs" : "lacks the NULL that belongs there"
      remarks.append(Remark("\(what) \(oddity)", at: node.offset))
    }
  }

  /// The AlgorithmIdentifier.
  var encoded: [UInt8] {
    switch self {
    case .ecdsa(let hash):
      let oid: OID =
        switch hash {
        case .sha1: .ecdsaWithSHA1
        case .sha256: .ecdsaWithSHA256
        case .sha384: .ecdsaWithSHA384
        case .sha512: .ecdsaWithSHA512
        }
      return DER.sequence(DER.oid(oid))
    case .rsaPKCS1(let hash):
      let oid: OID =
        switch hash {
        case .sha1: .sha1WithRSA
        case .sha256: .sha256WithRSA
        case .sha384: .sha384WithRSA
        case .sha512: .sha512WithRSA
        }
      return DER.sequence(DER.oid(oid), DER.null)
    case .rsaPSS(let parameters):
      return DER.sequence(DER.oid(.rsaPSS), parameters.encoded)
    case .ed25519: return DER.sequence(DER.oid(.ed25519))
    case .unsupported(let oid): return DER.sequence(DER.oid(oid))
    }
  }

  /// The hash of the message, where there is one apart from the algorithm.
  public var hash: HashAlgorithm? {
    switch self {
    case .ecdsa(let hash), .rsaPKCS1(let hash): hash
    case .rsaPSS(let parameters): parameters.hash
    case .ed25519, .unsupported: nil
    }
  }
}

extension PSSParameters {
  /// Reads RSASSA-PSS-params; what is absent has the default of RFC 4055, SHA-1 and 20 bytes.
  init(_ node: ASN1Node?, _ what: String) throws(CertificateError) {
    var hash = HashAlgorithm.sha1
    var maskHash = HashAlgorithm.sha1
    var saltLength = 20
    if let node {
      var fields = try Fields(node, "the PSS parameters of \(what)")
      if let value = try fields.next(ifExplicit: 0) { hash = try HashAlgorithm(value, what) }
      if let value = try fields.next(ifExplicit: 1) {
        var mask = try Fields(value, "the mask generation of \(what)")
        let oid = try mask.next("its identifier").oid(what)
        guard oid == .mgf1 else {
          throw CertificateError(.unsupported("the mask \(oid)"), what, at: value.offset)
        }
        maskHash = try HashAlgorithm(mask.next("its hash"), what)
        try mask.finish()
      }
      if let value = try fields.next(ifExplicit: 2) { saltLength = try value.integer(what) }
      if let value = try fields.next(ifExplicit: 3), try value.integer(what) != 1 {
        throw CertificateError(.unsupported("another trailer than 1"), what, at: value.offset)
      }
      try fields.finish()
      guard 0...1024 ~= saltLength else {
        throw CertificateError(.tooLarge(value: saltLength, limit: 1024), what, at: node.offset)
      }
    }
    self.init(hash: hash, maskHash: maskHash, saltLength: saltLength)
  }

  var encoded: [UInt8] {
    var parts: [[UInt8]] = []
    if hash != .sha1 { parts.append(DER.explicit(0, hash.encoded)) }
    if maskHash != .sha1 {
      parts.append(DER.explicit(1, DER.sequence(DER.oid(.mgf1), maskHash.encoded)))
    }
    if saltLength != 20 { parts.append(DER.explicit(2, DER.integer(saltLength))) }
    return DER.sequence(of: parts)
  }
}

extension SignatureAlgorithm: CustomStringConvertible {
  /// As in `ECDSA with SHA-256`.
  public var description: String {
    switch self {
    case .ecdsa(let hash): "ECDSA with \(hash)"
    case .rsaPKCS1(let hash): "RSA PKCS#1 v1.5 with \(hash)"
    case .rsaPSS(let parameters):
      "RSASSA-PSS with \(parameters.hash), MGF1 with \(parameters.maskHash) and "
        + "\(parameters.saltLength) bytes of salt"
    case .ed25519: "Ed25519"
    case .unsupported(let oid): "the algorithm \(oid)"
    }
  }
}
