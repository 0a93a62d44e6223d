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
      let unit = reader.position..<reader.position + length
      if isSEI(head[0], track.coding) {
        read(source, unit: unit, of: track.coding, extent: start..<unit.upperBound, into: &scan)
      }
      guard (try? reader.skip(length, "a unit")) != nil else { return }
    }
  }

  /// Reads one unit, which is SEI.
  static func read(
    _ source: any ByteSource, unit: Range<Int>, of coding: Coding, extent: Range<Int>,
    into scan: inout Scan
  ) {
    let start = unit.lowerBound + (coding == .h264 ? 1 : 2)
    guard unit.count <= limits.bytes, start < unit.upperBound,
      let bytes = try? source.bytes(in: start..<unit.upperBound, of: "a unit")
    else { return }
    messages(
      bytes, at: start, extent: extent, place: coding == .h264 ? "H.264 SEI" : "H.265 SEI",
      into: &scan)
  }

  /// Whether a unit is SEI, by its first byte.
  static func isSEI(_ head: UInt8, _ coding: Coding) -> Bool {
    switch coding {
    case .h264: head & 0x1F == 6
    case .h265: [39, 40].contains(head >> 1 & 0x3F)
    }
  }

  /// Reads the units that stand before all samples, in the box `hvcC` (ISO/IEC 14496-15, 8.3.3.1).
  static func read(
    _ source: any ByteSource, configuration: Range<Int>, into scan: inout Scan
  ) {
    var reader = SourceReader(source, in: configuration, window: 64)
    let what = "the box hvcC"
    guard (try? reader.skip(22, what)) != nil, let arrays = try? reader.u8(what) else { return }
    var left = limits.units
    for _ in 0..<arrays {
      guard (try? reader.skip(1, what)) != nil, let units = try? reader.u16(what) else { return }
      for _ in 0..<units {
        left -= 1
        let start = reader.position
        guard left >= 0, let length = try? reader.u16(what), let head = try? reader.peek(1) else {
          return
        }
        let unit = reader.position..<reader.position + Int(length)
        guard (try? reader.skip(Int(length), what)) != nil else { return }
        guard isSEI(head[0], .h265) else { continue }
        read(source, unit: unit, of: .h265, extent: start..<unit.upperBound, into: &scan)
      }
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
