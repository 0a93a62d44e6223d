/// Percent-encoding of the parts of an address (RFC 3986, section 2), on UTF-8 bytes.
enum PercentEncoding {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Encodes everything but the unreserved characters, so that the result can stand in a path
  /// segment as well as in a query.
  static func encode(_ text: String) -> String {
    var plain = true
    for byte in text.utf8 where !isUnreserved(byte) {
      plain = false
      break
    }
    if plain { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes.append(0x25)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Decodes `%XX`, and `+` as a blank where `plusIsBlank`.
  ///
  /// What is no valid escape stays as it is, and bytes that are no UTF-8 become replacement
  /// characters: an address is never refused for its encoding.
  static func decode(_ bytes: some Collection<UInt8>, plusIsBlank: Bool) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index != bytes.endIndex {
      let byte = bytes[index]
      bytes.formIndex(after: &index)
      if byte == 0x2B, plusIsBlank {
        decoded.append(0x20)
      } else if byte == 0x25, let (value, after) = escape(bytes, at: index) {
        decoded.append(value)
        index = after
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func escape<Bytes: Collection<UInt8>>(
    _ bytes: Bytes, at index: Bytes.Index
  ) -> (UInt8, Bytes.Index)? {
    guard index != bytes.endIndex, let high = value(bytes[index]) else { return nil }
    let next = bytes.index(after: index)
    guard next != bytes.endIndex, let low = value(bytes[next]) else { return nil }
    return (high << 4 | low, bytes.index(after: next))
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
