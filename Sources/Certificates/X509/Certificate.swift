/// An X.509 certificate (RFC 5280), with the bytes it came in.
public struct Certificate: Sendable {
  /// The encoded certificate.
  public let bytes: [UInt8]
  /// The part that is signed, as it stands in ``bytes``.
  public let signedBytes: ArraySlice<UInt8>
  /// The version as people count: 1 to 3.
  public let version: Int
  /// The serial number, big-endian, as it is encoded; the first bit is the sign.
  public let serial: [UInt8]
  /// With what it is signed.
  public let signatureAlgorithm: SignatureAlgorithm
  /// The signature.
  public let signature: ArraySlice<UInt8>
  /// Who issued it.
  public let issuer: DistinguishedName
  /// For whom.
  public let subject: DistinguishedName
  /// The first moment at which it is valid.
  public let notBefore: Moment
  /// The last moment at which it is valid.
  public let notAfter: Moment
  /// The key it is about.
  public let publicKey: PublicKey
  /// Whether it has one of the unique identifiers of version 2.
  public let hasUniqueIdentifiers: Bool
  /// The extensions in their order.
  public let extensions: [CertificateExtension]
  /// The extensions that are understood.
  public let known: KnownExtensions
  /// What about it was odd.
  public let remarks: [Remark]
  /// The SHA-256 of the whole certificate.
  public let fingerprint: [UInt8]

  /// Whether subject and issuer are the same name.
  public var isSelfIssued: Bool { subject == issuer }

  /// Whether it is issued to itself and signed by its own key.
  public var isSelfSigned: Bool { isSelfIssued && check(issuedBy: self).isValid }

  /// Whether its basic constraints say that it may issue certificates.
  public var isCA: Bool { known.basicConstraints?.isCA ?? false }

  /// The serial number in decimal, as reports write it.
  public var serialInDecimal: String { decimal(serial) }

  /// The extension of this kind, or nil.
  public func `extension`(_ oid: OID) -> CertificateExtension? {
    extensions.first { $0.oid == oid }
  }

  /// Whether `moment` lies within the period of validity, ends included.
  public func isValid(at moment: Moment) -> Bool {
    // A fraction of the last second is still within it.
    moment.seconds >= notBefore.seconds && moment.seconds <= notAfter.seconds
  }

  /// Whether its signature is by the key of `issuer`.
  ///
  /// Names and dates are another question.
  public func check(issuedBy issuer: Certificate) -> SignatureCheck {
    issuer.publicKey.check(signature, of: signedBytes, by: signatureAlgorithm)
  }

  /// The critical extensions that are not understood here.
  public var unknownCriticalExtensions: [OID] {
    extensions.filter { $0.isCritical && !KnownExtensions.understood.contains($0.oid) }
      .map(\.oid)
  }
}

extension Certificate: Hashable {
  /// Equal where their bytes are.
  public static func == (left: Certificate, right: Certificate) -> Bool {
    left.bytes == right.bytes
  }

  /// Feeds the bytes.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension Certificate: CustomStringConvertible {
  /// Subject, issuer and period.
  public var description: String {
    "\(subject) (issued by \(issuer), \(notBefore) to \(notAfter))"
  }
}

/// A number in two's complement, big-endian, in decimal.
func decimal(_ bytes: [UInt8]) -> String {
  let isNegative = (bytes.first ?? 0) & 0x80 != 0
  // Certificates have at most 20 bytes; what is far beyond is not worth the quadratic work.
  guard bytes.count <= 256 else { return "0x" + hexadecimal(bytes) }
  var magnitude = bytes
  if isNegative {
    var carry = true
    for index in magnitude.indices.reversed() {
      magnitude[index] = ~magnitude[index]
      if carry {
        carry = magnitude[index] == 0xFF
        magnitude[index] &+= 1
      }
    }
  }
  var digits: [UInt8] = [0]
  for byte in magnitude {
    var carry = Int(byte)
    for index in digits.indices {
      let value = Int(digits[index]) * 256 + carry
      digits[index] = UInt8(value % 10)
      carry = value / 10
    }
    while carry > 0 {
      digits.append(UInt8(carry % 10))
      carry /= 10
    }
  }
  return (isNegative ? "-" : "")
    + String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
}
