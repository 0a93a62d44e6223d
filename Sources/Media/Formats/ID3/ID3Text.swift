/// Texts of ID3v2 in their four encodings (ID3v2.4 structure, section 4).
enum ID3Text {
  /// How many bytes end a text in this encoding.
  static func terminator(_ encoding: UInt8) -> Int { encoding == 1 || encoding == 2 ? 2 : 1 }

  /// Where the text that begins at `start` ends, and where what follows begins; nil where it has no end.
  static func end(
    in bytes: [UInt8], from start: Int, _ encoding: UInt8
  ) -> (end: Int, next: Int)? {
    let width = terminator(encoding)
    var place = start
    while place + width <= bytes.count {
      if bytes[place] == 0, width == 1 || bytes[place + 1] == 0 { return (place, place + width) }
      place += width
    }
    return nil
  }

  /// A text in UTF-8, whatever it was in; zeros at its end are left out.
  static func utf8(_ bytes: ArraySlice<UInt8>, _ encoding: UInt8) -> [UInt8] {
    switch encoding {
    case 1, 2:
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      var little = false
      var place = bytes.startIndex
      if bytes.count >= 2 {
        let mark = (bytes[place], bytes[place + 1])
        if encoding == 1, mark == (0xFF, 0xFE) { little = true }
        if mark == (0xFF, 0xFE) && encoding == 1 || mark == (0xFE, 0xFF) { place += 2 }
      }
      while place + 1 < bytes.endIndex {
        let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        units.append(little ? second << 8 | first : first << 8 | second)
        place += 2
      }
      while units.last == 0 { units.removeLast() }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    case 0 where bytes.contains(where: { $0 >= 0x80 }):
      let text = withoutZeros(bytes)
      // Latin-1 is what the byte says; many write UTF-8 all the same.
      if String(validating: text, as: UTF8.self) != nil { return Array(text) }
      var result: [UInt8] = []
      result.reserveCapacity(text.count + text.count { $0 >= 0x80 })
      for byte in text {
        if byte >= 0x80 { result.append(0xC0 | byte >> 6) }
        result.append(byte < 0x80 ? byte : 0x80 | byte & 0x3F)
      }
      return result
    default: return Array(withoutZeros(bytes))
    }
  }

  /// Whether a text stands in the file as UTF-8 has it.
  static func isUTF8(_ bytes: ArraySlice<UInt8>, _ encoding: UInt8) -> Bool {
    encoding == 3 || encoding == 0 && bytes.allSatisfy { $0 < 0x80 }
  }

  static func withoutZeros(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = bytes.lastIndex(where: { $0 != 0 }) else { return bytes.prefix(0) }
    return bytes[...last]
  }

  /// UTF-16 with its mark, the way version 2.3 has a text that is not Latin-1.
  static func utf16(_ text: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.append([0xFF, 0xFE])
    for unit in text.utf16 { writer.littleEndian(unit, width: 2) }
    return writer.bytes
  }
}
