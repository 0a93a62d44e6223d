/// A stretch of markup or text (XML 1.0, sections 2 and 3), by where it is.
enum SVGToken {
  /// The start of an element, or a whole one that is empty.
  case start(SVGTag)
  /// The end of an element.
  case end(name: [UInt8], extent: Range<Int>)
  /// A processing instruction: its target and what stands first behind that.
  case instruction(target: [UInt8], head: [UInt8], extent: Range<Int>)
  /// Text, or what is in a section CDATA.
  case text(Range<Int>)
  /// Comments, declarations: nothing of ours.
  case other(Range<Int>)
}

/// The start of an element.
struct SVGTag {
  /// The name, with its prefix.
  let name: [UInt8]
  /// From "<" to ">".
  let extent: Range<Int>
  /// Whether it ends at once ("/>").
  let isEmpty: Bool
  /// The declarations of namespaces in it: prefix (empty for the default) and name, as they stand.
  let namespaces: [(prefix: [UInt8], name: [UInt8])]

  /// Where the name ends, and attributes may be put in.
  var endOfName: Int { extent.lowerBound + 1 + name.count }
}

/// Cuts an XML document into tokens while it streams by: no tree, no entities, no declarations of a DTD.
struct SVGTokenizer {
  /// The most bytes of a name, and of the name of a namespace.
  private static let mostName = 1024

  private let source: any ByteSource
  private var window: [UInt8] = []
  private var windowStart = 0
  /// Where the next byte is.
  private(set) var position: Int

  /// Starts at the first byte, or behind a byte order mark.
  init(_ source: any ByteSource) throws(MediaError) {
    self.source = source
    position = 0
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if try source.bytes(in: 0..<min(3, source.size), of: "the SVG") == mark { position = 3 }
  }

  /// The next token; nil at the end of the file.
  ///
  /// - Throws: ``MediaError`` where the file ends within markup, or the markup is none.
  mutating func next() throws(MediaError) -> SVGToken? {
    let start = position
    guard let first = try peek() else { return nil }
    guard first == UInt8(ascii: "<") else {
      while let byte = try peek(), byte != UInt8(ascii: "<") { position += 1 }
      return .text(start..<position)
    }
    position += 1
    switch try peek() {
    case UInt8(ascii: "?"): return try instruction(from: start)
    case UInt8(ascii: "!"): return try declaration(from: start)
    case UInt8(ascii: "/"):
      position += 1
      let name = try name(from: start)
      try skipSpace()
      try expect(UInt8(ascii: ">"), "the end of an element", start)
      return .end(name: name, extent: start..<position)
    default: return .start(try tag(from: start))
    }
  }

  private mutating func tag(from start: Int) throws(MediaError) -> SVGTag {
    let name = try name(from: start)
    var namespaces: [(prefix: [UInt8], name: [UInt8])] = []
    while true {
      try skipSpace()
      switch try peek() {
      case UInt8(ascii: ">"):
        position += 1
        return SVGTag(
          name: name, extent: start..<position, isEmpty: false, namespaces: namespaces)
      case UInt8(ascii: "/"):
        position += 1
        try expect(UInt8(ascii: ">"), "an element", start)
        return SVGTag(
          name: name, extent: start..<position, isEmpty: true, namespaces: namespaces)
      default:
        let attribute = try self.name(from: start)
        try skipSpace()
        try expect(UInt8(ascii: "="), "an attribute", start)
        try skipSpace()
        let isNamespace =
          attribute == Array("xmlns".utf8) || attribute.starts(with: "xmlns:".utf8)
        let value = try value(from: start, isKept: isNamespace)
        if isNamespace {
          guard namespaces.count < 256 else {
            throw MediaError(.tooLarge(value: 257, limit: 256), "the namespaces of", at: start)
          }
          namespaces.append((Array(attribute.dropFirst(6)), value))
        }
      }
    }
  }

  /// The value of an attribute, which is kept only where it is wanted: pictures may stand in one.
  private mutating func value(from start: Int, isKept: Bool) throws(MediaError) -> [UInt8] {
    let what = "the value of an attribute"
    guard let quote = try peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw malformed("it has no quotes", what, start)
    }
    position += 1
    var value: [UInt8] = []
    while let byte = try peek() {
      position += 1
      if byte == quote { return value }
      if byte == UInt8(ascii: "<") { throw malformed("it has a <", what, start) }
      guard isKept else { continue }
      guard value.count < Self.mostName else {
        throw MediaError(
          .tooLarge(value: value.count + 1, limit: Self.mostName), "the name of a namespace",
          at: start)
      }
      value.append(byte)
    }
    throw MediaError(.truncated, what, at: start)
  }

  private mutating func instruction(from start: Int) throws(MediaError) -> SVGToken {
    position += 1
    let target = try name(from: start)
    try skipSpace()
    var head: [UInt8] = []
    var last: UInt8 = 0
    while let byte = try peek() {
      position += 1
      if byte == UInt8(ascii: ">"), last == UInt8(ascii: "?") {
        return .instruction(target: target, head: head, extent: start..<position)
      }
      if head.count < 16 { head.append(byte) }
      last = byte
    }
    throw MediaError(.truncated, "a processing instruction", at: start)
  }

  private mutating func declaration(from start: Int) throws(MediaError) -> SVGToken {
    position += 1
    if try skip("--") {
      try find("-->", "a comment", start)
      return .other(start..<position)
    }
    if try skip("[CDATA[") {
      let text = position
      try find("]]>", "a section CDATA", start)
      return .text(text..<position - 3)
    }
    guard try skip("DOCTYPE") else { throw malformed("nothing begins so", "the markup", start) }
    var quote: UInt8?
    while let byte = try peek() {
      position += 1
      switch (byte, quote) {
      case (let byte, let open?): if byte == open { quote = nil }
      case (UInt8(ascii: "\""), _), (UInt8(ascii: "'"), _): quote = byte
      case (UInt8(ascii: "["), _):
        // Entities could make anything of the text behind: such a file is not read.
        throw MediaError(.unsupported("declarations of its own"), "the document type", at: start)
      case (UInt8(ascii: ">"), _): return .other(start..<position)
      default: break
      }
    }
    throw MediaError(.truncated, "the document type", at: start)
  }

  private mutating func name(from start: Int) throws(MediaError) -> [UInt8] {
    var name: [UInt8] = []
    while let byte = try peek(), Self.isName(byte, isFirst: name.isEmpty) {
      guard name.count < Self.mostName else {
        throw MediaError(
          .tooLarge(value: name.count + 1, limit: Self.mostName), "a name", at: start)
      }
      name.append(byte)
      position += 1
    }
    guard !name.isEmpty else { throw malformed("there is no name", "the markup", start) }
    return name
  }

  /// Whether a byte may stand in a name.
  static func isName(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
      true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
    default: false
    }
  }

  private mutating func skipSpace() throws(MediaError) {
    while let byte = try peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func expect(
    _ byte: UInt8, _ what: String, _ start: Int
  ) throws(MediaError) {
    guard let next = try peek() else { throw MediaError(.truncated, what, at: start) }
    guard next == byte else {
      throw malformed("there is no \(Character(Unicode.Scalar(byte)))", what, start)
    }
    position += 1
  }

  /// Goes over a text, if it stands here.
  private mutating func skip(_ text: StaticString) throws(MediaError) -> Bool {
    let start = position
    for index in 0..<text.utf8CodeUnitCount {
      guard let byte = try peek(), byte == text.utf8Start[index] else {
        position = start
        return false
      }
      position += 1
    }
    return true
  }

  /// Goes behind the next text of three bytes.
  private mutating func find(
    _ text: StaticString, _ what: String, _ start: Int
  ) throws(MediaError) {
    let wanted = (0..<3).reduce(0) { $0 << 8 | Int(text.utf8Start[$1]) }
    var last = 0
    while let byte = try peek() {
      position += 1
      last = (last << 8 | Int(byte)) & 0xFF_FFFF
      if last == wanted { return }
    }
    throw MediaError(.truncated, what, at: start)
  }

  private func malformed(_ how: String, _ what: String, _ start: Int) -> MediaError {
    MediaError(.malformed(how), what, at: start)
  }

  private mutating func peek() throws(MediaError) -> UInt8? {
    if position >= windowStart, position < windowStart + window.count {
      return window[position - windowStart]
    }
    guard position < source.size else { return nil }
    window = try source.bytes(
      in: position..<min(source.size, position + 32_768), of: "the SVG")
    windowStart = position
    return window.first
  }
}
