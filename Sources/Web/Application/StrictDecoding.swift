/// Percent-decoding that refuses what it cannot read: a program is told of its fault, where a
/// page shows a reader as much as it can (``PercentEncoding``).
enum StrictDecoding {
  /// The text that encoded bytes stand for (RFC 3986, section 2.1).
  ///
  /// - Parameters:
  ///   - bytes: What stands in the address.
  ///   - plusIsBlank: Whether `+` stands for a blank, as in the query of a form.
  /// - Returns: The text; `nil` where a `%` is not followed by two hexadecimal digits, or the bytes
  ///   are not UTF-8.
  static func decode(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = false) -> String? {
    if !bytes.contains(where: { $0 == 0x25 || $0 == 0x2B && plusIsBlank }) {
      return String(validating: bytes, as: UTF8.self)
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at != bytes.endIndex {
      let byte = bytes[at]
      bytes.formIndex(after: &at)
      if byte == 0x25 {
        guard at != bytes.endIndex, let high = value(ofHex: bytes[at]) else { return nil }
        bytes.formIndex(after: &at)
        guard at != bytes.endIndex, let low = value(ofHex: bytes[at]) else { return nil }
        bytes.formIndex(after: &at)
        decoded.append(high << 4 | low)
      } else {
        decoded.append(byte == 0x2B && plusIsBlank ? 0x20 : byte)
      }
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func value(ofHex byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
