/// What is coded in a stream of an Ogg file, by its first packet.
enum OggCoding: Hashable {
  case vorbis, opus, flac, theora, speex, store, other

  init(_ packet: ArraySlice<UInt8>) {
    func starts(_ byte: UInt8, _ text: String) -> Bool {
      packet.first == byte && packet.dropFirst().starts(with: text.utf8)
    }
    if starts(1, "vorbis") {
      self = .vorbis
    } else if packet.starts(with: "OpusHead".utf8) {
      self = .opus
    } else if starts(0x7F, "FLAC") {
      self = .flac
    } else if starts(0x80, "theora") {
      self = .theora
    } else if packet.starts(with: "Speex   ".utf8) {
      self = .speex
    } else if starts(0, "c2pa") {
      self = .store
    } else {
      self = .other
    }
  }

  /// What the packet with the comment begins with.
  var commentMark: [UInt8] {
    switch self {
    case .vorbis: [3] + Array("vorbis".utf8)
    case .opus: Array("OpusTags".utf8)
    case .theora: [0x81] + Array("theora".utf8)
    case .flac: [4]
    default: []
    }
  }

  /// How many bytes stand in front of the comment in its packet.
  var commentStart: Int { self == .flac ? 4 : commentMark.count }

  /// How many packets follow the first before the pages with samples begin: they may share pages.
  var headerPackets: Int { self == .vorbis || self == .theora ? 2 : 1 }

  var name: String {
    switch self {
    case .vorbis: "Vorbis"
    case .opus: "OpusTags"
    case .flac: "FLAC VORBIS_COMMENT"
    case .theora: "Theora"
    case .speex: "Speex"
    case .store: "c2pa"
    case .other: "stream"
    }
  }
}

/// The header of one stream: the packets behind the first, and the pages that they stand on.
struct OggHeader {
  let serial: UInt32
  let coding: OggCoding
  /// The first packet, whose page holds nothing else.
  let first: Range<Int>
  /// The pages from the comment's first to the one where the header's last packet ends.
  var pages: [OggPage] = []
  /// The packets on them, the last one not whole where ``isOpen``.
  var packets: [[Range<Int>]] = []
  /// Whether the last packet goes on.
  var isOpen = false

  /// How many packets are whole.
  var whole: Int { packets.count - (isOpen ? 1 : 0) }
  /// Whether all is there.
  var isComplete: Bool { whole >= coding.headerPackets && !isOpen }

  /// Takes the next page of the stream.
  mutating func take(_ page: OggPage) throws(MediaError) {
    guard pages.count < 4096 else {
      throw MediaError(
        .tooLarge(value: pages.count, limit: 4096), "the header of an Ogg stream", at: page.start)
    }
    pages.append(page)
    var place = page.payloadStart
    var start = place
    var fresh = !isOpen
    func put(_ end: Int, _ header: inout OggHeader) {
      if fresh { header.packets.append([]) }
      header.packets[header.packets.count - 1].append(start..<end)
      start = end
    }
    for length in page.segments {
      place += Int(length)
      guard length < 255 else { continue }
      put(place, &self)
      fresh = true
      isOpen = false
    }
    if start < place || !page.endsPacket && !page.segments.isEmpty {
      put(place, &self)
      isOpen = true
    }
  }
}

/// Walks the pages of an Ogg file and hands out the headers of its streams, also of those that are
/// chained to the first ones.
struct OggWalker {
  private var reader: SourceReader
  private var open: [OggHeader] = []
  private var ready: [OggHeader] = []

  init(_ source: any ByteSource) {
    reader = SourceReader(source, window: 512)
  }

  /// The next header; nil at the end.
  mutating func next(_ scan: inout Scan) throws(MediaError) -> OggHeader? {
    while ready.isEmpty {
      guard let page = try page(&scan) else {
        // What is there of headers that break off.
        ready = open.filter { $0.whole > 0 }
        open = []
        return ready.isEmpty ? nil : ready.removeFirst()
      }
      try take(page, &scan)
    }
    return ready.removeFirst()
  }

  private mutating func page(_ scan: inout Scan) throws(MediaError) -> OggPage? {
    guard !reader.isAtEnd else { return nil }
    if let page = try OggPage(&reader, &scan) { return page }
    guard reader.position > 0, open.isEmpty else {
      throw MediaError(.malformed("there is no page"), "the Ogg file", at: reader.position)
    }
    scan.remark(
      "ogg.capture", "what follows is no page, and is not gone into", at: reader.position)
    try reader.seek(to: reader.end, "the Ogg file")
    return nil
  }

  private mutating func take(_ page: OggPage, _ scan: inout Scan) throws(MediaError) {
    if page.type & 2 != 0 {
      guard open.count < 64 else {
        scan.remark("ogg.streams", "more than 64 streams are begun", at: page.start)
        return
      }
      let length =
        page.segments.prefix { $0 == 255 }.count * 255
        + Int(page.segments.first { $0 < 255 } ?? 0)
      let range = page.payloadStart..<min(page.end, page.payloadStart + length)
      let head = try reader.source.bytes(
        in: range.lowerBound..<min(range.upperBound, range.lowerBound + 16),
        of: "the first packet of an Ogg stream")
      let header = OggHeader(serial: page.serial, coding: OggCoding(head[...]), first: range)
      if header.coding == .store { ready.append(header) }
      if header.coding != .other, header.coding != .store { open.append(header) }
      return
    }
    guard let index = open.firstIndex(where: { $0.serial == page.serial }) else { return }
    try open[index].take(page)
    if open[index].isComplete { ready.append(open.remove(at: index)) }
  }
}
