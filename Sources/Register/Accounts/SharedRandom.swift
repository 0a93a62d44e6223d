/// A source of randomness that several tasks draw from.
///
/// Everything secret is drawn from it, so in a running register it is ``system``; a test passes a
/// sequence that repeats.
public struct SharedRandom: RandomNumberGenerator, Sendable {
  private let word: @Sendable () -> UInt64

  /// A source that draws 64 bits at a time.
  public init(_ word: @escaping @Sendable () -> UInt64) { self.word = word }

  /// The operating system's source, fit for secrets.
  public static let system = SharedRandom {
    var system = SystemRandomNumberGenerator()
    return system.next()
  }

  /// The next 64 bits.
  public func next() -> UInt64 { word() }

  /// That many random bytes.
  public func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let word = next()
      for shift in stride(from: UInt64(0), to: 64, by: 8) where bytes.count < count {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }
}
