/// What a writer of Office documents has to find in their small XML files: elements and their places.
///
/// It knows tags, attributes, comments and sections of text; a document type is refused.
struct OfficeXML {
  /// A tag.
  struct Tag: Hashable {
    /// From `<` to behind `>`.
    let range: Range<Int>
    /// The name, prefix included.
    let name: String
    let isEnd: Bool
    let isEmpty: Bool

    /// The name without its prefix.
    var local: Substring.UTF8View.SubSequence { suffix }
    private var suffix: Substring.UTF8View.SubSequence {
      let bytes = Substring(name).utf8
      guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return bytes[...] }
      return bytes[bytes.index(after: colon)...]
    }
    /// The prefix with its colon, or nothing.
    var prefix: String {
      String(decoding: name.utf8.prefix(name.utf8.count - local.count), as: UTF8.self)
    }

    func isCalled(_ other: String) -> Bool { local.elementsEqual(other.utf8) }
  }

  let bytes: [UInt8]
  private(set) var tags: [Tag] = []

  /// Finds the tags of a file of UTF-8.
  init(_ bytes: [UInt8], _ what: String, at offset: Int) throws(MediaError) {
    self.bytes = bytes
    func malformed(_ how: String) -> MediaError {
      MediaError(.malformed("its XML \(how)"), what, at: offset)
    }
    guard !bytes.contains(0), !bytes.starts(with: [0xFE, 0xFF]), !bytes.starts(with: [0xFF, 0xFE])
    else { throw MediaError(.unsupported("another character set than UTF-8"), what, at: offset) }
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      guard tags.count < 65_536 else {
        throw MediaError(.tooLarge(value: tags.count, limit: 65_536), what, at: offset)
      }
      if let (opening, closing) = OfficeXML.special(bytes[start...]) {
        guard let end = bytes[(start + opening)...].firstRange(of: closing) else {
          throw malformed("breaks off")
        }
        place = end.upperBound
        continue
      }
      guard !bytes[start...].starts(with: Array("<!".utf8)) else {
        throw malformed("has a document type")
      }
      guard let end = OfficeXML.end(of: start, in: bytes) else { throw malformed("breaks off") }
      let isEnd = bytes[start + 1] == UInt8(ascii: "/")
      let first = start + (isEnd ? 2 : 1)
      let name = bytes[first..<end - 1].prefix { !OfficeXML.isSpace($0) && $0 != 0x2F }
      tags.append(
        Tag(
          range: start..<end, name: String(decoding: name, as: UTF8.self), isEnd: isEnd,
          isEmpty: !isEnd && bytes[end - 2] == UInt8(ascii: "/")))
      place = end
    }
  }

  private static func special(_ bytes: ArraySlice<UInt8>) -> (opening: Int, closing: [UInt8])? {
    if bytes.starts(with: Array("<!--".utf8)) { return (4, Array("-->".utf8)) }
    if bytes.starts(with: Array("<![CDATA[".utf8)) { return (9, Array("]]>".utf8)) }
    if bytes.starts(with: Array("<?".utf8)) { return (2, Array("?>".utf8)) }
    return nil
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Where a tag ends: at the first `>` that is in no quotes.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
    var quote: UInt8?
    for place in start + 1..<bytes.count {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return place > start + 1 ? place + 1 : nil
      }
    }
    return nil
  }

  /// The value of an attribute, entities resolved; nil where there is none.
  func attribute(_ name: String, of tag: Tag) -> [UInt8]? {
    var rest = bytes[tag.range].dropFirst(1 + tag.name.utf8.count)
    while let sign = rest.firstIndex(of: UInt8(ascii: "=")) {
      let key = rest[..<sign].split(whereSeparator: OfficeXML.isSpace).last ?? []
      rest = rest[(sign + 1)...].drop(while: OfficeXML.isSpace)
      guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      if key.elementsEqual(name.utf8) { return OfficeXML.plain(rest[..<end]) }
      rest = rest[(end + 1)...]
    }
    return nil
  }

  /// A text with its entities resolved and its sections opened.
  static func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), let (opening, closing) = special(rest) {
        let inner = rest.dropFirst(opening)
        let end = inner.firstRange(of: closing)
        if opening == 9 { result += inner[..<(end?.lowerBound ?? inner.endIndex)] }
        rest = inner[(end?.upperBound ?? inner.endIndex)...]
      } else if byte == UInt8(ascii: "&"),
        let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = entity(rest[(rest.startIndex + 1)..<end])
      {
        result += String(Character(scalar)).utf8
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard text.hasPrefix("#") else { return nil }
      let digits = text.dropFirst()
      let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init)
    }
  }

  /// A text as it stands in an element.
  static func escaped(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case 0x0D: Array("&#13;".utf8)
      default: [byte]
      }
    }
  }

  /// The file with `child` as the last child of its root; `child` gets the root's prefix.
  func appending(_ what: String, _ child: (String) -> [UInt8]) throws(MediaError) -> [UInt8] {
    guard let root = tags.first, let last = tags.last, !root.isEnd else {
      throw MediaError(.malformed("it has no root element"), what, at: 0)
    }
    let inner = child(root.prefix)
    if root.isEmpty {
      let open = bytes[..<(root.range.upperBound - 2)] + [UInt8(ascii: ">")]
      let close = Array("</\(root.name)>".utf8)
      return open + inner + close + bytes[root.range.upperBound...]
    }
    guard last.isEnd, last.name == root.name else {
      throw MediaError(.malformed("its root element is not closed"), what, at: 0)
    }
    return bytes[..<last.range.lowerBound] + inner + bytes[last.range.lowerBound...]
  }
}
