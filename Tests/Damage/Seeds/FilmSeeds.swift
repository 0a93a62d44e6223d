extension ContainerSeeds {
  /// Matroska, AVI, Flash, and what is not written.
  static let films: [ContainerSeeds] = [
    ContainerSeeds("Matroska", "mkv", [matroska("matroska")], hostile: matroskaTowers),
    ContainerSeeds("WebM", "webm", [matroska("webm")]),
    ContainerSeeds(
      "AVI", "avi",
      [avi([]), avi([Raw.chunk("LIST", Array("INFO".utf8) + Raw.chunk("AIGC", label))])],
      hostile: [
        riffTower("AVI "), avi(Array(repeating: Raw.chunk("JUNK", []), count: 100_000)),
        avi([Raw.chunk("LIST", Array("INFO".utf8) + Raw.crowd("IART\0\0\0\0", 100_000))]),
      ] + hostileLabels.map { avi([Raw.chunk("LIST", Array("INFO".utf8) + Raw.chunk("AIGC", $0))]) }
    ),
    ContainerSeeds(
      "Flash", "flv", [flash([script]), flash([])],
      hostile: [3, 8, 0x0A, 0x10].map { flash([scriptTower($0)]) }
        + [flash(Array(repeating: [], count: 100_000))]),
    ContainerSeeds(
      "MPEG-TS", "ts", [Raw.crowd([0x47] + Raw.zeros(187), 3)]),
    ContainerSeeds(
      "ASF", "asf",
      [[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11] + Raw.zeros(8) + Raw.little(30, 8)]),
  ]

  private static func element(_ id: Int, _ width: Int, _ data: [UInt8]) -> [UInt8] {
    Raw.big(id, width) + Raw.big(data.count | 1 << 28, 4) + data
  }

  private static func matroska(_ type: String) -> [UInt8] {
    let seek = element(
      0x114D_9B74, 4,
      element(
        0x4DBB, 2,
        element(0x53AB, 2, Raw.big(0x1254_C367, 4)) + element(0x53AC, 2, Raw.big(80, 1))))
    let simple = element(0x45A3, 2, Array("AIGC".utf8)) + element(0x4487, 2, label)
    let tag = element(0x7373, 2, element(0x63C0, 2, []) + element(0x67C8, 2, simple))
    let cluster = element(0x1F43_B675, 4, element(0xE7, 1, [0]) + element(0xA7, 1, [60]))
    let cues = element(
      0x1C53_BB6B, 4,
      element(0xBB, 1, element(0xB3, 1, [0]) + element(0xB7, 1, element(0xF1, 1, [0, 200]))))
    return [0x1A, 0x45, 0xDF, 0xA3, UInt8(0x83 + type.utf8.count), 0x42, 0x82]
      + [UInt8(0x80 + type.utf8.count)] + Array(type.utf8)
      + element(
        0x1853_8067, 4,
        seek + element(0xEC, 1, Raw.zeros(40))
          + element(0x1254_C367, 4, element(0xBF, 1, Raw.zeros(4)) + tag) + cluster + cues)
  }

  private static let matroskaTowers: [[UInt8]] = [
    [0x73, 0x73], [0x67, 0xC8], [0xA0], [0xBB], [0x12, 0x54, 0xC3, 0x67],
  ].flatMap { (id: [UInt8]) -> [[UInt8]] in
    let head = matroska("matroska").prefix(16) + [0x18, 0x53, 0x80, 0x67, 0xFF]
    var tower: [UInt8] = []
    for level in 0..<depth {
      tower += id
      tower += Raw.big((depth - level - 1) * (id.count + 4) | 1 << 28, 4)
    }
    let tags = [0x12, 0x54, 0xC3, 0x67] + Raw.big(tower.count | 1 << 28, 4)
    return [head + tower, head + tags + tower]
  }

  private static func avi(_ chunks: [[UInt8]]) -> [UInt8] {
    let stream = Raw.chunk("strh", Array("vids".utf8) + Raw.zeros(52))
    let head = Raw.chunk(
      "LIST",
      Array("hdrl".utf8) + Raw.chunk("avih", Raw.zeros(56))
        + Raw.chunk("LIST", Array("strl".utf8) + stream + Raw.chunk("strf", Raw.zeros(40))))
    let index = Raw.chunk(
      "idx1", Array("00dc".utf8) + Raw.little(16, 4) + Raw.little(4, 4) + Raw.little(4, 4))
    return Raw.chunk(
      "RIFF",
      Array("AVI ".utf8) + head + chunks.flatMap { $0 }
        + Raw.chunk("LIST", Array("movi".utf8) + Raw.chunk("00dc", [1, 2, 3, 4])) + index)
  }

  /// Lists in lists.
  static func riffTower(_ type: String) -> [UInt8] {
    var tower: [UInt8] = []
    for level in 0..<depth {
      tower += Array("LIST".utf8) + Raw.little((depth - level) * 12, 4) + Array("INFO".utf8)
    }
    return Raw.chunk("RIFF", Array(type.utf8) + tower)
  }

  private static func flash(_ scripts: [[UInt8]]) -> [UInt8] {
    var bytes = Array("FLV".utf8) + [1, 1, 0, 0, 0, 9, 0, 0, 0, 0]
    for data in scripts {
      bytes += [18] + Raw.big(data.count, 3) + Raw.zeros(7) + data + Raw.big(11 + data.count, 4)
    }
    return bytes + [9, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x17, 0, 0, 0, 12]
  }

  private static let script: [UInt8] = {
    func name(_ text: String) -> [UInt8] { Raw.big(text.utf8.count, 2) + Array(text.utf8) }
    func number(_ value: Double) -> [UInt8] { Raw.big(Int(value.bitPattern), 8) }
    return [2] + name("onMetaData") + [8, 0, 0, 0, 3] + name("AIGC") + [2]
      + Raw.big(label.count, 2) + label + name("filesize") + [0] + number(100)
      + name("keyframes") + [3] + name("filepositions") + [0x0A, 0, 0, 0, 1, 0] + number(80)
      + [0, 0, 9, 0, 0, 9]
  }()

  private static func scriptTower(_ marker: UInt8) -> [UInt8] {
    let one: [UInt8] =
      switch marker {
      case 3: [0, 1, 0x61, 3]
      case 8: [0, 1, 0x61, 8, 0, 0, 0, 1]
      case 0x0A: [0x0A, 0, 0, 0, 1]
      default: [0, 1, 0x61, 0x10, 0, 1, 0x61]
      }
    return [2, 0, 10] + Array("onMetaData".utf8) + [3] + (marker == 0x0A ? [0, 1, 0x61] : [])
      + Raw.crowd(one, depth)
  }
}
