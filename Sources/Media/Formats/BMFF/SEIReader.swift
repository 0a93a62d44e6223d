/// Finds `user_data_unregistered` in samples of H.264 and H.265 (ITU-T H.264 and H.265, annex D).
///
/// Coders leave their mark there: x264 its settings, some services of generated films their name.
enum SEIReader {
  /// The coding of a track.
  enum Coding: Hashable { case h264, h265 }

  /// The most bytes of one unit that are read, and the most units of one sample.
  private static let limits = (bytes: 1 << 18, units: 64)

  /// Reads one sample; what is no sample of that coding yields nothing.
  static func read(
    _ source: any ByteSource, _ sample: Range<Int>, of track: BMFFVideoTrack, into scan: inout Scan
  ) {
    var reader = SourceReader(source, in: sample, window: 64)
    for _ in 0..<limits.units {
      let start = reader.position
      guard reader.remaining > track.lengthSize + 2,
        let length = try? reader.bigEndian(track.lengthSize, "a unit").asInt, length >= 2,
        length <= reader.remaining, let head = try? reader.peek(2)
      else { return }
      let isSEI: Bool
      let headSize: Int
      switch track.coding {
      case .h264: (isSEI, headSize) = (head[0] & 0x1F == 6, 1)
      case .h265: (isSEI, headSize) = ([39, 40].contains(head[0] >> 1 & 0x3F), 2)
      }
      let unit = reader.position..<reader.position + length
      if isSEI, length <= limits.bytes,
        let bytes = try? source.bytes(
          in: unit.lowerBound + headSize..<unit.upperBound, of: "a unit")
      {
        messages(
          bytes, at: unit.lowerBound + headSize, extent: start..<unit.upperBound,
          place: track.coding == .h264 ? "H.264 SEI" : "H.265 SEI", into: &scan)
      }
      guard (try? reader.skip(length, "a unit")) != nil else { return }
    }
  }

  /// Takes the messages of one unit.
  private static func messages(
    _ escaped: [UInt8], at start: Int, extent: Range<Int>, place: String, into scan: inout Scan
  ) {
    let bytes = unescaped(escaped)
    var position = 0
    /// A number in the manner of SEI: 255 goes on.
    func number() -> Int? {
      var value = 0
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        value += Int(byte)
        if byte != 0xFF { return value }
      }
      return nil
    }
    while let type = number(), let size = number(), size <= bytes.count - position {
      if type == 5, size >= 16 {
        let payload: Slot.Payload =
          bytes.count == escaped.count
          ? .ranges([start + position..<start + position + size])
          : .decoded(Array(bytes[position..<position + size]))
        scan.found(Slot(kind: .userData, place: place, extent: extent, payload: payload))
      }
      position += size
    }
  }

  /// The bytes without those that were put in so that no start code appears.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var zeros = 0
    for byte in bytes {
      if zeros >= 2, byte == 3 {
        zeros = 0
        continue
      }
      zeros = byte == 0 ? zeros + 1 : 0
      result.append(byte)
    }
    return result
  }
}

extension UInt64 {
  /// The number as `Int`; nil where it does not fit.
  fileprivate var asInt: Int? { Int(exactly: self) }
}
