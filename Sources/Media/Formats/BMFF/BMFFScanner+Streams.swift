/// What has to be known of a track to look into its samples.
struct BMFFVideoTrack {
  let id: UInt32
  let coding: SEIReader.Coding
  /// How many bytes the length in front of a unit has.
  let lengthSize: Int
  /// The size of a sample in a fragment that gives none.
  var defaultSize = 0
}

extension BMFFScanner {
  /// How many samples of a track are looked into.
  private static let samples = 3

  /// Looks into the first samples of a track for what its coder left there.
  ///
  /// A track that is not understood is left alone: this is no place of the format's own metadata.
  mutating func track(_ trak: BMFFBox) {
    guard let media = try? tree.child("mdia", of: trak),
      let minf = try? tree.child("minf", of: media), let table = try? tree.child("stbl", of: minf),
      let descriptions = try? tree.child("stsd", of: table),
      let header = try? tree.child("tkhd", of: trak), tracks.count < 64,
      let known = try? video(descriptions, header: header)
    else { return }
    tracks[known.id] = known
    for sample in (try? firstSamples(in: table)) ?? [] {
      SEIReader.read(source, sample, of: known, into: &scan)
    }
  }

  /// What coding a track has, where it is one that is read.
  private mutating func video(_ descriptions: BMFFBox, header: BMFFBox) throws(MediaError)
    -> BMFFVideoTrack?
  {
    guard let entry = try tree.children(of: descriptions).first, entry.body.count > 78 else {
      return nil
    }
    let coding: SEIReader.Coding
    switch entry.type {
    case "avc1", "avc2", "avc3", "avc4": coding = .h264
    case "hvc1", "hvc2", "hev1", "hev2", "dvh1", "dvhe": coding = .h265
    default: return nil
    }
    var reader = SourceReader(source, in: header.body, window: 32)
    let version = try reader.u8("the box tkhd")
    try reader.skip(version == 1 ? 19 : 11, "the box tkhd")
    let id = try reader.u32("the box tkhd")
    var boxes = BMFFBoxes(source, in: entry.body.lowerBound + 78..<entry.body.upperBound)
    while let box = try boxes.next() {
      let place: Int
      switch box.type {
      case "avcC": place = box.body.lowerBound + 4
      case "hvcC": place = box.body.lowerBound + 21
      default: continue
      }
      guard place < box.body.upperBound else { return nil }
      if coding == .h265 { SEIReader.read(source, configuration: box.body, into: &scan) }
      let byte = try source.bytes(in: place..<place + 1, of: "the box \(box.type)")[0]
      return BMFFVideoTrack(id: id, coding: coding, lengthSize: Int(byte & 3) + 1)
    }
    return nil
  }

  /// Where the first samples of a track are.
  private func firstSamples(in table: BMFFBox) throws(MediaError) -> [Range<Int>] {
    guard let sizes = try tree.child("stsz", of: table),
      let runs = try tree.child("stsc", of: table)
    else { return [] }
    let short = try tree.child("stco", of: table)
    let long = try tree.child("co64", of: table)
    guard let chunks = short ?? long else { return [] }
    let width = short == nil ? 8 : 4
    var size = SourceReader(source, in: sizes.body, window: 64)
    try size.skip(4, "the box stsz")
    let same = Int(try size.u32("the box stsz"))
    let count = Int(try size.u32("the box stsz"))
    var run = SourceReader(source, in: runs.body, window: 64)
    try run.skip(8, "the box stsc")
    _ = try run.u32("the box stsc")
    // The first run is enough: where chunks have one sample each it goes on for all that we want.
    let perChunk = Int(try run.u32("the box stsc"))
    var chunk = SourceReader(source, in: chunks.body, window: 64)
    try chunk.skip(8, "the table of chunks")
    var found: [Range<Int>] = []
    while found.count < min(Self.samples, count), chunk.remaining >= width, perChunk > 0 {
      guard var start = Int(exactly: try chunk.bigEndian(width, "the table of chunks")) else {
        break
      }
      for _ in 0..<min(perChunk, min(Self.samples, count) - found.count) {
        let length = same > 0 ? same : Int(try size.u32("the box stsz"))
        guard start <= source.size, length <= source.size - start else { return found }
        found.append(start..<start + length)
        start += length
      }
    }
    return found
  }

  /// Reads from `mvex` how large samples are in fragments that do not say.
  mutating func defaults(_ box: BMFFBox) {
    for extends in (try? tree.children(of: box)) ?? [] where extends.type == "trex" {
      guard extends.body.count >= 20,
        let bytes = try? source.bytes(
          in: extends.body.lowerBound..<extends.body.lowerBound + 20, of: "the box trex")
      else { continue }
      let id = bytes[4..<8].reduce(0) { $0 << 8 | UInt32($1) }
      tracks[id]?.defaultSize = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    }
  }

  /// Looks into the first samples of the first fragments.
  mutating func fragment(_ moof: BMFFBox) throws(MediaError) {
    fragments += 1
    guard fragments <= 2, !tracks.isEmpty else { return }
    for traf in try tree.children(of: moof) where traf.type == "traf" {
      try scan.step("the box traf", at: traf.range.lowerBound)
      guard let header = try tree.child("tfhd", of: traf),
        let run = try tree.child("trun", of: traf),
        let place = try? BMFFFragmentHeader(header, in: source), var track = tracks[place.track]
      else { continue }
      if let size = place.sampleSize { track.defaultSize = size }
      let base = place.base.flatMap { Int(exactly: $0) } ?? moof.range.lowerBound
      for sample in (try? samples(of: run, base: base, size: track.defaultSize)) ?? [] {
        SEIReader.read(source, sample, of: track, into: &scan)
      }
    }
  }

  /// Where the first samples of a run are (the box `trun`, ISO/IEC 14496-12, 8.8.8).
  private func samples(of run: BMFFBox, base: Int, size: Int) throws(MediaError) -> [Range<Int>] {
    var reader = SourceReader(source, in: run.body, window: 64)
    let what = "the box trun"
    let flags = try reader.u32(what) & 0xFFFFFF
    let count = try reader.u32(what)
    guard flags & 1 != 0 else { return [] }
    let offset = Int(Int32(bitPattern: try reader.u32(what)))
    if flags & 4 != 0 { try reader.skip(4, what) }
    let (first, over) = base.addingReportingOverflow(offset)
    guard !over, first >= 0 else { return [] }
    var start = first
    var found: [Range<Int>] = []
    for _ in 0..<min(Int(count), Self.samples) {
      if flags & 0x100 != 0 { try reader.skip(4, what) }
      let length = flags & 0x200 != 0 ? Int(try reader.u32(what)) : size
      if flags & 0x400 != 0 { try reader.skip(4, what) }
      if flags & 0x800 != 0 { try reader.skip(4, what) }
      guard start <= source.size, length <= source.size - start else { break }
      found.append(start..<start + length)
      start += length
    }
    return found
  }
}

/// The head of a track in a fragment (the box `tfhd`, ISO/IEC 14496-12, 8.8.7).
struct BMFFFragmentHeader {
  let track: UInt32
  /// The absolute offset that the track's data count from, where one is written.
  let base: UInt64?
  /// Where that offset is written.
  let basePlace: Range<Int>?
  let sampleSize: Int?

  init(_ box: BMFFBox, in source: any ByteSource) throws(MediaError) {
    var reader = SourceReader(source, in: box.body, window: 64)
    let what = "the box tfhd"
    let flags = try reader.u32(what) & 0xFFFFFF
    track = try reader.u32(what)
    let place = reader.position
    base = flags & 1 != 0 ? try reader.bigEndian(8, what) : nil
    basePlace = base == nil ? nil : place..<place + 8
    if flags & 2 != 0 { try reader.skip(4, what) }
    if flags & 8 != 0 { try reader.skip(4, what) }
    sampleSize = flags & 0x10 != 0 ? Int(try reader.u32(what)) : nil
  }
}
