/// The four bytes that name a box of the ISO base media file format.
package struct BMFFBoxType: Hashable, Sendable {
  /// The four bytes as one number, the first the most significant.
  package let code: UInt32

  /// The type of this number.
  package init(code: UInt32) { self.code = code }
}

extension BMFFBoxType: ExpressibleByStringLiteral {
  /// The type of a text of four characters of ISO 8859-1; what is missing is zero.
  package init(stringLiteral text: StaticString) {
    var code: UInt32 = 0
    text.withUTF8Buffer { bytes in
      for place in 0..<4 { code = code << 8 | (place < bytes.count ? UInt32(bytes[place]) : 0) }
    }
    self.code = code
  }
}

extension BMFFBoxType: CustomStringConvertible {
  /// The four bytes, the most significant first.
  package var bytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
  }

  /// The four bytes as ISO 8859-1, those that do not print as a dot.
  package var description: String {
    var text = ""
    for byte in bytes {
      text.unicodeScalars.append(
        byte < 0x20 || (0x7F..<0xA0).contains(byte) ? "." : Unicode.Scalar(byte))
    }
    return text
  }
}
