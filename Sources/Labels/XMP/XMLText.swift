/// Text of XML in its two forms: as it stands, and as it is meant.
enum XMLText {
  /// What a text means: the five references of XML and those by number are resolved; any other stays as it
  /// stands, for there is nothing that it could mean.
  static func plain(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    guard raw.contains(UInt8(ascii: "&")) else { return Array(raw) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var place = raw.startIndex
    while place < raw.endIndex {
      let byte = raw[place]
      if byte == UInt8(ascii: "&"),
        let end = raw[place...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let meant = reference(raw[place + 1..<end])
      {
        text += meant
        place = end + 1
      } else {
        text.append(byte)
        place += 1
      }
    }
    return text
  }

  private static func reference(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    switch String(decoding: name, as: UTF8.self) {
    case "quot": return [0x22]
    case "amp": return [0x26]
    case "lt": return [0x3C]
    case "gt": return [0x3E]
    case "apos": return [0x27]
    case let other:
      guard other.utf8.first == UInt8(ascii: "#") else { return nil }
      let digits = other.dropFirst()
      let value =
        digits.utf8.first == UInt8(ascii: "x")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
    }
  }

  /// A text as it may stand in an element as well as between quotes of either kind.
  static func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var raw: [UInt8] = []
    for byte in text {
      switch byte {
      case 0x22: raw += Array("&quot;".utf8)
      case 0x26: raw += Array("&amp;".utf8)
      case 0x27: raw += Array("&apos;".utf8)
      case 0x3C: raw += Array("&lt;".utf8)
      case 0x3E: raw += Array("&gt;".utf8)
      default: raw.append(byte)
      }
    }
    return raw
  }
}

extension UInt8 {
  /// Whether this is one of the four blanks of XML and JSON.
  var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// Whether this is a blank or the zero that some writers put behind a text.
  var isBlankOrZero: Bool { self == 0 || isXMLBlank }
}
