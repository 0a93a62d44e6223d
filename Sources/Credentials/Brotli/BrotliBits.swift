/// The bits of a Brotli stream, the least significant of each byte first.
struct BrotliBits {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var held: UInt64 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next `width` bits, at most 32.
  mutating func read(_ width: Int) throws(BrotliError) -> Int {
    while count < width {
      guard position < bytes.endIndex else { throw .truncated }
      held |= UInt64(bytes[position]) << UInt64(count)
      position += 1
      count += 8
    }
    let value = Int(held & (1 << UInt64(width) - 1))
    held >>= UInt64(width)
    count -= width
    return value
  }

  mutating func bit() throws(BrotliError) -> Bool { try read(1) == 1 }

  /// Goes to the next whole byte; the bits in between have to be 0.
  mutating func align() throws(BrotliError) {
    let rest = count % 8
    if try read(rest) != 0 { throw .malformed("bits of padding that are not 0") }
  }

  /// The next `length` bytes, from a whole byte on.
  mutating func copy(_ length: Int, to output: inout [UInt8]) throws(BrotliError) {
    var left = length
    while left > 0, count > 0 {
      output.append(UInt8(truncatingIfNeeded: try read(8)))
      left -= 1
    }
    guard left <= bytes.endIndex - position else { throw .truncated }
    output += bytes[position..<position + left]
    position += left
  }
}

/// A prefix code (RFC 7932, 3.2): canonical, so that lengths are all that has to be known.
struct BrotliCode {
  private var counts = [Int](repeating: 0, count: 16)
  private var symbols: [Int] = []

  /// A code with one symbol and no bits.
  init(only symbol: Int) {
    counts[0] = 1
    symbols = [symbol]
  }

  /// A code with a length for each symbol; nil where the lengths are not those of a full code.
  init?(lengths: [UInt8]) {
    for length in lengths where length > 0 {
      guard length < 16 else { return nil }
      counts[Int(length)] += 1
    }
    var left = 1 << 15
    for length in 1...15 { left -= counts[length] << (15 - length) }
    guard left == 0 else { return nil }
    var places = [Int](repeating: 0, count: 17)
    for length in 1...15 { places[length + 1] = places[length] + counts[length] }
    symbols = [Int](repeating: 0, count: places[16])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[places[Int(length)]] = symbol
      places[Int(length)] += 1
    }
  }

  func decode(_ bits: inout BrotliBits) throws(BrotliError) -> Int {
    if counts[0] == 1 { return symbols[0] }
    var code = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      code |= try bits.read(1)
      let count = counts[length]
      if code - count < first { return symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw .malformed("a code that no symbol has")
  }

  /// Reads a code for an alphabet of `size` symbols (RFC 7932, 3.4 and 3.5).
  init(reading bits: inout BrotliBits, size: Int) throws(BrotliError) {
    let skip = try bits.read(2)
    if skip == 1 {
      self = try BrotliCode.simple(&bits, size)
    } else {
      self = try BrotliCode.complex(&bits, size, skip)
    }
  }

  private static func simple(
    _ bits: inout BrotliBits, _ size: Int
  ) throws(BrotliError) -> BrotliCode {
    let count = try bits.read(2) + 1
    var width = 0
    while (size - 1) >> width > 0 { width += 1 }
    var symbols: [Int] = []
    for _ in 0..<count {
      let symbol = try bits.read(width)
      guard symbol < size, !symbols.contains(symbol) else {
        throw .malformed("a symbol that is not in the alphabet, or twice")
      }
      symbols.append(symbol)
    }
    if count == 1 { return BrotliCode(only: symbols[0]) }
    let shape: [UInt8] =
      switch count {
      case 2: [1, 1]
      case 3: [1, 2, 2]
      default: try bits.bit() ? [1, 2, 3, 3] : [2, 2, 2, 2]
      }
    var lengths = [UInt8](repeating: 0, count: size)
    for (symbol, length) in zip(symbols, shape) { lengths[symbol] = length }
    guard let code = BrotliCode(lengths: lengths) else {
      throw .malformed("a simple code that is none")
    }
    return code
  }

  private static let order = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15]

  private static func complex(
    _ bits: inout BrotliBits, _ size: Int, _ skip: Int
  ) throws(BrotliError) -> BrotliCode {
    var inner = [UInt8](repeating: 0, count: 18)
    var space = 32
    var used = 0
    for place in skip..<18 where space > 0 {
      let length = try codeLength(&bits)
      inner[order[place]] = length
      if length > 0 {
        space -= 32 >> Int(length)
        used += 1
      }
    }
    let code: BrotliCode
    if used == 1, let symbol = inner.firstIndex(where: { $0 > 0 }) {
      code = BrotliCode(only: symbol)
    } else {
      guard space == 0, let full = BrotliCode(lengths: inner) else {
        throw .malformed("a code of code lengths that is not full")
      }
      code = full
    }
    return try lengths(&bits, size, code)
  }

  /// The fixed code of RFC 7932, 3.5.
  private static func codeLength(_ bits: inout BrotliBits) throws(BrotliError) -> UInt8 {
    switch try bits.read(2) {
    case 0: return 0
    case 1: return 4
    case 2: return 3
    default:
      if !(try bits.bit()) { return 2 }
      return try bits.bit() ? 5 : 1
    }
  }

  private static func lengths(
    _ bits: inout BrotliBits, _ size: Int, _ code: BrotliCode
  ) throws(BrotliError) -> BrotliCode {
    var lengths: [UInt8] = []
    var space = 32_768
    var last: UInt8 = 8
    var run = (symbol: 0, count: 0)
    while lengths.count < size, space > 0 {
      let symbol = try code.decode(&bits)
      if symbol < 16 {
        lengths.append(UInt8(symbol))
        run.count = 0
        if symbol > 0 {
          last = UInt8(symbol)
          space -= 32_768 >> symbol
        }
        continue
      }
      let width = symbol == 16 ? 2 : 3
      let old = run.symbol == symbol ? run.count : 0
      var count = try bits.read(width) + 3
      if old > 0 { count += (old - 2) << width }
      run = (symbol, count)
      let more = count - old
      guard more >= 0, more <= size - lengths.count else {
        throw .malformed("more code lengths than symbols")
      }
      let length: UInt8 = symbol == 16 ? last : 0
      lengths += repeatElement(length, count: more)
      if length > 0 { space -= more * (32_768 >> Int(length)) }
    }
    guard space == 0 else { throw .malformed("a code that is not full") }
    lengths += repeatElement(0, count: size - lengths.count)
    guard let full = BrotliCode(lengths: lengths) else {
      throw .malformed("a code that is not full")
    }
    return full
  }
}
