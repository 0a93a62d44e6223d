/// What is done to valid inputs to make hostile ones of them, each known by its number: cut off behind
/// every byte, every bit turned, numbers at their extremes at every place, and then damage by chance,
/// without end.
///
/// One place for all fuzz tests and for the programs in `Fuzzing/`: what one of them finds, another
/// repeats by the number.
public struct Damage: Sendable {
  /// What is done to a seed.
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing: the seed as it is.
    case whole
    /// Nothing: it is hostile already, a tower or a bomb.
    case hostile
    /// Cut off behind a byte.
    case cut
    /// One bit turned.
    case bit
    /// A number at its extreme.
    case extreme
    /// Several changes by chance.
    case chance
  }

  /// Valid inputs.
  public let seeds: [[UInt8]]
  /// Inputs that are hostile as they are.
  public let hostile: [[UInt8]]
  /// How many numbers there are before chance begins.
  public let systematic: Int

  private let seed: UInt64
  /// The first number of each kind but the first.
  private let starts: [Int]

  /// Numbers as a header may claim them, of one, two, four and eight bytes, in both orders.
  static let extremes: [[UInt8]] = [
    [0], [0xFF], [0x7F], [0x80], [0, 0], [0xFF, 0xFF], [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0],
    [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0, 0, 0],
    [0, 0, 0, 0x80], [0xFF, 0xFF, 0xFF, 0xF8], [UInt8](repeating: 0xFF, count: 8),
    [0x7F] + [UInt8](repeating: 0xFF, count: 7), [UInt8](repeating: 0xFF, count: 7) + [0x7F],
    [0, 0, 0, 1, 0, 0, 0, 0], [UInt8](repeating: 0, count: 8),
    // A box whose length stands behind its type, and a length of EBML.
    [0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 0x7F] + [UInt8](repeating: 0xFF, count: 7),
    [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE],
  ]

  /// Damage to these.
  ///
  /// - Parameters:
  ///   - seeds: Valid inputs.
  ///   - hostile: Inputs that are hostile as they are.
  ///   - seed: Where chance starts from; the one of this run where none is given.
  public init(to seeds: [[UInt8]], hostile: [[UInt8]] = [], seed: UInt64? = nil) {
    self.seeds = seeds
    self.hostile = hostile
    self.seed = seed ?? SeededRandom.seedOfThisRun
    let bytes = seeds.reduce(0) { $0 + $1.count }
    var starts = [seeds.count]
    for count in [hostile.count, bytes, bytes * 8, bytes * Self.extremes.count] {
      starts.append((starts.last ?? 0) + count)
    }
    self.starts = starts
    systematic = starts.last ?? 0
  }

  /// What is done to make the input of a number.
  public func kind(of number: Int) -> Kind {
    zip(starts, Kind.allCases).first { number < $0.0 }?.1 ?? .chance
  }

  /// The input of a number from 0 on; the same number gives the same input.
  public func input(_ number: Int) -> [UInt8] {
    switch kind(of: number) {
    case .whole: return seeds[max(0, number)]
    case .hostile: return hostile[number - starts[0]]
    case .cut:
      let (seed, place) = place(number - starts[1], each: 1)
      return Array(seed[..<place])
    case .bit:
      var (seed, place) = place(number - starts[2], each: 8)
      seed[place / 8] ^= 1 << UInt8(place % 8)
      return seed
    case .extreme:
      let count = Self.extremes.count
      var (seed, place) = place(number - starts[3], each: count)
      let extreme = Self.extremes[place % count]
      place /= count
      for (offset, byte) in extreme.enumerated() where place + offset < seed.count {
        seed[place + offset] = byte
      }
      return seed
    case .chance: return chance(number)
    }
  }

  /// The seed that a number of a row falls into, and where in it, each byte having so many numbers.
  private func place(_ number: Int, each: Int) -> ([UInt8], Int) {
    var rest = number
    for seed in seeds {
      if rest < seed.count * each { return (seed, rest) }
      rest -= seed.count * each
    }
    return ([], 0)
  }

  private func chance(_ number: Int) -> [UInt8] {
    var random = SeededRandom(
      seed: seed ^ UInt64(truncatingIfNeeded: number) &* 0xD134_2543_DE82_EF95)
    var bytes = seeds.randomElement(using: &random) ?? []
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      // The front of one and the back of another.
      let other = seeds.randomElement(using: &random) ?? []
      bytes =
        Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
        + other.suffix(Int.random(in: 0...other.count, using: &random))
    case 1:
      // A stretch again and again.
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...64, using: &random))
      let times = Int.random(in: 1...40, using: &random)
      bytes.insert(contentsOf: Array(repeating: bytes[start..<end], count: times).joined(), at: end)
    case 2:
      // A stretch from somewhere over one elsewhere.
      let count = Int.random(in: 0...min(64, bytes.count), using: &random)
      let from = Int.random(in: 0...bytes.count - count, using: &random)
      let to = Int.random(in: 0...bytes.count - count, using: &random)
      bytes.replaceSubrange(to..<to + count, with: Array(bytes[from..<from + count]))
    case 3, 4:
      // Two numbers at their extremes.
      for _ in 0..<2 where !bytes.isEmpty {
        let extreme = Self.extremes.randomElement(using: &random) ?? []
        let place = Int.random(in: 0..<bytes.count, using: &random)
        for (offset, byte) in extreme.enumerated() where place + offset < bytes.count {
          bytes[place + offset] = byte
        }
      }
    default: break
    }
    return random.damage(bytes)
  }
}
