/// What a script tag says, in AMF 0 (Action Message Format, sections 2.2 to 2.18): a name, then an object
/// with properties.
struct AMFScript {
  /// A text under a name.
  struct Text {
    let key: String
    /// The name, the marker of the type and the value.
    let property: Range<Int>
    /// The marker of the type, the length and the text.
    let value: Range<Int>
    /// The text alone.
    let text: Range<Int>
  }

  /// `onMetaData` and the like.
  private(set) var name = ""
  private(set) var texts: [Text] = []
  /// Where numbers stand that depend on the file's size: eight bytes each.
  private(set) var numbers: [Range<Int>] = []
  /// The most of them: a key frame a second for half a day.
  private static let numberLimit = 50_000
  /// Where the properties are counted, in an array with names.
  private(set) var countPlace: Range<Int>?
  /// Behind the last property; nil where there is no object.
  private(set) var end: Int?

  /// An object or an array that is being read.
  private enum Level {
    case properties
    case elements(left: UInt32, key: String)
  }

  /// Why not all of it was read, where it breaks off, goes too deep or has too much in it.
  private(set) var problem: MediaError?

  /// Reads a script as far as it goes.
  init(_ tag: FLVTag, in source: any ByteSource, scan: inout Scan) {
    do throws(MediaError) {
      try read(tag, in: source, scan: &scan)
    } catch {
      problem = error
    }
  }

  private mutating func read(
    _ tag: FLVTag, in source: any ByteSource, scan: inout Scan
  ) throws(MediaError) {
    var reader = SourceReader(source, in: tag.data)
    let what = "script data"
    guard try reader.u8(what) == 2 else { return }
    name = try Self.string(&reader)
    guard !reader.isAtEnd else { return }
    let marker = try reader.u8(what)
    switch marker {
    case 3: break
    case 8:
      countPlace = reader.position..<reader.position + 4
      try reader.skip(4, what)
    default: return
    }
    var levels = [Level.properties]
    end = reader.position
    while let level = levels.popLast() {
      if levels.isEmpty { end = reader.position }
      guard !reader.isAtEnd else { return }
      try scan.step(what, at: reader.position)
      var key = ""
      let start = reader.position
      switch level {
      case .properties:
        if try reader.peek(3) == [0, 0, 9] {
          try reader.skip(3, what)
          continue
        }
        guard reader.remaining > 2 else { return }
        key = try Self.string(&reader)
        levels.append(level)
      case .elements(let left, let name):
        guard left > 0 else { continue }
        key = name
        levels.append(.elements(left: left - 1, key: name))
      }
      guard levels.count < scan.limits.depth else {
        throw MediaError(
          .tooLarge(value: levels.count + 1, limit: scan.limits.depth), "nested script data",
          at: reader.position)
      }
      try value(key, from: start, &reader, &levels, limit: scan.limits.slots)
      if levels.count == 1 { end = reader.position }
    }
  }

  /// Reads a value, or goes into it.
  private mutating func value(
    _ key: String, from start: Int, _ reader: inout SourceReader, _ levels: inout [Level],
    limit: Int
  ) throws(MediaError) {
    let what = "script data"
    let marker = reader.position
    switch try reader.u8(what) {
    case 0:
      if ["filesize", "filepositions", "lastkeyframelocation"].contains(key) {
        // Texts that follow are found all the same.
        if numbers.count < Self.numberLimit {
          numbers.append(reader.position..<reader.position + 8)
        } else {
          problem = MediaError(
            .tooLarge(value: numbers.count + 1, limit: Self.numberLimit), "the list of key frames",
            at: marker)
        }
      }
      try reader.skip(8, what)
    case 1: try reader.skip(1, what)
    case 2, 0x0C, 0x0F:
      let isLong = try reader.source.bytes(in: marker..<marker + 1, of: what) != [2]
      let length = isLong ? Int(try reader.u32(what)) : Int(try reader.u16(what))
      let text = reader.position
      try reader.skip(length, what)
      // A name that long is none; it would be kept.
      guard texts.count < limit, key.utf8.count <= 1024 else { return }
      texts.append(
        Text(
          key: key, property: start..<text + length, value: marker..<text + length,
          text: text..<text + length))
    case 3: levels.append(.properties)
    case 5, 6, 0x0D: break
    case 7: try reader.skip(2, what)
    case 8:
      try reader.skip(4, what)
      levels.append(.properties)
    case 0x0A: levels.append(.elements(left: try reader.u32(what), key: key))
    case 0x0B: try reader.skip(10, what)
    case 0x10:
      _ = try Self.string(&reader)
      levels.append(.properties)
    case let other:
      throw MediaError(.malformed("no value is of the type \(other)"), what, at: marker)
    }
  }

  private static func string(_ reader: inout SourceReader) throws(MediaError) -> String {
    let length = Int(try reader.u16("script data"))
    return String(decoding: try reader.bytes(length, "script data"), as: UTF8.self)
  }

  /// A name as it stands before a value.
  static func name(_ text: String) -> [UInt8] {
    var writer = ByteWriter()
    let bytes = text.utf8.prefix(0xFFFF)
    writer.bigEndian(bytes.count, width: 2)
    writer.append(bytes)
    return writer.bytes
  }

  /// A text as a value.
  static func value(_ text: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    let isLong = text.count > 0xFFFF
    writer.append([isLong ? 0x0C : 2])
    writer.bigEndian(text.count, width: isLong ? 4 : 2)
    writer.append(text)
    return writer.bytes
  }
}
