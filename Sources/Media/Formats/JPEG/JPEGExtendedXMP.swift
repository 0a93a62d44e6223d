/// Puts the segments of Extended XMP together (ISO 16684-3, 1.1.3.1): what of a packet did not fit
/// into one segment.
struct JPEGExtendedXMP {
  /// How such a segment begins.
  static let identifier = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
  /// The identifier, a digest in 32 hexadecimal digits, the length of all and the place of this part.
  static let headLength = identifier.count + 32 + 8

  private struct Part {
    let offset: Int
    let payload: Range<Int>
  }
  private struct Packet {
    let digest: [UInt8]
    let length: Int
    var parts: [Part]
    var extent: Range<Int>
  }

  private var packets: [Packet] = []

  /// Takes a segment in whose payload begins with ``identifier``.
  mutating func take(_ segment: JPEGSegment, head: [UInt8], into scan: inout Scan) {
    let start = Self.identifier.count
    guard head.count == Self.headLength else {
      scan.remark(
        "jpeg.xmp.extension.broken", "a segment of Extended XMP is too short",
        at: segment.extent.lowerBound)
      return
    }
    let digest = Array(head[start..<start + 32])
    let length = head[start + 32..<start + 36].reduce(0) { $0 << 8 | Int($1) }
    let offset = head[start + 36..<start + 40].reduce(0) { $0 << 8 | Int($1) }
    let part = Part(
      offset: offset,
      payload: segment.payload.lowerBound + Self.headLength..<segment.payload.upperBound)
    if let index = packets.firstIndex(where: { $0.digest == digest }) {
      packets[index].parts.append(part)
      packets[index].extent = packets[index].extent.lowerBound..<segment.extent.upperBound
    } else if packets.count < 16 {
      packets.append(
        Packet(digest: digest, length: length, parts: [part], extent: segment.extent))
    }
  }

  /// Adds a slot for each packet that is whole.
  func add(to scan: inout Scan) {
    for packet in packets {
      let parts = packet.parts.sorted { $0.offset < $1.offset }
      var end = 0
      let isWhole = parts.allSatisfy { part in
        defer { end = part.offset + part.payload.count }
        return part.offset == end
      }
      guard isWhole, end == packet.length else {
        scan.remark(
          "jpeg.xmp.extension.incomplete",
          "Extended XMP has \(end) of \(packet.length) bytes, or not in one row: it is left out",
          at: packet.extent.lowerBound)
        continue
      }
      scan.found(
        Slot(
          kind: .xmp, place: "APP1 Extended XMP", extent: packet.extent,
          payload: .ranges(parts.map(\.payload))))
    }
  }
}
