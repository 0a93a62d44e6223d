/// An element of EBML (RFC 8794, section 3): where it is, not what it holds.
struct EBMLElement: Hashable, Sendable {
  /// The identity, its marker bits included.
  let id: UInt32
  /// All of its bytes, header included; where the size is unknown, up to where its parent ends.
  let range: Range<Int>
  /// The first byte behind identity and size.
  let dataStart: Int
  /// How many bytes the size is written with.
  let sizeWidth: Int
  /// Whether the size is written as unknown.
  let isUnknown: Bool

  /// What it holds.
  var data: Range<Int> { dataStart..<range.upperBound }

  /// Where the size is written.
  var sizePlace: Range<Int> { dataStart - sizeWidth..<dataStart }

  /// The same element with another end.
  func ending(at end: Int) -> EBMLElement {
    EBMLElement(
      id: id, range: range.lowerBound..<max(dataStart, end), dataStart: dataStart,
      sizeWidth: sizeWidth, isUnknown: isUnknown)
  }
}

/// The elements in a range of a file, one after the other, read as they are asked for.
struct EBMLElements {
  private var reader: SourceReader

  init(_ source: any ByteSource, in range: Range<Int>, window: Int = 64) {
    reader = SourceReader(source, in: range, window: window)
  }

  /// The first byte that no element was read from.
  var position: Int { reader.position }

  /// Goes to a byte behind an element whose size was unknown.
  mutating func seek(to offset: Int) throws(MediaError) {
    try reader.seek(to: offset, "an element")
  }

  /// The next element, or nil at the end.
  ///
  /// - Throws: ``MediaError``; ``MediaError/Reason/truncated`` where an element is longer than what holds
  ///   it.
  mutating func next() throws(MediaError) -> EBMLElement? {
    guard !reader.isAtEnd else { return nil }
    let start = reader.position
    let first = try reader.u8("an element")
    let idWidth = first.leadingZeroBitCount + 1
    guard idWidth <= 4 else {
      throw MediaError(
        .malformed("no identity begins with the byte \(first)"), "an element", at: start)
    }
    var id = UInt32(first)
    if idWidth > 1 {
      id = id << UInt32(8 * (idWidth - 1))
      id |= UInt32(truncatingIfNeeded: try reader.bigEndian(idWidth - 1, "an element"))
    }
    let name = String(id, radix: 16, uppercase: true)
    let head = try reader.u8("the element \(name)")
    let sizeWidth = head.leadingZeroBitCount + 1
    guard sizeWidth <= 8 else {
      throw MediaError(
        .malformed("its size begins with a zero byte"), "the element \(name)", at: start)
    }
    var size = UInt64(head) & ((1 << UInt64(8 - sizeWidth)) - 1)
    if sizeWidth > 1 {
      size = size << UInt64(8 * (sizeWidth - 1))
      size |= try reader.bigEndian(sizeWidth - 1, "the element \(name)")
    }
    let isUnknown = size == (1 << UInt64(7 * sizeWidth)) - 1
    let data = reader.position
    let length = isUnknown ? reader.remaining : Int(clamping: size)
    guard length <= reader.remaining else {
      throw MediaError(.truncated, "the element \(name)", at: start)
    }
    try reader.skip(length, "the element \(name)")
    return EBMLElement(
      id: id, range: start..<data + length, dataStart: data, sizeWidth: sizeWidth,
      isUnknown: isUnknown)
  }
}

/// How EBML writes sizes and elements.
enum EBML {
  /// Whether a size can be written with that many bytes; all ones means unknown.
  static func fits(_ size: Int, width: Int) -> Bool { size < 1 << (7 * width) - 1 }

  /// The fewest bytes that a size can be written with.
  static func width(for size: Int) -> Int {
    var width = 1
    while width < 8, !fits(size, width: width) { width += 1 }
    return width
  }

  /// A size with its marker bit.
  static func size(_ size: Int, width: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(UInt64(size) | 1 << UInt64(7 * width), width: width)
    return writer.bytes
  }

  /// An element.
  static func element(_ id: UInt32, _ data: [UInt8]) -> [UInt8] {
    identity(id) + size(data.count, width: width(for: data.count)) + data
  }

  /// The bytes of an identity.
  static func identity(_ id: UInt32) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(id, width: (39 - id.leadingZeroBitCount) / 8)
    return writer.bytes
  }

  /// An unsigned number in as few bytes as it takes.
  static func number(_ value: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(value, width: max(1, (71 - value.leadingZeroBitCount) / 8))
    return writer.bytes
  }

  /// The header of an element `Void` that has `count` bytes altogether, at least two.
  static func void(_ count: Int) -> [UInt8] {
    var width = 1
    while width < 8, !fits(count - 1 - width, width: width) { width += 1 }
    return [0xEC] + size(max(0, count - 1 - width), width: width)
  }
}
