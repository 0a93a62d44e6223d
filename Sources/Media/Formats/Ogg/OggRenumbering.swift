/// The pages behind a header that takes more pages than before, or fewer: each page of the stream gets
/// its number moved, and the checksum that goes with it, while the file streams.
///
/// A checksum is linear: what a number changes in it depends on the page's length alone, so no page is
/// read but for its header.
package struct OggRenumbering: Hashable, Sendable {
  /// Where the pages stand in the old file.
  package let range: Range<Int>
  private let serial: UInt32
  /// What is added to each number; it may go around.
  private let difference: UInt32
  /// Where some of the pages begin, so that reading can begin near any place.
  private let marks: [Int]

  private static let markDistance = 1 << 18

  /// Finds the pages from `start` to the last page of the stream.
  init(
    from start: Int, serial: UInt32, by difference: Int, in source: any ByteSource,
    _ scan: inout Scan
  ) throws(MediaError) {
    var reader = SourceReader(source, in: start..<source.size, window: 512)
    var marks: [Int] = []
    var end = start
    while !reader.isAtEnd, let page = try OggPage(&reader, &scan) {
      if page.serial == serial, page.type & 2 != 0 { break }
      if page.start - (marks.last ?? -OggRenumbering.markDistance) >= OggRenumbering.markDistance {
        marks.append(page.start)
      }
      end = page.end
      if page.serial == serial, page.type & 4 != 0 { break }
    }
    range = start..<end
    self.serial = serial
    self.difference = UInt32(truncatingIfNeeded: difference)
    self.marks = marks
  }

  /// Reads the bytes `wanted` of the new pages, counted from the first.
  func read(
    _ wanted: Range<Int>, from source: any ByteSource, into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    let place = wanted.moved(by: range.lowerBound)
    guard try source.read(at: place.lowerBound, into: target) == place.count else {
      throw MediaError(.truncated, "the file, which has become shorter", at: place.lowerBound)
    }
    var reader = SourceReader(source, in: range, window: 512)
    var scan = Scan(format: .ogg, limits: .standard)
    let mark = marks.last { $0 <= place.lowerBound } ?? range.lowerBound
    try reader.seek(to: mark, "an Ogg page")
    while reader.position < place.upperBound, let page = try OggPage(&reader, &scan) {
      let field = page.start + 18..<page.start + 26
      guard page.serial == serial, field.overlaps(place) else { continue }
      let old = try source.bytes(in: field, of: "an Ogg page")
      let new = renumbered(old, of: page)
      for (offset, byte) in new.enumerated() where place.contains(field.lowerBound + offset) {
        target[field.lowerBound + offset - place.lowerBound] = byte
      }
    }
  }

  /// Number and checksum of a page.
  private func renumbered(_ old: [UInt8], of page: OggPage) -> [UInt8] {
    let sequence = page.sequence &+ difference
    var change = ByteWriter()
    change.littleEndian(sequence ^ page.sequence, width: 4)
    let delta = OggChecksum.behindZeros(
      OggChecksum.of(change.bytes), count: page.end - page.start - 22)
    let sum = old[4..<8].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    var writer = ByteWriter()
    writer.littleEndian(sequence, width: 4)
    writer.littleEndian(sum ^ delta, width: 4)
    return writer.bytes
  }
}

extension OggChecksum {
  /// The checksum of bytes that `count` zeros follow: a multiplication by a power of x.
  static func behindZeros(_ sum: UInt32, count: Int) -> UInt32 {
    var result = sum
    // x to the eighth, and its squares.
    var power: UInt32 = 0x100
    var left = max(0, count)
    while left > 0 {
      if left & 1 == 1 { result = product(result, power) }
      power = product(power, power)
      left >>= 1
    }
    return result
  }

  /// The product of two polynomials, reduced.
  private static func product(_ first: UInt32, _ second: UInt32) -> UInt32 {
    var result: UInt32 = 0
    for bit in (0..<32).reversed() {
      result = result & 0x8000_0000 != 0 ? result << 1 ^ 0x04C1_1DB7 : result << 1
      if second >> UInt32(bit) & 1 == 1 { result ^= first }
    }
    return result
  }
}
