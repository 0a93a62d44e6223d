extension ContainerSeeds {
  /// What is made of boxes: films, and pictures like them.
  static let boxes: [ContainerSeeds] = [
    mp4,
    ContainerSeeds(
      "MP4 in fragments", "mp4", [film("isom") + fragments, film("iso6", free: 64) + fragments],
      hostile: [
        film("isom") + Raw.crowd("\0\0\0\u{10}moof\0\0\0\u{8}traf", 50_000),
        film("isom") + Raw.tower("moof", depth: depth),
        film("isom") + Raw.tower("mfra", depth: depth),
      ]),
    ContainerSeeds(
      "QuickTime", "mov", [film("qt  "), film("qt  ", more: Raw.box("udta", keys))],
      hostile: towers("qt  ")),
    ContainerSeeds(
      "M4A", "m4a", [film("M4A "), film("M4A ", more: Raw.box("udta", freeform))],
      hostile: towers("M4A ")),
    ContainerSeeds("3GP", "3gp", [film("3gp4")], hostile: towers("3gp4")),
    ContainerSeeds(
      "HEIC", "heif",
      [
        picture("heic", "hvc1", packet: nil), picture("heic", "hvc1", packet: packet),
        picture("heic", "hvc1", packet: packet, inside: true),
      ],
      hostile: ["meta", "iprp"].map { pictureHead("heic") + Raw.tower($0, depth: depth) }
        + hostilePackets.map { picture("heic", "hvc1", packet: $0) }),
    ContainerSeeds(
      "AVIF", "avif",
      [picture("avif", "av01", packet: nil), picture("avif", "av01", packet: packet)],
      hostile: [pictureHead("avif") + Raw.tower("meta", depth: depth)]), xl,
    ContainerSeeds("JPEG XL codestream", "jxl-codestream", [[0xFF, 0x0A, 1, 2, 3, 4, 5, 6]]),
  ]

  private static let mp4: ContainerSeeds = {
    var hostile = towers("isom")
    for label in hostileLabels {
      hostile.append(film("isom", more: Raw.box("udta", keys(holding: label))))
    }
    for packet in hostilePackets { hostile.append(film("isom") + Raw.box("uuid", adobe + packet)) }
    hostile.append(film("isom", chunks: 500_000))
    hostile.append(film("isom") + Raw.crowd("\0\0\0\u{8}free", 200_000))
    return ContainerSeeds(
      "MP4", "mp4",
      [
        film("isom"), film("isom", more: Raw.box("udta", keys + freeform)),
        film("isom", free: 40) + Raw.box("uuid", adobe + packet),
      ], hostile: hostile)
  }()

  private static let xl: ContainerSeeds = {
    let packed = Raw.box("brob", Array("xml ".utf8) + [1])
    let exif = Raw.box("Exif", Raw.zeros(4) + comment)
    let hostile = [
      jpegXL([Raw.tower("jumb", depth: depth)]), jpegXL([Raw.crowd("\0\0\0\u{8}free", 200_000)]),
    ]
    return ContainerSeeds(
      "JPEG XL", "jxl", [jpegXL([]), jpegXL([Raw.box("xml ", packet)]), jpegXL([exif, packed])],
      hostile: hostile + hostilePackets.map { jpegXL([Raw.box("xml ", $0)]) })
  }()

  private static func pictureHead(_ brand: String) -> [UInt8] {
    Raw.box("ftyp", Array("\(brand)\0\0\0\0mif1\(brand)".utf8))
  }

  private static let adobe: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]

  static func jpegXL(_ boxes: [[UInt8]]) -> [UInt8] {
    Raw.box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]) + Raw.box("ftyp", Array("jxl \0\0\0\0jxl ".utf8))
      + boxes.flatMap { $0 } + Raw.box("jxlc", [0xFF, 0x0A, 1, 2, 3])
  }

  /// A film of one track.
  static func film(
    _ brand: String, more: [UInt8] = [], free: Int = 0, chunks: Int = 2
  ) -> [UInt8] {
    let table = [0, 0, 0, 0] + Raw.big(chunks, 4)
    let offsets = (0..<chunks).flatMap { Raw.big(400 + $0, 4) }
    let samples =
      Raw.box("stsd", Raw.zeros(8)) + Raw.box("stsz", Raw.zeros(12))
      + Raw.box("stco", table + offsets)
    let handler = Raw.box("hdlr", Raw.zeros(8) + Array("vide".utf8) + Raw.zeros(13))
    let information = Raw.box("minf", Raw.box("stbl", samples))
    let media = Raw.box("mdia", Raw.box("mdhd", Raw.zeros(24)) + handler + information)
    let track = Raw.box("trak", Raw.box("tkhd", Raw.zeros(84)) + media)
    return Raw.box("ftyp", Array("\(brand)\0\0\u{2}\0\(brand)mp41".utf8))
      + Raw.box("moov", Raw.box("mvhd", Raw.zeros(100)) + track + more)
      + (free > 0 ? Raw.box("free", Raw.zeros(free)) : []) + Raw.box("mdat", [1, 2, 3])
  }

  private static func keys(holding value: [UInt8]) -> [UInt8] {
    let data = Raw.box("data", [0, 0, 0, 1, 0, 0, 0, 0] + value)
    return Raw.box(
      "meta",
      [0, 0, 0, 0] + Raw.box("hdlr", Raw.zeros(8) + Array("mdta".utf8) + Raw.zeros(13))
        + Raw.box("keys", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12] + Array("mdtaAIGC".utf8))
        + Raw.box("ilst", Raw.big(data.count + 8, 4) + [0, 0, 0, 1] + data))
  }

  private static let keys = keys(holding: label)

  private static let freeform = Raw.box(
    "meta",
    Raw.zeros(4) + Raw.box("hdlr", Raw.zeros(8) + Array("mdir".utf8) + Raw.zeros(13))
      + Raw.box(
        "ilst",
        Raw.box(
          "----",
          Raw.box("mean", [0, 0, 0, 0] + Array("com.apple.iTunes".utf8))
            + Raw.box("name", [0, 0, 0, 0] + Array("note".utf8))
            + Raw.box("data", [0, 0, 0, 1, 0, 0, 0, 0, 0x7B]))))

  private static let fragments: [UInt8] = {
    let run = Raw.box("trun", [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9])
    let part = Raw.box("tfhd", [0, 0, 0, 1, 0, 0, 0, 1] + Raw.big(400, 8)) + run
    let random =
      [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 1, count: 11)
    return Raw.box(
      "sidx", Raw.zeros(20) + [0, 0, 0, 1, 0, 0, 0, 40] + Raw.zeros(8))
      + Raw.box(
        "moof",
        Raw.box("traf", part + Raw.box("saio", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0x90])))
      + Raw.box("mdat", [4, 5]) + Raw.box("mfra", Raw.box("tfra", random))
  }()

  private static func towers(_ brand: String) -> [[UInt8]] {
    let head = Raw.box("ftyp", Array("\(brand)\0\0\0\0\(brand)".utf8))
    return ["moov", "udta", "meta", "ilst", "trak", "uuid"].flatMap { type in
      let tower = Raw.tower(type, depth: depth)
      let below = Raw.box("moov", Raw.box("udta", tower))
      return [head + tower, head + Raw.box("moov", tower), head + below]
    }
  }

  /// A picture in items.
  private static func picture(
    _ brand: String, _ coding: String, packet: [UInt8]?, inside: Bool = false
  ) -> [UInt8] {
    func entry(_ id: Int, _ rest: [UInt8]) -> [UInt8] {
      Raw.box("infe", [2, 0, 0, 0] + Raw.big(id, 2) + [0, 0] + rest)
    }
    let count = packet == nil ? 1 : 2
    var entries = entry(1, Array(coding.utf8) + [0])
    if packet != nil { entries += entry(2, Array("mime\0application/rdf+xml\0".utf8)) }
    func meta(_ data: Int) -> [UInt8] {
      func item(_ id: Int, _ method: Int, _ offset: Int, _ length: Int) -> [UInt8] {
        Raw.big(id, 2) + Raw.big(method, 2) + [0, 0, 0, 1] + Raw.big(offset, 4) + Raw.big(length, 4)
      }
      var places = [1, 0, 0, 0, 0x44, 0] + Raw.big(count, 2) + item(1, 0, data, 4)
      if let packet { places += item(2, inside ? 1 : 0, inside ? 2 : data + 4, packet.count) }
      let handler = Raw.box("hdlr", Raw.zeros(8) + Array("pict".utf8) + Raw.zeros(13))
      return Raw.box(
        "meta",
        [0, 0, 0, 0] + handler + Raw.box("pitm", [0, 0, 0, 0, 0, 1])
          + Raw.box("iinf", [0, 0, 0, 0] + Raw.big(count, 2) + entries)
          + Raw.box("iloc", places)
          + (inside ? Raw.box("idat", [0, 0] + (packet ?? []) + [7]) : []))
    }
    let head = pictureHead(brand)
    return head + meta(head.count + meta(0).count + 8)
      + Raw.box("mdat", [1, 2, 3, 4] + (inside ? [] : packet ?? []))
  }
}
