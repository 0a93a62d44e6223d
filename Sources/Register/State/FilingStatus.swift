public import Record

/// What a filing is worth at some time.
public enum FilingStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// In force as first published.
  case inForce = "in-force"
  /// In force, after at least one change.
  case changed
  /// Cancelled (注销). The number stays visible.
  case cancelled
  /// Revoked (撤销; Algorithm Recommendation Provisions, art. 33). The number stays visible.
  case revoked

  /// Whether the number may still be shown as a filing in force.
  public var isInForce: Bool { self == .inForce || self == .changed }
}

/// A restriction to what was true, or to what was known, at an earlier time.
///
/// The two are never mixed: `asOf` asks what had taken effect by a day, `at` what this register
/// had recorded when its log had that many leaves.
public struct TimeView: Hashable, Sendable {
  /// Only what had taken effect by the end of this Beijing day.
  public var asOf: PublicDate?
  /// Only leaves with an index below this.
  public var at: UInt64?

  /// A restriction to a day, to a size of the log, or to both; `nil` does not restrict.
  public init(asOf: PublicDate? = nil, at: UInt64? = nil) {
    self.asOf = asOf
    self.at = at
  }

  /// Everything that is recorded and in effect.
  public static let now = TimeView()

  /// Whether nothing is left out.
  public var isNow: Bool { asOf == nil && at == nil }

  /// Whether the leaf with an index was recorded by then.
  public func shows(index: UInt64) -> Bool { at.map { index < $0 } ?? true }

  /// Whether what took effect on a date had done so by then.
  public func shows(_ effective: PublicDate) -> Bool {
    asOf.map { effective.certainFrom <= $0.certainFrom } ?? true
  }
}
