/// Walks the markers of a JPEG picture (ITU-T T.81, annex B) to its end.
enum JPEGInspection {
  /// Markers (table B.1).
  private enum Marker {
    static let start: UInt8 = 0xD8
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA
    static let restarts: ClosedRange<UInt8> = 0xD0...0xD7
    /// Start of a frame, in all the ways of coding; the gaps are tables and a reserved code.
    static func isFrame(_ code: UInt8) -> Bool {
      (0xC0...0xCF).contains(code) && code != 0xC4 && code != 0xC8 && code != 0xCC
    }
  }

  /// How many pictures a file may hold: cameras add a preview or two (CIPA DC-007).
  private static let pictureLimit = 16
  /// How many segments a picture may have.
  private static let segmentLimit = 100_000

  /// The size of the first picture, where every picture of the file is whole and nothing but pictures
  /// follows.
  static func inspect(_ reader: inout ContentReader) throws -> EvidenceFacts {
    let facts = try picture(&reader)
    for _ in 1..<pictureLimit {
      while let byte = try reader.peek(1).first, [0x00, 0x0A, 0x0D, 0x20].contains(byte) {
        _ = try reader.byte()
      }
      let head = try reader.peek(2)
      if head.isEmpty { return facts }
      guard head.elementsEqual([0xFF, Marker.start]) else { throw ContentFault.ambiguous }
      _ = try picture(&reader)
    }
    throw ContentFault.ambiguous
  }

  private static func picture(_ reader: inout ContentReader) throws -> EvidenceFacts {
    _ = try reader.take(2)
    var facts: EvidenceFacts?
    var hasScan = false
    var code = try marker(&reader)
    for _ in 0..<segmentLimit {
      switch code {
      case Marker.end:
        guard let facts, hasScan else { throw disorder }
        return facts
      case Marker.start, Marker.restarts, 0x00, 0x01: throw disorder
      case Marker.scan:
        guard facts != nil else { throw disorder }
        hasScan = true
        _ = try segment(&reader, keeping: 0)
        code = try data(&reader)
        continue
      case let code where Marker.isFrame(code):
        guard facts == nil else { throw disorder }
        facts = try frame(segment(&reader, keeping: 6))
      default: _ = try segment(&reader, keeping: 0)
      }
      code = try marker(&reader)
    }
    throw ContentFault.damaged("数据段过多", "too many segments")
  }

  private static let disorder = ContentFault.damaged("标记次序有误", "its markers are out of order")

  /// The code of the marker that has to follow (B.1.1.2).
  private static func marker(_ reader: inout ContentReader) throws -> UInt8 {
    guard try reader.take(1) == [0xFF] else { throw disorder }
    return try code(&reader)
  }

  private static func code(_ reader: inout ContentReader) throws -> UInt8 {
    var code = try reader.take(1)[0]
    // Fill bytes may precede a marker.
    while code == 0xFF { code = try reader.take(1)[0] }
    return code
  }

  /// Passes over a segment and gives its first bytes.
  private static func segment(
    _ reader: inout ContentReader, keeping count: Int
  ) throws -> [UInt8] {
    let length = try reader.take(2)
    let rest = Int(length[0]) << 8 + Int(length[1]) - 2
    guard rest >= count else { throw ContentFault.damaged("数据段有误", "a segment is too short") }
    let kept = try reader.take(count)
    try reader.pass(rest - count)
    return kept
  }

  /// Passes over coded data (B.1.1.5) and gives the code of the marker that ends them.
  private static func data(_ reader: inout ContentReader) throws -> UInt8 {
    while let piece = try reader.next(through: 0xFF) {
      guard piece.last == 0xFF else { continue }
      let code = try code(&reader)
      if code != 0, !Marker.restarts.contains(code) { return code }
    }
    throw ContentFault.truncated
  }

  /// Precision, lines, samples a line, components (B.2.2).
  private static func frame(_ bytes: [UInt8]) throws(ContentFault) -> EvidenceFacts {
    guard [8, 12, 16].contains(bytes[0]), (1...4).contains(bytes[5]) else {
      throw .damaged("帧头有误", "its frame header is malformed")
    }
    return try EvidenceInspection.picture(
      width: Int(bytes[3]) << 8 | Int(bytes[4]), height: Int(bytes[1]) << 8 | Int(bytes[2]))
  }
}
