/// The little of YAML that labels in the front matter of texts have: one mapping of words to texts.
///
/// TC260-PG-20258A puts the label under the key `AIGC:`. Plain, quoted and block texts are read; there is
/// no nesting, so nothing is deep.
struct FrontMatter {
  struct Member {
    let key: String
    let text: String
    /// Whether the text was written without quotes.
    let plain: Bool
    /// The bytes of the value, quotes included.
    let range: Range<Int>
  }

  private(set) var members: [Member] = []
  /// The blanks before the keys.
  private(set) var indent: [UInt8] = []
  /// Where another member would be put: behind the last one.
  private(set) var end = 0

  private let bytes: [UInt8]
  private var position = 0
  private static let most = 256

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while position < bytes.count, members.count < FrontMatter.most { line() }
  }

  private func lineEnd(from start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private func indent(at start: Int) -> Int {
    bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  private mutating func line() {
    let start = position
    let stop = lineEnd(from: start)
    position = min(stop + 1, bytes.count)
    let depth = indent(at: start)
    var place = start + depth
    guard place < stop, bytes[place] != UInt8(ascii: "#"), bytes[place] != 0x0D else { return }
    // A key ends at the first colon that a blank or the end of the line follows.
    guard let colon = keyEnd(from: place, to: stop) else { return }
    var key = bytes[place..<colon]
    if let quote = key.first, quote == 0x22 || quote == 0x27, key.count > 1, key.last == quote {
      key = key.dropFirst().dropLast()
    }
    place = colon + 1
    while place < stop, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    let name = String(decoding: key.prefix(64), as: UTF8.self)
    if members.isEmpty, name == "AIGC", value(from: place, to: stop).isEmpty { return }
    if members.isEmpty { indent = Array(bytes[start..<start + depth]) }
    read(name, from: place, to: stop, depth: depth)
    end = min(max(end, position), bytes.count)
  }

  private func keyEnd(from start: Int, to stop: Int) -> Int? {
    var place = start
    while place < stop {
      if bytes[place] == UInt8(ascii: ":"),
        place + 1 == stop || [0x20, 0x09, 0x0D].contains(bytes[place + 1])
      {
        return place
      }
      place += 1
    }
    return nil
  }

  /// A plain value: no comment, no blanks at its end.
  private func value(from start: Int, to stop: Int) -> Range<Int> {
    var last = stop
    for place in start..<max(start, stop)
    where bytes[place] == UInt8(ascii: "#") && (place == start || bytes[place - 1] == 0x20) {
      last = place
      break
    }
    while last > start, [0x20, 0x09, 0x0D].contains(bytes[last - 1]) { last -= 1 }
    return start..<last
  }

  private mutating func read(_ key: String, from start: Int, to stop: Int, depth: Int) {
    func take(_ text: [UInt8], plain: Bool, _ range: Range<Int>) {
      members.append(
        Member(
          key: key, text: String(decoding: text, as: UTF8.self), plain: plain, range: range))
    }
    guard start < stop else { return take([], plain: true, start..<start) }
    switch bytes[start] {
    case 0x22:
      if let (text, end) = doubleQuoted(from: start, to: stop) {
        return take(text, plain: false, start..<end)
      }
    case 0x27:
      if let (text, end) = singleQuoted(from: start, to: stop) {
        return take(text, plain: false, start..<end)
      }
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      let (text, end) = block(folded: bytes[start] == UInt8(ascii: ">"), deeperThan: depth)
      return take(text, plain: false, start..<max(end, start + 1))
    default: break
    }
    let range = value(from: start, to: stop)
    take(Array(bytes[range]), plain: true, range)
  }

  private func doubleQuoted(from start: Int, to stop: Int) -> ([UInt8], Int)? {
    var text: [UInt8] = []
    var place = start + 1
    while place < stop {
      switch bytes[place] {
      case 0x22: return (text, place + 1)
      case 0x5C where place + 1 < stop:
        switch bytes[place + 1] {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case let other: text.append(other)
        }
        place += 2
      case let byte:
        text.append(byte)
        place += 1
      }
    }
    return nil
  }

  private func singleQuoted(from start: Int, to stop: Int) -> ([UInt8], Int)? {
    var text: [UInt8] = []
    var place = start + 1
    while place < stop {
      if bytes[place] == 0x27 {
        guard place + 1 < stop, bytes[place + 1] == 0x27 else { return (text, place + 1) }
        place += 1
      }
      text.append(bytes[place])
      place += 1
    }
    return nil
  }

  /// The lines of a block text, which are deeper than their key.
  private mutating func block(folded: Bool, deeperThan depth: Int) -> ([UInt8], Int) {
    var lines: [ArraySlice<UInt8>] = []
    var last = position
    while position < bytes.count {
      let stop = lineEnd(from: position)
      let inside = indent(at: position)
      guard inside > depth, position + inside < stop else { break }
      var line = bytes[position + inside..<stop]
      if line.last == 0x0D { line = line.dropLast() }
      lines.append(line)
      last = stop
      position = min(stop + 1, bytes.count)
    }
    return (Array(lines.joined(separator: [folded ? 0x20 : 0x0A])), last)
  }
}
