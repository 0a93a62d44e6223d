extension ContainerSeeds {
  /// What is only heard.
  static let sounds: [ContainerSeeds] = [
    ContainerSeeds(
      "WAVE", "wav", [wave([]), wave([Raw.chunk("AIGC", label)])],
      hostile: [riffTower("WAVE"), wave(Array(repeating: Raw.chunk("junk", []), count: 100_000))]
        + hostileLabels.map { wave([Raw.chunk("AIGC", $0)]) }
        + hostilePackets.map { wave([Raw.chunk("_PMX", $0)]) }),
    ContainerSeeds(
      "BWF and RF64", "wav",
      [wave([Raw.chunk("bext", Raw.zeros(602)), Raw.chunk("_PMX", packet)]), large]),
    ContainerSeeds(
      "MP3", "mp3",
      [
        frames, tag(4, [frame(4, "TIT2", [3, 65])]) + frames,
        tag(3, [frame(3, "TXXX", [0] + Array("AIGC\0".utf8) + label)], room: 30) + frames,
        tag(2, [Array("TT2".utf8) + [0, 0, 2, 0, 65]]) + frames,
        frames + Array("TAG".utf8) + Raw.zeros(125),
      ],
      hostile: [
        tag(4, Array(repeating: frame(4, "TIT2", []), count: 100_000)) + frames,
        tag(4, [frame(4, "PRIV", Raw.zeros(2_000_000))]) + frames,
        tag(3, [frame(3, "TXXX", [1] + Raw.crowd("\u{1}A", 500_000))]) + frames,
      ]
        + hostileLabels.map {
          tag(4, [frame(4, "TXXX", [3] + Array("AIGC\0".utf8) + $0)]) + frames
        }),
    ContainerSeeds(
      "FLAC", "flac",
      [flac([]), flac([(4, comments(["AIGC=".utf8 + label])), (1, Raw.zeros(40))])],
      hostile: [
        flac(Array(repeating: (1, []), count: 100_000)),
        flac([(4, comments(Array(repeating: [], count: 100_000)))]),
      ] + hostileLabels.map { flac([(4, comments([Array("AIGC=".utf8) + $0]))]) }),
    ContainerSeeds(
      "Ogg", "ogg", [ogg([]), ogg([Array("AIGC=".utf8) + label])],
      hostile: [
        ogg(Array(repeating: [], count: 12_000)),
        Raw.crowd(page(0, 0, []), 100_000),
        Raw.crowd(page(0, 2, []), 100_000),
      ]),
    ContainerSeeds("Opus", "ogg", [opus([]), opus([Array("AIGC=".utf8) + label])]),
    ContainerSeeds(
      "AIFF", "aiff",
      [aiff([]), aiff([("NAME", [65, 66]), ("ID3 ", tag(4, [frame(4, "TIT2", [3, 65])]))])],
      hostile: [aiff(Array(repeating: ("JUNK", []), count: 100_000))]),
    ContainerSeeds(
      "AAC", "aac",
      [
        Raw.crowd(adts, 3),
        tag(4, [frame(4, "TIT2", [3, 65])]) + adts + adts,
      ]),
  ]

  private static let format =
    Raw.little(1, 2) + Raw.little(1, 2) + Raw.little(8000, 4) + Raw.little(16_000, 4)
    + Raw.little(2, 2) + Raw.little(16, 2)

  private static func wave(_ chunks: [[UInt8]]) -> [UInt8] {
    Raw.chunk(
      "RIFF",
      Array("WAVE".utf8) + Raw.chunk("fmt ", format) + Raw.chunk("data", Raw.zeros(8))
        + chunks.flatMap { $0 })
  }

  private static let large: [UInt8] = {
    let sizes = Raw.little(80, 8) + Raw.little(8, 8) + Raw.little(4, 8) + Raw.little(0, 4)
    let none = [UInt8](repeating: 0xFF, count: 4)
    return Array("RF64".utf8) + none + Array("WAVE".utf8) + Raw.chunk("ds64", sizes)
      + Raw.chunk("fmt ", format) + Array("data".utf8) + none + Raw.zeros(8)
  }()

  /// Three frames of layer III, 32 kbit/s.
  private static let frames = Raw.crowd([0xFF, 0xFB, 0x10, 0xC0] + Raw.zeros(100), 3)

  private static func synchsafe(_ number: Int) -> [UInt8] {
    (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (7 * $0)) & 0x7F }
  }

  private static func frame(_ version: Int, _ id: String, _ body: [UInt8]) -> [UInt8] {
    Array(id.utf8) + (version == 4 ? synchsafe(body.count) : Raw.big(body.count, 4)) + [0, 0] + body
  }

  private static func tag(_ version: UInt8, _ frames: [[UInt8]], room: Int = 0) -> [UInt8] {
    let body = frames.flatMap { $0 } + Raw.zeros(room)
    return Array("ID3".utf8) + [version, 0, 0] + synchsafe(body.count) + body
  }

  private static func comments(_ comments: [[UInt8]]) -> [UInt8] {
    Raw.little(1, 4) + [65] + Raw.little(comments.count, 4)
      + comments.flatMap { Raw.little($0.count, 4) + $0 }
  }

  private static func flac(_ blocks: [(UInt8, [UInt8])]) -> [UInt8] {
    var bytes = Array("fLaC".utf8) + [blocks.isEmpty ? 0x80 : 0] + Raw.big(34, 3) + Raw.zeros(34)
    for (index, block) in blocks.enumerated() {
      bytes += [block.0 | (index == blocks.count - 1 ? 0x80 : 0)] + Raw.big(block.1.count, 3)
      bytes += block.1
    }
    return bytes + [0xFF, 0xF8, 1, 2]
  }

  /// A page of Ogg with whole packets, each shorter than 65,025 bytes.
  private static func page(_ number: Int, _ flags: UInt8, _ packets: [[UInt8]]) -> [UInt8] {
    let lacing = packets.flatMap {
      [UInt8](repeating: 255, count: $0.count / 255) + [UInt8($0.count % 255)]
    }.prefix(255)
    let head =
      Array("OggS".utf8) + [0, flags] + Raw.zeros(8) + [7, 0, 0, 0] + Raw.little(number, 4)
    let rest = [UInt8(lacing.count)] + lacing + packets.flatMap { $0 }
    let sum = Raw.checksum(head + Raw.zeros(4) + rest, reflected: false)
    return head + Raw.little(sum, 4) + rest
  }

  private static func ogg(_ texts: [[UInt8]]) -> [UInt8] {
    let first: [UInt8] =
      [1] + Array("vorbis".utf8) + Raw.zeros(4) + [1] + Raw.little(44_100, 4) + Raw.zeros(12)
      + [0xB8, 1]
    let second = [3] + Array("vorbis".utf8) + comments(texts) + [1]
    let third = [5] + Array("vorbis".utf8) + Raw.zeros(20)
    return page(0, 2, [first]) + page(1, 0, [second, third]) + page(2, 4, [[1, 2, 3]])
  }

  private static func opus(_ texts: [[UInt8]]) -> [UInt8] {
    let first = Array("OpusHead".utf8) + [1, 1, 0, 0] + Raw.little(48_000, 4) + [0, 0, 0]
    return page(0, 2, [first]) + page(1, 0, [Array("OpusTags".utf8) + comments(texts)])
      + page(2, 4, [[1, 2, 3]])
  }

  private static func aiff(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
      Array(type.utf8) + Raw.big(body.count, 4) + body + Raw.zeros(body.count & 1)
    }
    let common: [UInt8] = [0, 1, 0, 0, 0, 2, 0, 16, 0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0]
    return chunk(
      "FORM",
      Array("AIFF".utf8) + chunk("COMM", common) + chunk("SSND", Raw.zeros(12))
        + chunks.flatMap { chunk($0.0, $0.1) })
  }

  private static let adts: [UInt8] = [0xFF, 0xF1, 0x50, 0x80, 0x01, 0xFF, 0xFC] + Raw.zeros(8)
}
