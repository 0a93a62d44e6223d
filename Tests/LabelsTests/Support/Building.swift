import Media

/// Files that are put together by hand, with metadata as it is seen in the wild.
enum Building {
  private static func big(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return big(data.count, 4) + body + big(Int(Deflate.checksum(body[...])), 4)
  }

  /// A PNG of one pixel with these chunks behind IHDR and those behind the pixel.
  static func png(_ chunks: [[UInt8]], late: [[UInt8]] = []) -> [UInt8] {
    let header = chunk("IHDR", big(1, 4) + big(1, 4) + [8, 0, 0, 0, 0])
    // A stored block of two bytes: the filter and the pixel.
    let pixel = chunk(
      "IDAT", [0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01])
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + header + chunks.flatMap { $0 }
      + pixel + late.flatMap { $0 } + chunk("IEND", [])
  }

  static func text(_ key: String, _ text: String) -> [UInt8] {
    chunk("tEXt", Array(key.utf8) + [0] + Array(text.utf8))
  }

  static func packet(_ packet: String) -> [UInt8] {
    chunk("iTXt", Array("XML:com.adobe.xmp".utf8) + [0, 0, 0, 0, 0] + Array(packet.utf8))
  }

  /// A JPEG's first segments with an EXIF block that has one text: in IFD0, or as a UserComment.
  ///
  /// There is no picture in it.
  static func jpeg(exif tag: UInt16, _ value: [UInt8]) -> [UInt8] {
    let isComment = tag == 0x9286
    var block = Array("MM".utf8) + [0, 42] + big(8, 4)
    if isComment {
      // IFD0 points to the EXIF directory, which has the one entry.
      block += big(1, 2) + big(0x8769, 2) + big(4, 2) + big(1, 4) + big(26, 4) + big(0, 4)
    }
    let start = block.count
    block += big(1, 2) + big(Int(tag), 2) + big(isComment ? 7 : 2, 2) + big(value.count, 4)
    block += big(start + 18, 4) + big(0, 4) + value
    let payload = Array("Exif".utf8) + [0, 0] + block
    return [0xFF, 0xD8, 0xFF, 0xE1] + big(payload.count + 2, 2) + payload
      + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0xFF, 0xD9]
  }

  /// The WAVE of TV-11: 8 kHz, one channel, 16 bits, four samples, and the label behind them.
  static func wave(_ label: [UInt8]?) -> [UInt8] {
    let format =
      Array("fmt ".utf8) + little(16, 4) + little(1, 2) + little(1, 2)
      + little(8000, 4) + little(16_000, 4) + little(2, 2) + little(16, 2)
    let data = Array("data".utf8) + little(8, 4) + [UInt8](repeating: 0, count: 8)
    var mark: [UInt8] = []
    if let label {
      mark = Array("AIGC".utf8) + little(label.count, 4) + label
      if !label.count.isMultiple(of: 2) { mark.append(0) }
    }
    let body = Array("WAVE".utf8) + format + data + mark
    return Array("RIFF".utf8) + little(body.count, 4) + body
  }
}
