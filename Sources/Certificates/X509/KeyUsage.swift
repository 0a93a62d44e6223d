/// What a key may be used for, RFC 5280 4.2.1.3.
public struct KeyUsage: OptionSet, Hashable, Sendable {
  /// The bits, the first of the standard as the lowest.
  public let rawValue: UInt16

  /// A set of those bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Signatures other than on certificates and lists of revocation.
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Also called content commitment.
  public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
  /// Encryption of keys.
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Encryption of data.
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Agreement on keys.
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Signatures on certificates.
  public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
  /// Signatures on lists of revocation.
  public static let cRLSign = KeyUsage(rawValue: 1 << 6)
  /// Agreement on keys, for encryption only.
  public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
  /// Agreement on keys, for decryption only.
  public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

  /// The names of the standard, in its order.
  public var names: [String] {
    let all = [
      "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
      "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
    ]
    return all.indices.filter { rawValue >> UInt16($0) & 1 == 1 }.map { all[$0] }
  }

  init(bits: ArraySlice<UInt8>) {
    var value: UInt16 = 0
    for (index, byte) in bits.prefix(2).enumerated() {
      for bit in 0..<8 where byte >> UInt8(7 - bit) & 1 == 1 && index * 8 + bit < 9 {
        value |= 1 << UInt16(index * 8 + bit)
      }
    }
    self.init(rawValue: value)
  }

  /// The BIT STRING, without zeros at its end as DER wants a named list.
  var encoded: [UInt8] {
    var bytes: [UInt8] = [0, 0]
    for bit in 0..<9 where rawValue >> UInt16(bit) & 1 == 1 {
      bytes[bit / 8] |= 1 << UInt8(7 - bit % 8)
    }
    while bytes.last == 0 { bytes.removeLast() }
    return DER.bits(bytes, unused: UInt8(bytes.last?.trailingZeroBitCount ?? 0))
  }
}
