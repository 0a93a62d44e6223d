/// The decoding of Brotli streams (RFC 7932), for manifests that are stored compressed.
enum Brotli {
  /// Unfolds a stream.
  ///
  /// - Throws: ``BrotliError``; ``BrotliError/tooLarge(limit:)`` before more than `limit` bytes are
  ///   made.
  static func decode(_ bytes: ArraySlice<UInt8>, limit: Int) throws(BrotliError) -> [UInt8] {
    var decoder = BrotliDecoder(bytes, limit: limit)
    return try decoder.run()
  }
}

/// The unfolding of one stream.
struct BrotliDecoder {
  var bits: BrotliBits
  let limit: Int
  var output: [UInt8] = []
  /// The last four distances, the latest last.
  var distances = [16, 15, 11, 4]
  private var window = 0

  init(_ bytes: ArraySlice<UInt8>, limit: Int) {
    bits = BrotliBits(bytes)
    self.limit = limit
  }

  mutating func run() throws(BrotliError) -> [UInt8] {
    window = (1 << (try windowBits())) - 16
    var isLast = false
    while !isLast {
      isLast = try bits.bit()
      if isLast, try bits.bit() { break }
      try metaBlock(isLast: isLast)
    }
    return output
  }

  private mutating func windowBits() throws(BrotliError) -> Int {
    if !(try bits.bit()) { return 16 }
    let more = try bits.read(3)
    if more > 0 { return 17 + more }
    switch try bits.read(3) {
    case 0: return 17
    case 1: throw .malformed("a window of a size that is not defined")
    case let low: return 8 + low
    }
  }

  /// One meta-block (RFC 7932, 9.2).
  private mutating func metaBlock(isLast: Bool) throws(BrotliError) {
    let nibbles = try bits.read(2)
    if nibbles == 3 {
      guard !isLast, !(try bits.bit()) else { throw .malformed("a reserved bit that is set") }
      let width = try bits.read(2)
      let length = width == 0 ? 0 : try bits.read(8 * width) + 1
      try bits.align()
      var skipped: [UInt8] = []
      try bits.copy(length, to: &skipped)
      return
    }
    let length = try bits.read(4 * (nibbles + 4)) + 1
    guard length <= limit - output.count else { throw .tooLarge(limit: limit) }
    if !isLast, try bits.bit() {
      try bits.align()
      try bits.copy(length, to: &output)
      return
    }
    var block = try BrotliBlock(&bits)
    try commands(&block, end: output.count + length)
  }

  private static let insertBase = [
    0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 18, 26, 34, 50, 66, 98, 130, 194, 322, 578, 1090, 2114, 6210,
    22_594,
  ]
  private static let insertBits = [
    0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24,
  ]
  private static let copyBase = [
    2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 22, 30, 38, 54, 70, 102, 134, 198, 326, 582, 1094, 2118,
  ]
  private static let copyBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24,
  ]
  /// The cells of the table of RFC 7932, 5: the first insert code and the first copy code.
  private static let cells = [
    (0, 0), (0, 8), (0, 0), (0, 8), (8, 0), (8, 8), (0, 16), (16, 0), (8, 16), (16, 8), (16, 16),
  ]

  private mutating func commands(_ block: inout BrotliBlock, end: Int) throws(BrotliError) {
    while output.count < end {
      let kind = try block.commands.next(&bits)
      let symbol = try block.commandCodes[kind].decode(&bits)
      let cell = BrotliDecoder.cells[symbol >> 6]
      let insertCode = cell.0 + (symbol >> 3 & 7)
      let copyCode = cell.1 + (symbol & 7)
      let insert =
        BrotliDecoder.insertBase[insertCode]
        + (try bits.read(BrotliDecoder.insertBits[insertCode]))
      let copy =
        BrotliDecoder.copyBase[copyCode] + (try bits.read(BrotliDecoder.copyBits[copyCode]))
      guard insert <= end - output.count else { throw .malformed("more bytes than it says") }
      for _ in 0..<insert { try literal(&block) }
      if output.count == end { break }
      let distance = symbol < 128 ? distances[3] : try self.distance(&block, copy)
      let reach = min(window, output.count)
      if symbol >= 128, block.distanceSymbol != 0, distance <= reach { remember(distance) }
      if distance <= reach {
        guard distance > 0, copy <= end - output.count else {
          throw .malformed("a copy that leaves the block")
        }
        for _ in 0..<copy { output.append(output[output.count - distance]) }
      } else {
        guard
          let word = BrotliDictionary.word(length: copy, id: distance - reach - 1),
          word.count <= end - output.count
        else { throw .malformed("a distance that leads nowhere") }
        output += word
      }
    }
  }

  private mutating func remember(_ distance: Int) {
    distances.removeFirst()
    distances.append(distance)
  }

  private mutating func literal(_ block: inout BrotliBlock) throws(BrotliError) {
    let kind = try block.literals.next(&bits)
    let last = output.last ?? 0
    let before = output.count > 1 ? output[output.count - 2] : 0
    let context = BrotliContext.literal(mode: block.modes[kind], last, before)
    let tree = block.literalMap[kind << 6 | context]
    output.append(UInt8(truncatingIfNeeded: try block.literalCodes[tree].decode(&bits)))
  }

  /// Reads a distance (RFC 7932, 4).
  private mutating func distance(
    _ block: inout BrotliBlock, _ copy: Int
  ) throws(BrotliError) -> Int {
    let kind = try block.distances.next(&bits)
    let context = min(max(copy - 2, 0), 3)
    let tree = block.distanceMap[kind << 2 | context]
    let symbol = try block.distanceCodes[tree].decode(&bits)
    block.distanceSymbol = symbol
    if symbol < 4 { return distances[3 - symbol] }
    if symbol < 16 {
      let base = symbol < 10 ? distances[3] : distances[2]
      let step = (symbol - (symbol < 10 ? 4 : 10)) / 2 + 1
      let distance = symbol.isMultiple(of: 2) ? base - step : base + step
      guard distance > 0 else { throw .malformed("a distance that is not above 0") }
      return distance
    }
    if symbol < 16 + block.direct { return symbol - 15 }
    let rest = symbol - block.direct - 16
    let width = 1 + rest >> (block.postfix + 1)
    let high = rest >> block.postfix
    let low = rest & (1 << block.postfix - 1)
    let offset = (2 + high & 1) << width - 4
    let more = try bits.read(width)
    return (offset + more) << block.postfix + low + block.direct + 1
  }
}
