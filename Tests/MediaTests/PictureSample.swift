import Foundation
import Media
import TestSupport

/// A picture of boxes made by hand: two items, one of them XMP.
enum PictureSample {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - version: Of the table of items.
  ///   - inside: Whether the XMP is in the box `idat`.
  ///   - packet: The XMP; none makes no item.
  /// - Returns: The file.
  static func picture(version: Int, inside: Bool, packet: [UInt8]?) -> [UInt8] {
    func entry(_ id: Int, _ rest: [UInt8]) -> [UInt8] {
      Boxes.box("infe", [2, 0, 0, 0] + Boxes.number(id, 2) + [0, 0] + rest)
    }
    var entries = entry(1, Array("hvc1".utf8) + [0])
    if packet != nil {
      entries += entry(2, Array("mime".utf8) + [0] + Array("application/rdf+xml".utf8) + [0])
    }
    let count = packet == nil ? 1 : 2
    func meta(_ data: Int) -> [UInt8] {
      func item(_ id: Int, _ method: Int, _ offset: Int, _ length: Int) -> [UInt8] {
        Boxes.number(id, 2) + (version > 0 ? Boxes.number(method, 2) : []) + [0, 0, 0, 1]
          + Boxes.number(offset, 4) + Boxes.number(length, 4)
      }
      var locations = [UInt8(version), 0, 0, 0, 0x44, 0] + Boxes.number(count, 2)
      locations += item(1, 0, data, 4)
      if let packet { locations += item(2, inside ? 1 : 0, inside ? 2 : data + 4, packet.count) }
      return Boxes.box(
        "meta",
        [0, 0, 0, 0]
          + Boxes.box(
            "hdlr",
            [UInt8](repeating: 0, count: 8) + Array("pict".utf8) + [UInt8](repeating: 0, count: 13))
          + Boxes.box("pitm", [0, 0, 0, 0, 0, 1])
          + Boxes.box("iinf", [0, 0, 0, 0] + Boxes.number(count, 2) + entries)
          + Boxes.box("iloc", locations)
          + (inside ? Boxes.box("idat", [0, 0] + (packet ?? []) + [7]) : []))
    }
    let head = Boxes.box("ftyp", Array("heic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8))
    let size = head.count + meta(0).count
    return head + meta(size + 8)
      + Boxes.box("mdat", [0xCA, 0xFE, 0xBA, 0xBE] + (inside ? [] : packet ?? []) + [9])
  }

  static let heif = picture(version: 1, inside: true, packet: Array("<x/>".utf8))
}
