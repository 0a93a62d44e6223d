/// The texts of FLAC, Vorbis, Opus and others of their family (Vorbis I, section 5): a vendor, and
/// lines of `NAME=text`.
struct VorbisComment {
  /// One line.
  struct Entry: Hashable {
    /// Length and line, counted from the beginning of the comment.
    let range: Range<Int>
    /// The name in capitals, since case does not count.
    let key: String
    /// The text, counted from the beginning of the comment.
    let value: Range<Int>
  }

  /// Where the number of entries stands, counted from the beginning of the comment.
  let countPlace: Int
  /// How many lines there are.
  let count: Int
  /// The lines that have a name which can be read, at most as many as a file may have slots.
  private(set) var entries: [Entry] = []
  /// Where the last line ends.
  let end: Int

  /// Reads a comment from where the reader is to the end of the lines.
  init(_ reader: inout SourceReader, _ scan: inout Scan) throws(MediaError) {
    let what = "the Vorbis comment"
    let start = reader.position
    try reader.skip(Int(try reader.u32LE(what)), what)
    countPlace = reader.position - start
    count = Int(try reader.u32LE(what))
    for _ in 0..<count {
      let place = reader.position
      try scan.step(what, at: place)
      let length = Int(try reader.u32LE(what))
      let head = try reader.peek(min(length, 64, reader.remaining)) ?? []
      try reader.skip(length, what)
      guard let sign = head.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = head[..<sign].map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
      guard entries.count < scan.limits.slots else { continue }
      entries.append(
        Entry(
          range: place - start..<reader.position - start,
          key: String(decoding: key, as: UTF8.self),
          value: place - start + 4 + sign + 1..<reader.position - start))
    }
    end = reader.position - start
  }

  /// A line with its length.
  static func entry(_ key: String, _ value: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.littleEndian(key.utf8.count + 1 + value.count, width: 4)
    writer.append(key)
    writer.append([UInt8(ascii: "=")])
    writer.append(value)
    return writer.bytes
  }

  /// The splices, counted from the beginning of the comment, that put texts in.
  func splices(_ edits: [SlotEdit], in what: String) throws(MediaError) -> [Splice] {
    var splices: [Splice] = []
    var added = 0
    for edit in edits {
      guard case .text(let name) = edit.kind, VorbisComment.isName(name) else {
        throw .noPlace(for: edit, in: what)
      }
      let key = String(
        decoding: name.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
      let line = VorbisComment.entry(name, edit.payload)
      if let old = entries.first(where: { $0.key == key }) {
        splices.append(Splice(old.range, with: line, carries: edit.kind))
      } else {
        splices.append(Splice(at: end, line, carries: edit.kind))
        added += 1
      }
    }
    if added > 0 {
      var writer = ByteWriter()
      writer.littleEndian(count + added, width: 4)
      splices.append(Splice(countPlace..<countPlace + 4, with: writer.bytes))
    }
    return splices
  }

  /// A name has printable ASCII without `=` and `~`.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count < 64
      && name.utf8.allSatisfy { (0x20...0x7D).contains($0) && $0 != 0x3D }
  }
}
