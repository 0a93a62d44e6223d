internal import Media

/// Walks the chunks of a PNG picture (ISO/IEC 15948, clause 5) and checks each one's checksum.
enum PNGInspection {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// How many chunks a picture may have: data of a hundred megabytes in small chunks.
  private static let chunkLimit = 200_000

  /// The picture's size, where the file is whole and ends with the picture.
  static func inspect(_ reader: inout ContentReader) throws -> EvidenceFacts {
    _ = try reader.take(signature.count)
    var facts: EvidenceFacts?
    var hasData = false
    for place in 0..<chunkLimit {
      let (length, type) = try header(&reader)
      var checksum = Deflate.checksum(type[...])
      switch String(decoding: type, as: UTF8.self) {
      case "IHDR":
        guard place == 0, length == 13 else { throw wrongOrder }
        let content = try reader.take(13)
        checksum = Deflate.checksum(content[...], from: checksum)
        facts = try picture(content)
      case "IEND":
        guard facts != nil, hasData, length == 0 else { throw wrongOrder }
        try check(checksum, &reader)
        guard try reader.byte() == nil else { throw ContentFault.ambiguous }
        return facts ?? EvidenceFacts()
      case let name:
        guard facts != nil else { throw wrongOrder }
        // A capital first letter: a reader that does not know the chunk must not show the picture.
        guard type[0] & 0x20 != 0 || name == "IDAT" || name == "PLTE" else {
          throw ContentFault.damaged("未知的关键数据块", "a critical chunk that no standard knows")
        }
        if name == "IDAT" { hasData = true }
        try reader.pass(length) { checksum = Deflate.checksum($0, from: checksum) }
      }
      try check(checksum, &reader)
    }
    throw ContentFault.damaged("数据块过多", "too many chunks")
  }

  private static let wrongOrder = ContentFault.damaged("数据块次序有误", "its chunks are out of order")

  private static func header(_ reader: inout ContentReader) throws -> (Int, [UInt8]) {
    let length = number(try reader.take(4)[...])
    let type = try reader.take(4)
    let isName = type.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    guard length <= Int(Int32.max), isName else {
      throw ContentFault.damaged("数据块有误", "a chunk is malformed")
    }
    return (length, type)
  }

  private static func check(_ checksum: UInt32, _ reader: inout ContentReader) throws {
    guard number(try reader.take(4)[...]) == Int(checksum) else {
      throw ContentFault.damaged("校验和不符", "a checksum does not match")
    }
  }

  /// Size, depth and methods (11.2.2); the combinations of table 11.1.
  private static func picture(_ header: [UInt8]) throws(ContentFault) -> EvidenceFacts {
    let depths: [UInt8: [UInt8]] = [
      0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
    guard depths[header[9]]?.contains(header[8]) == true, header[10] == 0, header[11] == 0,
      header[12] <= 1
    else { throw .damaged("文件头有误", "its header is malformed") }
    return try EvidenceInspection.picture(
      width: number(header[0..<4]), height: number(header[4..<8]))
  }

  /// A number of a few bytes, the highest first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
