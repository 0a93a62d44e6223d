/// A decision that no list has made public yet: only a commitment to it.
///
/// It tells that something was decided, and when, and nothing else. SHA-256 over 16 random bytes and
/// the decision; the party's receipt holds both, and so opens it.
public struct CommitmentLeaf: Hashable, Sendable, Codable {
  /// The commitment, 64 lower-case hexadecimal digits.
  public var commitment: String
  /// When this register recorded it.
  public var recorded: Moment

  /// A commitment, given as 64 lower-case hexadecimal digits.
  public init(_ commitment: String, recorded: Moment) {
    self.commitment = commitment
    self.recorded = recorded
  }
}
