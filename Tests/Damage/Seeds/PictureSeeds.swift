extension ContainerSeeds {
  /// JPEG, PNG, GIF, WebP, TIFF, and what is not written.
  static let pictures: [ContainerSeeds] = [
    jpeg, png,
    ContainerSeeds(
      "APNG", "png",
      [
        png(
          [chunk("acTL", Raw.big(1, 4) + Raw.zeros(4)), chunk("fcTL", Raw.zeros(26))],
          late: [chunk("fdAT", Raw.zeros(12))])
      ]), gif, webP, tiff,
    ContainerSeeds(
      "BigTIFF", "tiff",
      [TIFF(big: true, wide: true).file(), TIFF(big: false, wide: true).file([(700, 1, packet)])],
      hostile: [TIFF(big: true, wide: true).tower, TIFF(big: false, wide: true).crowd]),
    ContainerSeeds(
      "DNG", "tiff",
      [
        TIFF(big: false).file([
          (330, 4, Raw.little(8, 4)), (34_665, 4, Raw.little(8, 4)), (50_706, 1, [1, 4, 0, 0]),
          (50_740, 1, [1, 2, 3, 4, 5]),
        ])
      ]),
    ContainerSeeds(
      "BMP", "bmp",
      [
        Array("BM".utf8) + Raw.little(58, 4) + Raw.zeros(4) + Raw.little(54, 4) + Raw.little(40, 4)
          + Raw.zeros(40)
      ]),
  ]

  private static let jpeg: ContainerSeeds = {
    let name = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
    let packets = hostilePackets.map { segment(0xE1, name + $0.prefix(65_000)) }
    return ContainerSeeds(
      "JPEG", "jpeg",
      [
        jpeg([]), jpeg([segment(0xE1, name + packet)]),
        jpeg([segment(0xE1, Array("Exif\0\0".utf8) + comment), segment(0xFE, [65])]),
      ],
      hostile: [
        jpeg(Array(repeating: segment(0xE5, []), count: depth)),
        jpeg([segment(0xE1, name + [60])]) + Raw.crowd("AIGC{", depth), jpeg(packets),
      ] + packets.map { jpeg([$0]) })
  }()

  private static let png: ContainerSeeds = {
    let name = Array("XML:com.adobe.xmp\0".utf8)
    let key = Array("AIGC\0".utf8)
    let text = chunk("tEXt", key + label)
    let plain = chunk("iTXt", name + Raw.zeros(4) + packet)
    let packedText = chunk("zTXt", key + [0] + Raw.zlib(label))
    let packed = chunk("iTXt", name + [1, 0, 0, 0] + Raw.zlib(packet))
    let textBomb = chunk("zTXt", key + [0] + bomb)
    var hostile = [
      png([textBomb]), png(Array(repeating: textBomb, count: 20)),
      png([chunk("iTXt", name + [1, 0, 0, 0] + bomb)]),
      png(Array(repeating: chunk("tEXt", [65, 0]), count: depth)),
    ]
    for packet in hostilePackets {
      hostile.append(png([chunk("iTXt", name + Raw.zeros(4) + packet)]))
    }
    for label in hostileLabels { hostile.append(png([chunk("tEXt", key + label)])) }
    return ContainerSeeds(
      "PNG", "png",
      [png([]), png([text]), png([plain, chunk("eXIf", comment)]), png([packedText, packed])],
      hostile: hostile)
  }()

  private static let gif: ContainerSeeds = {
    let crumbs = [0x21, 0xFE] + Raw.crowd("\u{1}A", 400_000) + [0]
    let hostile = [gif([crumbs]), gif(Array(repeating: [0x21, 0xFE, 0], count: depth))]
    return ContainerSeeds(
      "GIF", "gif",
      [
        gif([]), gif([xmp(in: packet)]),
        gif([[0x21, 0xFE, 3, 65, 65, 65, 0], [0x21, 0xF9, 4, 0, 0, 0, 0, 0]]),
      ], hostile: hostile + hostilePackets.map { gif([xmp(in: $0)]) })
  }()

  private static let webP: ContainerSeeds = {
    let picture = Raw.chunk("VP8L", lossless)
    func file(_ flags: UInt8, _ more: [UInt8]) -> [UInt8] {
      webP([Raw.chunk("VP8X", [flags] + Raw.zeros(9)), picture, more])
    }
    return ContainerSeeds(
      "WebP", "webp",
      [webP([picture]), file(4, Raw.chunk("XMP ", packet)), file(8, Raw.chunk("EXIF", comment))],
      hostile: [webP(Array(repeating: Raw.chunk("junk", []), count: depth))]
        + hostilePackets.map { file(4, Raw.chunk("XMP ", $0)) })
  }()

  private static let tiff: ContainerSeeds = {
    let plain = TIFF(big: true)
    return ContainerSeeds(
      "TIFF", "tiff", [plain.file(), TIFF(big: false).file([(700, 1, packet)])],
      hostile: [plain.tower, plain.crowd] + hostilePackets.map { plain.file([(700, 1, $0)]) })
  }()

  /// 20 MB of zeros, as zlib has them.
  static let bomb: [UInt8] = [0x78, 0x9C] + Raw.deflatedZeros(20_000_000) + [0, 0, 0, 0]

  /// A block of EXIF with a user comment.
  static let comment: [UInt8] = {
    let text = Array("ASCII\0\0\0".utf8) + label
    let tiff = TIFF(big: true)
    return tiff.head(8) + tiff.directory(at: 8, [(0x8769, 4, Raw.big(26, 4))])
      + tiff.directory(at: 26, [(0x9286, 7, text)])
  }()

  static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker] + Raw.big(body.count + 2, 2) + body
  }

  static func jpeg(_ segments: [[UInt8]]) -> [UInt8] {
    let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x2A, 0xFF, 0, 0xFF, 0xD0, 1]
    return [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
      + segments.flatMap { $0 } + segment(0xDB, [0, 1, 2]) + frame + scan + [0xFF, 0xD9]
  }

  static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
    let all = Array(type.utf8) + body
    return Raw.big(body.count, 4) + all + Raw.big(Raw.checksum(all, reflected: true), 4)
  }

  static func png(_ chunks: [[UInt8]], late: [[UInt8]] = []) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", Raw.big(1, 4) + Raw.big(1, 4) + [8, 0, 0, 0, 0]) + chunks.flatMap { $0 }
      + chunk("IDAT", Raw.zlib([0, 1])) + late.flatMap { $0 } + chunk("IEND", [])
  }

  static func gif(_ extensions: [[UInt8]]) -> [UInt8] {
    Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
      + extensions.flatMap { $0 } + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
  }

  /// The extension that holds XMP: the text as it is, and a ramp that ends it for every reader.
  private static func xmp(in packet: [UInt8]) -> [UInt8] {
    [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + packet + [1]
      + (0...255).reversed().map { UInt8($0) } + [0]
  }

  private static let lossless: [UInt8] = [
    0x2F, 0, 0, 0, 0, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 7,
  ]

  private static func webP(_ chunks: [[UInt8]]) -> [UInt8] {
    Raw.chunk("RIFF", Array("WEBP".utf8) + chunks.flatMap { $0 })
  }

  /// TIFF in either order of bytes, classic or big.
  struct TIFF {
    let big: Bool
    var wide = false

    func number(_ number: Int, _ width: Int) -> [UInt8] {
      big ? Raw.big(number, width) : Raw.little(number, width)
    }

    func head(_ first: Int) -> [UInt8] {
      Array((big ? "MM" : "II").utf8)
        + (wide
          ? number(43, 2) + number(8, 2) + number(0, 2) + number(first, 8)
          : number(42, 2) + number(first, 4))
    }

    func directory(at start: Int, _ entries: [(Int, Int, [UInt8])]) -> [UInt8] {
      let width = wide ? 8 : 4
      let head = number(entries.count, wide ? 8 : 2)
      let size = head.count + entries.count * (wide ? 20 : 12) + width
      var rows: [UInt8] = []
      var values: [UInt8] = []
      for (tag, type, value) in entries.sorted(by: { $0.0 < $1.0 }) {
        let unit = [3: 2, 4: 4][type] ?? 1
        rows += number(tag, 2) + number(type, 2) + number(value.count / unit, width)
        if value.count <= width {
          rows += value + Raw.zeros(width - value.count)
        } else {
          rows += number(start + size + values.count, width)
          values += value
        }
      }
      return head + rows + number(0, width) + values
    }

    /// A picture of one byte, with these entries too.
    func file(_ more: [(Int, Int, [UInt8])] = []) -> [UInt8] {
      let start = wide ? 16 : 8
      let one = number(1, 2)
      // The strip is the first byte of the file: it does for a picture that nobody sees.
      return head(start)
        + directory(
          at: start,
          [
            (256, 3, one), (257, 3, one), (258, 3, number(8, 2)), (259, 3, one), (262, 3, one),
            (273, 4, number(0, 4)), (277, 3, one), (278, 3, one), (279, 4, number(1, 4)),
          ] + more)
    }

    /// Directories below directories.
    var tower: [UInt8] {
      let start = wide ? 16 : 8
      var bytes = head(start)
      // One directory with one entry, whose value is where the next begins.
      let entry = directory(at: 0, [(330, 4, Raw.zeros(4))])
      let value = wide ? 20 : 10
      bytes.reserveCapacity(start + ContainerSeeds.depth * entry.count)
      for _ in 0..<ContainerSeeds.depth {
        let place = bytes.count
        bytes += entry
        let next = place + entry.count
        for index in 0..<4 {
          let shift = big ? 24 - 8 * index : 8 * index
          bytes[place + value + index] = UInt8(truncatingIfNeeded: next >> shift)
        }
      }
      return bytes
    }

    /// Every byte is the beginning of a directory that points to all others.
    var crowd: [UInt8] { head(wide ? 16 : 8) + [UInt8](repeating: 1, count: 200_000) }
  }
}
