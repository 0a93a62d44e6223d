/// The front matter of a text: where it begins and ends, and the keys at its margin.
struct FrontMatter {
  /// A key with all lines that belong to it.
  struct Entry: Hashable {
    let key: String
    /// The lines, the last one's end included.
    let range: Range<Int>
    /// What stands behind the colon, to the end of the last line.
    let value: Range<Int>
  }

  /// The most that is read: front matter is short.
  private static let limit = 1 << 20

  /// Where the text begins: behind a byte order mark.
  let start: Int
  /// What ends a line.
  let newline: [UInt8]
  /// Whether the first line begins front matter.
  let begins: Bool
  /// Where the closing line begins; nil where there is no front matter.
  private(set) var end: Int?
  /// The keys.
  private(set) var entries: [Entry] = []

  private let bytes: [UInt8]

  init(_ source: any ByteSource) throws(MediaError) {
    bytes = try source.bytes(in: 0..<min(source.size, FrontMatter.limit), of: "the front matter")
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].prefix { $0 != 0x0A }
    newline = first.last == 0x0D ? [0x0D, 0x0A] : [0x0A]
    begins = FrontMatter.trimmed(first).elementsEqual("---".utf8) && first.endIndex < bytes.count
    guard begins else { return }
    var place = first.endIndex + 1
    var open: (key: String, start: Int, value: Int)?
    func close(at end: Int, _ entries: inout [Entry]) {
      guard let entry = open, entries.count < 65_536 else { return }
      entries.append(
        Entry(key: entry.key, range: entry.start..<end, value: entry.value..<end))
    }
    while place < bytes.count {
      let line = bytes[place...].prefix { $0 != 0x0A }
      let text = FrontMatter.trimmed(line)
      if text.elementsEqual("---".utf8) || text.elementsEqual("...".utf8) {
        close(at: place, &entries)
        end = place
        return
      }
      if let (key, value) = FrontMatter.key(of: line) {
        close(at: place, &entries)
        open = (key, place, value)
      } else if let byte = line.first, byte == UInt8(ascii: "#") {
        // A remark at the margin belongs to no key.
        close(at: place, &entries)
        open = nil
      }
      place = line.endIndex + 1
    }
    entries = []
  }

  /// A line without white space at its end.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = line.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
      return line.prefix(0)
    }
    return line[...last]
  }

  /// The key at the margin of a line, and where its value begins.
  private static func key(of line: ArraySlice<UInt8>) -> (String, Int)? {
    guard let first = line.first, first > 0x20, first != UInt8(ascii: "#"),
      first != UInt8(ascii: "-") && first != UInt8(ascii: "{") && first != UInt8(ascii: "}")
    else { return nil }
    var name = line.prefix { $0 != UInt8(ascii: ":") }
    guard name.endIndex < line.endIndex else { return nil }
    let value = name.endIndex + 1
    if value < line.endIndex, !OfficeXML.isSpace(line[value]) { return nil }
    name = trimmed(name)
    if name.count >= 2, first == 0x22 || first == 0x27, name.last == first {
      name = name.dropFirst().dropLast()
    }
    return (String(decoding: name, as: UTF8.self), value)
  }

  static func isKey(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count < 64
      && key.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x5F
      }
  }

  /// What stands under a key: a mapping as it stands, a text out of its quotes.
  func payload(of entry: Entry) -> Slot.Payload {
    let value = bytes[entry.value]
    let firstLine = value.prefix { $0 != 0x0A }
    let text = FrontMatter.trimmed(firstLine.drop(while: OfficeXML.isSpace))
    var rest = value[firstLine.endIndex...]
    if text.isEmpty || text.first == UInt8(ascii: "#") {
      // A mapping in the lines below.
      if rest.first == 0x0A { rest = rest.dropFirst() }
      rest = FrontMatter.withoutBlankEnd(rest)
      return .ranges([rest.startIndex..<rest.endIndex])
    }
    if text.first == UInt8(ascii: "|") || text.first == UInt8(ascii: ">") {
      return .decoded(FrontMatter.block(rest, folded: text.first == UInt8(ascii: ">")))
    }
    let all = FrontMatter.withoutBlankEnd(value.drop(while: OfficeXML.isSpace))
    if let quote = all.first, quote == 0x27 || quote == 0x22, all.count >= 2, all.last == quote {
      let inner = all.dropFirst().dropLast()
      let isPlain = !inner.contains(0x5C) && !inner.contains(quote) && !inner.contains(0x0A)
      if isPlain || quote == 0x27 && !inner.contains(quote) && !inner.contains(0x0A) {
        return .ranges([inner.startIndex..<inner.endIndex])
      }
      return .decoded(FrontMatter.unquoted(inner, quote))
    }
    return .ranges([all.startIndex..<all.endIndex])
  }

  private static func withoutBlankEnd(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = text.lastIndex(where: { !OfficeXML.isSpace($0) }) else {
      return text.prefix(0)
    }
    return text[...last]
  }

  /// The lines of a block scalar without their indentation.
  private static func block(_ lines: ArraySlice<UInt8>, folded: Bool) -> [UInt8] {
    var margin: Int?
    var texts: [ArraySlice<UInt8>] = []
    for line in lines.split(separator: 0x0A) {
      let text = trimmed(line)
      let indent = text.prefix { $0 == 0x20 }.count
      if margin == nil, !text.isEmpty { margin = indent }
      texts.append(text.dropFirst(min(indent, margin ?? 0)))
    }
    return Array(texts.joined(separator: folded ? [0x20] : [0x0A]))
  }

  /// A text in quotes: doubled quotes in single ones, escapes in double ones, lines folded.
  private static func unquoted(_ text: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == 0x0A {
        while result.last == 0x20 || result.last == 0x0D { result.removeLast() }
        rest = rest.drop(while: OfficeXML.isSpace)
        result.append(0x20)
      } else if quote == 0x27, byte == quote, rest.first == quote {
        result.append(byte)
        rest = rest.dropFirst()
      } else if quote == 0x22, byte == 0x5C, let next = rest.first {
        rest = rest.dropFirst()
        switch next {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "u"):
          let digits = rest.prefix(4)
          let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
          result +=
            String(value.flatMap(Unicode.Scalar.init).map(Character.init) ?? "\u{FFFD}").utf8
          rest = rest.dropFirst(4)
        default: result.append(next)
        }
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// The lines for a key.
  ///
  /// JSON in one line is a mapping of YAML as it stands; lines that are indented are a mapping; anything
  /// else is a text in quotes.
  static func lines(
    _ edit: SlotEdit, _ key: String, _ newline: [UInt8]
  ) throws(MediaError) -> [UInt8] {
    let payload = edit.payload
    let head = Array(key.utf8) + [UInt8(ascii: ":")]
    guard String(validating: payload, as: UTF8.self) != nil,
      payload.allSatisfy({ $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }),
      let first = payload.first, let last = payload.last, !OfficeXML.isSpace(last)
    else { throw .noPlace(for: edit, in: "Markdown", wayOut: "write it as text on one line") }
    let lines = payload.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.count == 1, first == UInt8(ascii: "{"), last == UInt8(ascii: "}") {
      return head + [0x20] + payload + newline
    }
    if lines.allSatisfy({ $0.first == 0x20 }) { return head + newline + payload + newline }
    guard lines.count == 1 else {
      throw .noPlace(for: edit, in: "Markdown", wayOut: "write it on one line, or indent the lines")
    }
    let quoted = payload.flatMap { $0 == 0x27 ? [$0, $0] : [$0] }
    return head + [0x20, 0x27] + quoted + [0x27] + newline
  }
}
