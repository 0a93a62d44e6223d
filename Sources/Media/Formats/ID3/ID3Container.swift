/// Reads and writes the ID3 tags of MPEG audio, layer III, and of AAC in ADTS.
///
/// For formats without a place of their own the guide says XMP (TC260-PG-202510A): ADTS has none, and
/// what its files carry in the wild is an ID3 tag in front, which players go over.
enum ID3Container: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let found = try ID3Reader.scan(source, in: 0..<source.size, place: "", into: &scan)
    let end = try APETag.scan(source, after: found.end, into: &scan)
    try scanAppended(source, found.end..<end, into: &scan)
  }

  /// A tag of version 2.4 may stand at the end, with a footer to find it by (section 3.4).
  private static func scanAppended(
    _ source: any ByteSource, _ range: Range<Int>, into scan: inout Scan
  ) throws(MediaError) {
    guard range.count >= 20 else { return }
    let footer = try source.bytes(
      in: range.upperBound - 10..<range.upperBound, of: "the ID3 footer")
    guard footer.starts(with: Array("3DI".utf8)), footer[6...9].allSatisfy({ $0 < 0x80 }) else {
      return
    }
    let start = range.upperBound - 20 - footer[6...9].reduce(0) { $0 << 7 | Int($1) }
    guard start >= range.lowerBound else { return }
    try ID3Reader.scan(source, in: start..<range.upperBound, place: "end", into: &scan)
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let splices = try ID3Writing.splices(
      edits, for: file, in: 0..<file.source.size, grows: true)
    return try WritePlan(file.source, splices.settled(in: file.source))
  }
}
