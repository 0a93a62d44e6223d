internal import Rules

/// Cuts XML into tokens, each with its place in the bytes.
///
/// It knows what a packet of XMP needs and no more: there are no document types and no entities but the
/// five of XML itself, so nothing can grow; and it does not call itself, so nothing is deep.
struct XMLScanner {
  struct Attribute: Hashable, Sendable {
    let name: Range<Int>
    /// What stands between the quotes.
    let value: Range<Int>
    /// From the name to the closing quote.
    let extent: Range<Int>
  }

  enum Token: Hashable, Sendable {
    /// `<a b="c">`; the name, the attributes, whether it closes itself, and all of its bytes.
    case start(name: Range<Int>, [Attribute], closed: Bool, Range<Int>)
    /// `</a>`; the name and all of its bytes.
    case end(name: Range<Int>, Range<Int>)
    /// Text as it stands.
    case text(Range<Int>)
    /// The text of a CDATA section.
    case literal(Range<Int>)
    /// `<?a b?>`.
    case instruction(Range<Int>)
    case comment(Range<Int>)
  }

  /// Why a text is no XML that is read here, and at which byte.
  struct Fault: Error, Hashable, Sendable {
    let wording: Wording
    let offset: Int

    init(_ what: String, zh: String, at offset: Int) {
      wording = Wording(zh: zh, en: what)
      self.offset = offset
    }
  }

  /// How many attributes an element may have.
  static let attributes = 512

  let bytes: [UInt8]
  private(set) var position: Int

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    self.position = min(max(0, start), bytes.count)
  }

  /// The next token; nil at the end.
  mutating func next() throws(Fault) -> Token? {
    guard position < bytes.count else { return nil }
    let start = position
    guard bytes[start] == UInt8(ascii: "<") else {
      position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      return .text(start..<position)
    }
    guard start + 1 < bytes.count else {
      throw Fault("the text breaks off", zh: "文本不完整", at: start)
    }
    switch bytes[start + 1] {
    case UInt8(ascii: "?"):
      // The first `?>` ends it: `??>` is seen in real files and is legal.
      try close(with: Array("?>".utf8), from: start + 2)
      return .instruction(start..<position)
    case UInt8(ascii: "!"):
      if has("<!--", at: start) {
        try close(with: Array("-->".utf8), from: start + 4)
        return .comment(start..<position)
      }
      if has("<![CDATA[", at: start) {
        try close(with: Array("]]>".utf8), from: start + 9)
        return .literal(start + 9..<position - 3)
      }
      throw Fault("a document type, which is refused", zh: "含有文档类型声明，不予读取", at: start)
    case UInt8(ascii: "/"):
      position = start + 2
      let name = try self.name()
      skipBlanks()
      guard take(UInt8(ascii: ">")) else {
        throw Fault("a closing tag is not closed", zh: "结束标签没有闭合", at: start)
      }
      return .end(name: name, start..<position)
    default:
      position = start + 1
      return try element(from: start)
    }
  }

  private mutating func element(from start: Int) throws(Fault) -> Token {
    let name = try self.name()
    var attributes: [Attribute] = []
    while true {
      let before = position
      skipBlanks()
      guard position < bytes.count else { throw Fault("a tag breaks off", zh: "标签不完整", at: start) }
      if take(UInt8(ascii: ">")) {
        return .start(name: name, attributes, closed: false, start..<position)
      }
      if take(UInt8(ascii: "/")) {
        guard take(UInt8(ascii: ">")) else {
          throw Fault("a tag is not closed", zh: "标签没有闭合", at: start)
        }
        return .start(name: name, attributes, closed: true, start..<position)
      }
      guard before < position else {
        throw Fault("a blank belongs before an attribute", zh: "属性之前缺少空格", at: position)
      }
      guard attributes.count < XMLScanner.attributes else {
        throw Fault(
          "more than \(XMLScanner.attributes) attributes", zh: "属性超过\(XMLScanner.attributes)个",
          at: start)
      }
      attributes.append(try attribute())
    }
  }

  private mutating func attribute() throws(Fault) -> Attribute {
    let start = position
    let name = try self.name()
    skipBlanks()
    guard take(UInt8(ascii: "=")) else {
      throw Fault("an attribute has no value", zh: "属性没有值", at: start)
    }
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
      throw Fault("the value of an attribute has no quotes", zh: "属性的值没有引号", at: start)
    }
    let quote = bytes[position]
    let first = position + 1
    guard let last = bytes[first...].firstIndex(of: quote) else {
      throw Fault("the value of an attribute is not closed", zh: "属性的值缺少后引号", at: start)
    }
    guard !bytes[first..<last].contains(UInt8(ascii: "<")) else {
      throw Fault("a < in the value of an attribute", zh: "属性的值中有“<”", at: start)
    }
    position = last + 1
    return Attribute(name: name, value: first..<last, extent: start..<position)
  }

  private mutating func name() throws(Fault) -> Range<Int> {
    let start = position
    while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
    guard position > start, position - start <= 512 else {
      throw Fault("a name belongs here", zh: "此处应为名称", at: start)
    }
    return start..<position
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == 0x3A || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte >= 0x80
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isXMLBlank {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func has(_ text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      bytes.count - place >= wanted.count
        && bytes[place..<place + wanted.count].elementsEqual(wanted)
    }
  }

  private mutating func close(with end: [UInt8], from start: Int) throws(Fault) {
    var place = start
    while let found = bytes[min(place, bytes.count)...].firstIndex(of: end[0]) {
      if bytes[found...].starts(with: end) {
        position = found + end.count
        return
      }
      place = found + 1
    }
    throw Fault("the text breaks off", zh: "文本不完整", at: start)
  }
}
