extension Damage {
  /// How many inputs there were of each kind.
  public struct Count: Sendable, CustomStringConvertible {
    /// By kind.
    public var kinds: [Kind: Int] = [:]

    /// All of them.
    public var total: Int { kinds.values.reduce(0, +) }

    /// The numbers, for what a test prints.
    public var description: String {
      "\(total) inputs: "
        + Kind.allCases.map { "\(kinds[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    }
  }

  /// Spends a budget: every valid and every hostile input, and then what is cut off, turned and put to
  /// extremes, in steps through all of it, and chance, in turns.
  ///
  /// - Parameters:
  ///   - seconds: The budget of a normal run.
  ///   - body: One input.
  /// - Returns: What there was.
  public func spend(
    seconds: Double, _ body: (_ input: [UInt8], _ number: Int) throws -> Void
  ) rethrows -> Count {
    var count = Count()
    func meet(_ number: Int) throws {
      count.kinds[kind(of: number), default: 0] += 1
      try body(input(number), number)
    }
    let given = seeds.count + hostile.count
    for number in 0..<given { try meet(number) }
    // A step that leaves every number its turn, and neighbours far apart.
    let row = systematic - given
    var step = max(1, row * 5 / 8) | 1
    while row > 1, !Self.haveNoDivisor(row, step) { step += 2 }
    var round = 0
    try Effort.spend(seconds: seconds) {
      if round < row { try meet(given + round * step % row) }
      try meet(systematic + round)
      round += 1
    }
    return count
  }

  private static func haveNoDivisor(_ one: Int, _ other: Int) -> Bool {
    var (large, small) = (one, other)
    while small != 0 { (large, small) = (small, large % small) }
    return large == 1
  }
}
