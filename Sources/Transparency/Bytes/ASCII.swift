/// The bytes that the formats of this module are made of, by name.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let space: UInt8 = 0x20
  static let hash: UInt8 = 0x23
  static let plus: UInt8 = 0x2B
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let x: UInt8 = 0x78

  /// The value of a decimal digit.
  static func digit(_ byte: UInt8) -> UInt8? {
    byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : nil
  }

  /// A decimal number as the C2SP formats write it: digits only, no leading zero, in 64 bits.
  static func decimal(_ text: ArraySlice<UInt8>) -> UInt64? {
    guard let first = text.first, text.count <= 20, first != zero || text.count == 1 else {
      return nil
    }
    var value: UInt64 = 0
    for byte in text {
      guard let digit = digit(byte) else { return nil }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = product.addingReportingOverflow(UInt64(digit))
      guard !overflowed, !carried else { return nil }
      value = sum
    }
    return value
  }

  /// `bytes` as lower-case hexadecimal.
  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes that lower-case hexadecimal `text` spells.
  static func bytes(hex text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 2 == 0 else { return nil }
    var out: [UInt8] = []
    var high: UInt8?
    for character in text {
      let value: UInt8
      switch character {
      case 0x30...0x39: value = character - 0x30
      case 0x61...0x66: value = character - 0x61 + 10
      default: return nil
      }
      if let held = high {
        out.append(held << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return out
  }
}
