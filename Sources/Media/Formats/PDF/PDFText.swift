/// Text strings of PDF (ISO 32000-2, section 7.9.2.2): UTF-16 or UTF-8 with a mark, else one byte a
/// character.
enum PDFText {
  /// The text in UTF-8.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xFE, 0xFF]) { return ID3Text.utf8(bytes[...], 2) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ID3Text.utf8(bytes[...], 1) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes[3...]) }
    return ID3Text.utf8(bytes[...], 0)
  }

  /// The text as it stands in a dictionary: in brackets where it is ASCII, else in UTF-16.
  static func string(_ text: [UInt8]) -> [UInt8]? {
    if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      var result: [UInt8] = [UInt8(ascii: "(")]
      for byte in text {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): result += [0x5C, byte]
        case 0x0A: result += Array("\\n".utf8)
        case 0x0D: result += Array("\\r".utf8)
        default: result.append(byte)
        }
      }
      return result + [UInt8(ascii: ")")]
    }
    guard let scalars = String(validating: text, as: UTF8.self), !text.contains(0) else {
      return nil
    }
    let digits = Array("0123456789ABCDEF".utf8)
    var result = Array("<FEFF".utf8)
    for unit in scalars.utf16 {
      for shift in [12, 8, 4, 0] { result.append(digits[Int(unit >> UInt16(shift) & 15)]) }
    }
    return result + [UInt8(ascii: ">")]
  }
}
