/// What the head of a meta-block says (RFC 7932, 9.2): block types, context maps and codes.
struct BrotliBlock {
  var literals: BrotliBlockTypes
  var commands: BrotliBlockTypes
  var distances: BrotliBlockTypes
  let postfix: Int
  let direct: Int
  let modes: [Int]
  let literalMap: [Int]
  let distanceMap: [Int]
  let literalCodes: [BrotliCode]
  let commandCodes: [BrotliCode]
  let distanceCodes: [BrotliCode]
  /// The symbol of the last distance.
  var distanceSymbol = 0

  init(_ bits: inout BrotliBits) throws(BrotliError) {
    literals = try BrotliBlockTypes(&bits)
    commands = try BrotliBlockTypes(&bits)
    distances = try BrotliBlockTypes(&bits)
    postfix = try bits.read(2)
    direct = try bits.read(4) << postfix
    var modes: [Int] = []
    for _ in 0..<literals.count { modes.append(try bits.read(2)) }
    self.modes = modes
    let (literalMap, literalTrees) = try BrotliContext.map(&bits, size: literals.count << 6)
    let (distanceMap, distanceTrees) = try BrotliContext.map(&bits, size: distances.count << 2)
    self.literalMap = literalMap
    self.distanceMap = distanceMap
    literalCodes = try BrotliBlock.codes(&bits, literalTrees, size: 256)
    commandCodes = try BrotliBlock.codes(&bits, commands.count, size: 704)
    distanceCodes = try BrotliBlock.codes(
      &bits, distanceTrees, size: 16 + direct + 48 << postfix)
  }

  private static func codes(
    _ bits: inout BrotliBits, _ count: Int, size: Int
  ) throws(BrotliError) -> [BrotliCode] {
    var codes: [BrotliCode] = []
    for _ in 0..<count { codes.append(try BrotliCode(reading: &bits, size: size)) }
    return codes
  }

  /// Reads a number from 1 to 256 (RFC 7932, 9.2).
  static func count(_ bits: inout BrotliBits) throws(BrotliError) -> Int {
    guard try bits.bit() else { return 1 }
    let width = try bits.read(3)
    return 1 + 1 << width + (try bits.read(width))
  }
}

/// The block types of one category, and where the current block ends (RFC 7932, 6).
struct BrotliBlockTypes {
  let count: Int
  private var typeCode: BrotliCode?
  private var lengthCode: BrotliCode?
  private var type = 0
  private var previous = 1
  private var left = 1 << 24

  init(_ bits: inout BrotliBits) throws(BrotliError) {
    count = try BrotliBlock.count(&bits)
    guard count > 1 else { return }
    typeCode = try BrotliCode(reading: &bits, size: count + 2)
    lengthCode = try BrotliCode(reading: &bits, size: 26)
    left = try length(&bits)
  }

  private static let base = [
    1, 5, 9, 13, 17, 25, 33, 41, 49, 65, 81, 97, 113, 145, 177, 209, 241, 305, 369, 497, 753, 1265,
    2289, 4337, 8433, 16_625,
  ]
  private static let widths = [
    2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24,
  ]

  private func length(_ bits: inout BrotliBits) throws(BrotliError) -> Int {
    guard let lengthCode else { return 1 << 24 }
    let symbol = try lengthCode.decode(&bits)
    return BrotliBlockTypes.base[symbol] + (try bits.read(BrotliBlockTypes.widths[symbol]))
  }

  /// The type of the next symbol.
  mutating func next(_ bits: inout BrotliBits) throws(BrotliError) -> Int {
    if left == 0, let typeCode {
      let symbol = try typeCode.decode(&bits)
      let next: Int
      switch symbol {
      case 0: next = previous
      case 1: next = (type + 1) % count
      default: next = symbol - 2
      }
      previous = type
      type = next
      left = try length(&bits)
    }
    left -= 1
    return type
  }
}

/// The contexts of literals and distances (RFC 7932, 7).
enum BrotliContext {
  /// Reads a context map of `size` entries and the number of codes that it names.
  static func map(
    _ bits: inout BrotliBits, size: Int
  ) throws(BrotliError) -> (map: [Int], trees: Int) {
    let trees = try BrotliBlock.count(&bits)
    guard trees > 1 else { return ([Int](repeating: 0, count: size), 1) }
    let runs = try bits.bit() ? try bits.read(4) + 1 : 0
    let code = try BrotliCode(reading: &bits, size: trees + runs)
    var map: [Int] = []
    while map.count < size {
      let symbol = try code.decode(&bits)
      if symbol == 0 {
        map.append(0)
      } else if symbol <= runs {
        let count = 1 << symbol + (try bits.read(symbol))
        guard count <= size - map.count else { throw .malformed("a context map that is too long") }
        map += repeatElement(0, count: count)
      } else {
        map.append(symbol - runs)
      }
    }
    if try bits.bit() { moveToFront(&map) }
    guard map.allSatisfy({ $0 < trees }) else {
      throw .malformed("a context map with a code that is not there")
    }
    return (map, trees)
  }

  private static func moveToFront(_ map: inout [Int]) {
    var order = Array(0..<256)
    for place in map.indices {
      let index = min(map[place], 255)
      let value = order.remove(at: index)
      order.insert(value, at: 0)
      map[place] = value
    }
  }

  /// The context of a literal behind two bytes.
  static func literal(mode: Int, _ last: UInt8, _ before: UInt8) -> Int {
    switch mode {
    case 0: Int(last & 0x3F)
    case 1: Int(last >> 2)
    case 2: utf8Low(last) | utf8High(before)
    default: signed(last) << 3 | signed(before)
    }
  }

  private static func signed(_ byte: UInt8) -> Int {
    switch byte {
    case 0: 0
    case 1...15: 1
    case 16...63: 2
    case 64...127: 3
    case 128...191: 4
    case 192...239: 5
    case 240...254: 6
    default: 7
    }
  }

  /// The table Lut1 of the RFC, by what it means.
  private static func utf8High(_ byte: UInt8) -> Int {
    switch byte {
    case 0x30...0x39, 0x41...0x5A: 2
    case 0x61...0x7A: 3
    case 0x21...0x7E: 1
    case 0xE0...0xFF: 2
    default: 0
    }
  }

  /// The table Lut0 of the RFC, by what it means.
  private static func utf8Low(_ byte: UInt8) -> Int {
    switch byte {
    case 0x09, 0x0A, 0x0D: 4
    case 0x20: 8
    case 0x21: 12
    case 0x22: 16
    case 0x23, 0x24, 0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3F, 0x40, 0x5C, 0x5E, 0x5F, 0x60, 0x7C, 0x7E:
      12
    case 0x25: 20
    case 0x27: 16
    case 0x28, 0x3C, 0x5B, 0x7B: 24
    case 0x29, 0x3E, 0x5D, 0x7D: 28
    case 0x2C: 32
    case 0x2E: 36
    case 0x30...0x39: 44
    case 0x3A: 32
    case 0x3B: 32
    case 0x3D: 40
    case 0x41, 0x45, 0x49, 0x4F, 0x55: 48
    case 0x42...0x5A: 52
    case 0x61, 0x65, 0x69, 0x6F, 0x75: 56
    case 0x62...0x7A: 60
    case 0x80...0xBF: Int(byte & 1)
    case 0xC0...0xFF: 2 + Int(byte & 1)
    default: 0
    }
  }
}
