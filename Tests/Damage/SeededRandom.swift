import Foundation

/// A repeatable source of randomness (SplitMix64), so that a failing run can be run again.
///
/// It takes its seed from `COUNTERMARK_SEED` if that is set, else it is always the same one: the
/// normal run is deterministic. Put it into the comment of an expectation to have the seed printed
/// with the failure: `#expect(a == b, "\(random)")`.
public struct SeededRandom: RandomNumberGenerator, Sendable, CustomStringConvertible {
  /// What the sequence started from.
  public let seed: UInt64

  private var state: UInt64

  /// Starts a sequence from `seed`, or from the seed of this run.
  public init(seed: UInt64? = nil) {
    let seed = seed ?? SeededRandom.seedOfThisRun
    self.seed = seed
    self.state = seed
  }

  /// The seed given by `COUNTERMARK_SEED`, in decimal; a fixed one where it is not set.
  public static let seedOfThisRun: UInt64 =
    ProcessInfo.processInfo.environment["COUNTERMARK_SEED"].flatMap(UInt64.init)
    ?? 0x636F_756E_7465_726D

  /// How to repeat the run.
  public var description: String { "repeat with COUNTERMARK_SEED=\(seed)" }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// That many random bytes.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
  }

  /// A damaged copy of `bytes`: a few bytes changed, cut out, repeated or put in.
  ///
  /// The usual first step of a fuzz test: a parser has to get past the outer layers of a valid
  /// input before anything interesting is reached.
  public mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) {
      let place = Int.random(in: 0...result.count, using: &self)
      let length = min(Int.random(in: 1...8, using: &self), result.count - place)
      switch Int.random(in: 0..<5, using: &self) {
      case 0 where place < result.count:
        result[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 1 where place < result.count:
        result[place] =
          [0x00, 0x0A, 0x20, 0x2B, 0x30, 0x7F, 0x80, 0xFF].randomElement(using: &self) ?? 0
      case 2 where length > 0:
        result.removeSubrange(place..<place + length)
      case 3 where length > 0:
        result.insert(contentsOf: result[place..<place + length], at: place)
      default:
        result.insert(contentsOf: self.bytes(Int.random(in: 1...4, using: &self)), at: place)
      }
    }
    return result
  }
}
