/// Goes from segment to segment of a JPEG, up to the first scan or the end of the image.
struct JPEGWalk {
  /// The most segments before the first scan: a store of 64 MB has a thousand.
  private static let most = 65_536
  /// The most bytes that belong to no segment and are gone over to the next marker.
  private static let mostGarbage = 65_536

  private let source: any ByteSource
  private var reader: SourceReader
  private var count = 0
  private var isDone = false

  /// Starts at the first byte.
  init(_ source: any ByteSource) {
    self.source = source
    self.reader = SourceReader(source)
  }

  /// Where the next segment begins.
  var position: Int { reader.position }

  /// Goes on at a byte of the file, behind a scan.
  mutating func resume(at offset: Int) throws(MediaError) {
    try reader.seek(to: offset, "a segment")
    isDone = false
  }

  /// The next segment; nil behind a scan's header and behind the end of the image.
  ///
  /// - Throws: ``MediaError`` where the file ends before the image does, or there is no marker where
  ///   one has to be.
  mutating func next() throws(MediaError) -> JPEGSegment? {
    guard !isDone else { return nil }
    let start = reader.position
    count += 1
    guard count <= Self.most else {
      throw MediaError(.tooLarge(value: count, limit: Self.most), "the list of segments", at: start)
    }
    let marker = try marker()
    guard start > 0 || marker == JPEGSegment.startOfImage else {
      throw MediaError(.malformed("it does not begin with SOI"), "the JPEG", at: 0)
    }
    if JPEGSegment.standsAlone(marker) {
      isDone = marker == JPEGSegment.endOfImage
      return JPEGSegment(
        marker: marker, extent: start..<reader.position, payload: reader.position..<reader.position)
    }
    let what = "the segment \(String(marker, radix: 16, uppercase: true))"
    let length = Int(try reader.u16(what))
    guard length >= 2 else {
      throw MediaError(.malformed("its length is less than 2"), what, at: start)
    }
    let payload = reader.position
    try reader.skip(length - 2, what)
    isDone = marker == JPEGSegment.startOfScan
    return JPEGSegment(
      marker: marker, extent: start..<reader.position, payload: payload..<reader.position)
  }

  /// The next marker, behind fill bytes and what belongs to nothing.
  private mutating func marker() throws(MediaError) -> UInt8 {
    let start = reader.position
    while true {
      guard reader.position - start <= Self.mostGarbage else {
        throw MediaError(
          .malformed("there is no marker where one has to be"), "the JPEG", at: start)
      }
      guard try reader.u8("the next marker") == 0xFF else { continue }
      var byte = try reader.u8("the next marker")
      // Any number of FF may stand before a marker (B.1.1.2).
      while byte == 0xFF {
        guard reader.position - start <= Self.mostGarbage else { break }
        byte = try reader.u8("the next marker")
      }
      if byte != 0, byte != 0xFF { return byte }
    }
  }

  /// The first bytes of a segment's payload: `count`, or all where it has fewer.
  mutating func head(of segment: JPEGSegment, _ count: Int) throws(MediaError) -> [UInt8] {
    let end = min(segment.payload.upperBound, segment.payload.lowerBound + count)
    return try source.bytes(in: segment.payload.lowerBound..<end, of: "the segment \(segment.name)")
  }

  /// Where the entropy-coded data that begin at `start` end: at the next marker that is no restart
  /// marker, or at the end of the file.
  static func endOfScan(
    in source: any ByteSource, from start: Int
  ) throws(MediaError) -> Int {
    var position = start
    var isAfterFF = false
    var end: Int?
    while position < source.size, end == nil {
      let stretch = position..<min(source.size, position + 65_536)
      try source.forEachPiece(in: stretch) { (buffer) throws(MediaError) in
        for (place, byte) in buffer.enumerated() {
          if isAfterFF, byte != 0, byte != 0xFF, !(0xD0...0xD7).contains(byte) {
            end = position + place - 1
            return
          }
          isAfterFF = byte == 0xFF
        }
      }
      position = stretch.upperBound
    }
    return end ?? source.size
  }
}
