/// A box of the ISO base media file format (ISO/IEC 14496-12, section 4.2): where it is.
///
/// Nothing of what it holds is read.
package struct BMFFBox: Hashable, Sendable {
  /// How the length of a box is written.
  package enum LengthForm: Hashable, Sendable {
    /// In four bytes.
    case short
    /// In eight bytes behind the type.
    case long
    /// Not at all: the box goes to the end of the file.
    case toEnd
  }

  /// The four bytes of its type.
  package let type: BMFFBoxType
  /// The 16 bytes of its extended type, where `type` is `uuid`.
  package let userType: [UInt8]?
  /// All of its bytes, header included.
  package let range: Range<Int>
  /// How many bytes its header has: length, type and extended type; version and flags of a FullBox are
  /// not counted.
  package let headerSize: Int
  /// How its length is written.
  package let lengthForm: LengthForm

  /// What stands behind the header.
  package var body: Range<Int> { range.lowerBound + headerSize..<range.upperBound }

  /// Whether its place may be taken by something else: `free` and `skip`.
  package var isFree: Bool { type == "free" || type == "skip" }
}

/// The boxes in a range of a file, one after the other, read as they are asked for.
package struct BMFFBoxes {
  private var reader: SourceReader
  private let isRoot: Bool

  /// The boxes in `range`, which is what a box holds; all of the file's where it is nil.
  package init(_ source: any ByteSource, in range: Range<Int>? = nil, window: Int = 64) {
    self.reader = SourceReader(source, in: range, window: window)
    self.isRoot = range == nil
  }

  /// The first byte that no box was read from.
  package var position: Int { reader.position }

  /// The next box, or nil where fewer than eight bytes are left.
  ///
  /// A list of boxes may end with four zero bytes (QuickTime file format, user data).
  ///
  /// - Throws: ``MediaError``; ``MediaError/Reason/truncated`` where a box is longer than what holds it.
  package mutating func next() throws(MediaError) -> BMFFBox? {
    guard reader.remaining >= 8 else { return nil }
    let start = reader.position
    let short = try reader.u32("a box")
    let type = BMFFBoxType(code: try reader.u32("a box"))
    var header = 8
    var length = Int(short)
    var form = BMFFBox.LengthForm.short
    if short == 1 {
      let long = try reader.bigEndian(8, "the box \(type)")
      guard let exact = Int(exactly: long) else {
        throw MediaError(
          .malformed("its length is \(long) bytes, more than any file has"), "the box \(type)",
          at: start)
      }
      (length, header, form) = (exact, 16, .long)
    } else if short == 0 {
      (length, form) = (reader.end - start, .toEnd)
    }
    var userType: [UInt8]?
    if type == "uuid", length >= header + 16 {
      userType = try reader.bytes(16, "the box uuid")
      header += 16
    }
    guard length >= header else {
      throw MediaError(
        .malformed("its length is \(length) bytes and its header alone has \(header)"),
        "the box \(type)", at: start)
    }
    guard length <= reader.end - start else {
      throw MediaError(.truncated, "the box \(type)", at: start)
    }
    try reader.seek(to: start + length, "the box \(type)")
    return BMFFBox(
      type: type, userType: userType, range: start..<start + length, headerSize: header,
      lengthForm: form)
  }
}
