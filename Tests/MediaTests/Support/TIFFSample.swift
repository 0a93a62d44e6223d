import Media

/// Puts TIFF structures together, in either order of bytes, classic or big.
struct TIFFSample {
  let isBigEndian: Bool
  let isBig: Bool

  init(isBigEndian: Bool, isBig: Bool = false) {
    self.isBigEndian = isBigEndian
    self.isBig = isBig
  }

  /// The bytes of a number.
  func number(_ value: Int, _ width: Int) -> [UInt8] {
    var writer = ByteWriter()
    if isBigEndian {
      writer.bigEndian(value, width: width)
    } else {
      writer.littleEndian(value, width: width)
    }
    return writer.bytes
  }

  /// The header, with the offset of the first directory behind it.
  func header(first: Int) -> [UInt8] {
    Array((isBigEndian ? "MM" : "II").utf8)
      + (isBig
        ? number(43, 2) + number(8, 2) + number(0, 2) + number(first, 8)
        : number(42, 2) + number(first, 4))
  }

  /// A directory that stands at `start`, its values behind it.
  func directory(at start: Int, _ entries: [(UInt16, Int, [UInt8])], next: Int = 0) -> [UInt8] {
    let width = isBig ? 8 : 4
    let head = number(entries.count, isBig ? 8 : 2)
    let size = head.count + entries.count * (isBig ? 20 : 12) + width
    var values: [UInt8] = []
    var rows: [UInt8] = []
    for (tag, type, value) in entries {
      let unit = [3: 2, 4: 4, 13: 4, 16: 8][type] ?? 1
      rows += number(Int(tag), 2) + number(type, 2) + number(value.count / unit, width)
      if value.count <= width {
        rows += value + Array(repeating: 0, count: width - value.count)
      } else {
        rows += number(start + size + values.count, width)
        values += value
      }
    }
    return head + rows + number(next, width) + values
  }

  /// A structure of one directory.
  func directory(_ entries: [(UInt16, Int, [UInt8])]) -> [UInt8] {
    let start = isBig ? 16 : 8
    return header(first: start) + directory(at: start, entries)
  }

  /// An EXIF block with a UserComment in the EXIF directory.
  static func exif(comment: [UInt8], isBigEndian: Bool = true) -> [UInt8] {
    let sample = TIFFSample(isBigEndian: isBigEndian)
    let start = 8 + 2 + 12 + 4
    return sample.directory([(0x8769, 4, sample.number(start, 4))])
      + sample.directory(at: start, [(0x9286, 7, comment)])
  }
}
