/// Numbers that look random and are the same every time (SplitMix64).
///
/// The program in Go that proofs are compared with has the same generator, so that both ask for the
/// same leaves.
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A sequence of numbers; each seed has its own.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, which is above 0.
  public mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
}
