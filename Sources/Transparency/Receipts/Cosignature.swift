/// A witness's statement that this was, at that time, the largest consistent tree it had seen.
public struct Cosignature: Hashable, Sendable {
  /// The witness's name within the policy.
  public let witness: String
  /// The witness's key.
  public let key: VerifierKey
  /// When, in seconds since 1970 UTC, as the witness asserts.
  public let timestamp: UInt64
}
