/// Tags at the end of a file of sound: APEv2, and ID3v1 behind it.
enum APETag {
  /// Finds the texts of both, and says where the sound ends.
  @discardableResult
  static func scan(
    _ source: any ByteSource, after start: Int, into scan: inout Scan
  ) throws(MediaError) -> Int {
    var end = source.size
    var old: Slot?
    if end - start >= 128 {
      let tag = try source.bytes(in: end - 128..<end, of: "the ID3v1 tag")
      if tag.starts(with: Array("TAG".utf8)) {
        end -= 128
        let comment = tag[97..<127].prefix { $0 != 0 }
        if !comment.isEmpty {
          old = Slot(
            kind: .text(key: "comment"), place: "ID3v1 comment", extent: end..<end + 128,
            payload: end + 97..<end + 97 + comment.count)
        }
      }
    }
    end = try items(source, start..<end, into: &scan)
    if let old { scan.found(old) }
    return end
  }

  private static func items(
    _ source: any ByteSource, _ range: Range<Int>, into scan: inout Scan
  ) throws(MediaError) -> Int {
    let what = "the APE tag"
    let end = range.upperBound
    guard range.count >= 32 else { return end }
    var footer = SourceReader(source, in: end - 32..<end, window: 32)
    guard try footer.bytes(8, what) == Array("APETAGEX".utf8) else { return end }
    try footer.skip(4, what)
    let size = Int(try footer.u32LE(what))
    let count = try footer.u32LE(what)
    let flags = try footer.u32LE(what)
    guard size >= 32, size <= range.count else {
      throw MediaError(.malformed("its length is wrong"), what, at: end - 32)
    }
    var reader = SourceReader(source, in: end - size..<end - 32, window: 512)
    for _ in 0..<count where reader.remaining >= 9 {
      let start = reader.position
      try scan.step(what, at: start)
      let length = Int(try reader.u32LE(what))
      let kind = try reader.u32LE(what)
      var key: [UInt8] = []
      while key.count < 256 {
        let byte = try reader.u8(what)
        if byte == 0 { break }
        key.append(byte)
      }
      let value = reader.position
      try reader.skip(length, what)
      // Texts only: the others are binary or links.
      guard kind >> 1 & 3 == 0 else { continue }
      let name = String(decoding: key, as: UTF8.self)
      scan.found(
        Slot(
          kind: .text(key: name), place: "APEv2 \(name)", extent: start..<reader.position,
          payload: value..<reader.position))
    }
    let header = flags >> 31 == 1 ? 32 : 0
    return max(range.lowerBound, end - size - header)
  }
}
