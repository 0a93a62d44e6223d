/// The chunk `VP8X` of a WebP, which a file with metadata has to begin with (RFC 9649, section 2.7).
enum WebPHeader {
  private static let packetFlag: UInt8 = 0x04
  private static let alphaFlag: UInt8 = 0x10

  /// Sets the flag for XMP, and makes the chunk where there is none.
  static func update(
    _ file: MediaFile, _ layout: RIFFLayout, packet: Bool, _ splices: inout RIFFSplices
  ) throws(MediaError) {
    if let header = layout.chunks["VP8X"] {
      guard header.payload.count >= 10 else {
        throw MediaError(.malformed("it is too short"), "the chunk VP8X", at: header.start)
      }
      let place = header.payload.lowerBound..<header.payload.lowerBound + 1
      let flags = try file.source.bytes(in: place, of: "the chunk VP8X")[0]
      if packet, flags & packetFlag == 0 {
        splices.add(Splice(place, with: [flags | packetFlag]))
      }
      return
    }
    let (width, height, alpha) = try canvas(file, layout)
    var payload = ByteWriter()
    payload.littleEndian((packet ? packetFlag : 0) | (alpha ? alphaFlag : 0), width: 4)
    payload.littleEndian(width - 1, width: 3)
    payload.littleEndian(height - 1, width: 3)
    splices.insert(
      "VP8X", payload.bytes, at: (layout.form.start + 12, false), carries: nil)
  }

  /// Width and height in pixels, and whether there is transparency, by the header of the picture: RFC
  /// 6386, section 9.1, and RFC 9649, section 3.4.
  private static func canvas(
    _ file: MediaFile, _ layout: RIFFLayout
  ) throws(MediaError) -> (width: Int, height: Int, alpha: Bool) {
    let malformed = MediaError(
      .malformed("it has no picture at its beginning"), "the WebP", at: layout.form.start)
    if let lossy = layout.chunks["VP8 "], lossy.payload.count >= 10 {
      let start = lossy.payload.lowerBound
      let head = try file.source.bytes(in: start..<start + 10, of: "the chunk VP8")
      guard head[3] == 0x9D, head[4] == 0x01, head[5] == 0x2A else { throw malformed }
      let width = (Int(head[6]) | Int(head[7]) << 8) & 0x3FFF
      let height = (Int(head[8]) | Int(head[9]) << 8) & 0x3FFF
      guard width > 0, height > 0 else { throw malformed }
      return (width, height, false)
    }
    if let lossless = layout.chunks["VP8L"], lossless.payload.count >= 5 {
      let start = lossless.payload.lowerBound
      let head = try file.source.bytes(in: start..<start + 5, of: "the chunk VP8L")
      guard head[0] == 0x2F else { throw malformed }
      let bits = head[1...4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return (
        Int(bits & 0x3FFF) + 1, Int(bits >> 14 & 0x3FFF) + 1, bits >> 28 & 1 == 1
      )
    }
    throw malformed
  }
}
