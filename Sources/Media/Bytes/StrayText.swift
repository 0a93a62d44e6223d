#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Finds labels that stand as plain text where no format has a name for them: `AIGC{"Label":...}`.
///
/// It looks for the shape alone: the four letters, and an object in braces right behind them.
enum StrayText {
  /// A text that was found, counted from the first byte of the buffer.
  struct Found: Hashable {
    /// The letters and the object.
    let extent: Range<Int>
    /// The object alone, from brace to brace.
    let object: Range<Int>
  }

  /// How much of a file's end is looked through.
  static let tail = 65_536
  /// The most finds in one buffer.
  private static let most = 16

  /// Finds texts in a buffer, each byte looked at a few times at most.
  static func find(in bytes: UnsafeRawBufferPointer) -> [Found] {
    var found: [Found] = []
    // Braces that never close would be walked to the end again and again.
    var budget = 4 * bytes.count
    var place = 2
    while found.count < most, budget > 0, let letter = letters(in: bytes, from: place) {
      guard let one = object(around: letter, in: bytes, budget: &budget) else {
        place = letter + 6
        continue
      }
      found.append(one)
      place = max(letter + 6, one.extent.upperBound + 2)
    }
    return found
  }

  /// The next place of the four letters whose third one is at `third` or behind it.
  ///
  /// The third is what is looked for: in text a large G is the rarest of them.
  private static func letters(in bytes: UnsafeRawBufferPointer, from third: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var place = third
    while place + 1 < bytes.count {
      guard
        let hit = memchr(base + place, Int32(UInt8(ascii: "G")), bytes.count - 1 - place)
      else { return nil }
      place = UnsafeRawPointer(hit) - base
      if bytes[place - 1] == UInt8(ascii: "I"), bytes[place - 2] == UInt8(ascii: "A"),
        bytes[place + 1] == UInt8(ascii: "C")
      {
        return place - 2
      }
      place += 1
    }
    return nil
  }

  /// The object that belongs to the letters at `letters`.
  private static func object(
    around letters: Int, in bytes: UnsafeRawBufferPointer, budget: inout Int
  ) -> Found? {
    var open = letters + 4
    while open < bytes.count, open < letters + 12, isFiller(bytes[open]) { open += 1 }
    guard open < bytes.count, bytes[open] == UInt8(ascii: "{") else { return nil }
    // In {"AIGC": {...}} the outer object is the text.
    var start = open
    if letters >= 2, bytes[letters - 1] == UInt8(ascii: "\"") {
      var before = letters - 2
      while before > 0, letters - before < 8, isSpace(bytes[before]) { before -= 1 }
      if bytes[before] == UInt8(ascii: "{") { start = before }
    }
    guard let end = end(ofObjectAt: start, in: bytes, budget: &budget) else { return nil }
    return Found(extent: min(start, letters)..<end, object: start..<end)
  }

  /// Where the object that opens at `start` ends; nil where it does not.
  private static func end(
    ofObjectAt start: Int, in bytes: UnsafeRawBufferPointer, budget: inout Int
  ) -> Int? {
    var depth = 0
    var inString = false
    var place = start
    while place < bytes.count, budget > 0 {
      budget -= 1
      switch bytes[place] {
      case UInt8(ascii: "\\") where inString: place += 1
      case UInt8(ascii: "\""): inString.toggle()
      case UInt8(ascii: "{") where !inString: depth += 1
      case UInt8(ascii: "}") where !inString:
        depth -= 1
        if depth == 0 { return place + 1 }
      default: break
      }
      place += 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isFiller(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == 0 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "=")
  }

  /// Looks through a range of a file, at most ``tail`` bytes of it, and adds what is found.
  static func scan(
    _ source: any ByteSource, in range: Range<Int>, place: String, into scan: inout Scan
  ) throws(MediaError) {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound &+ tail)
    guard range.count > 5, scan.limits.findsStrays else { return }
    let bytes = try source.bytes(in: range, of: place)
    for found in bytes.withUnsafeBytes({ find(in: $0) }) {
      func inFile(_ part: Range<Int>) -> Range<Int> {
        range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
      }
      scan.found(
        Slot(
          kind: .stray, place: place, extent: inFile(found.extent), payload: inFile(found.object)))
    }
  }

  /// Looks through what stands between the last structure that is known and the end of the file: its
  /// last ``tail`` bytes.
  static func scanTail(
    _ source: any ByteSource, from start: Int, place: String, into scan: inout Scan
  ) throws(MediaError) {
    let range = max(start, source.size - tail)..<max(start, source.size)
    guard try hasLetters(source, in: range) else { return }
    try self.scan(source, in: range, place: place, into: &scan)
  }

  /// Whether the four letters stand anywhere in a range, which is read through one small buffer.
  private static func hasLetters(
    _ source: any ByteSource, in range: Range<Int>
  ) throws(MediaError) -> Bool {
    guard range.count > 5 else { return false }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(range.count, 16_384), alignment: 16)
    defer { buffer.deallocate() }
    var offset = range.lowerBound
    while true {
      let wanted = min(buffer.count, range.upperBound - offset)
      let count = try source.read(
        at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      let read = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if letters(in: read, from: 2) != nil { return true }
      guard count == wanted, offset + count < range.upperBound else { return false }
      // The letters may stand across the end of what was read.
      offset += count - 3
    }
  }
}
