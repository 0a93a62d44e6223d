import Record

/// What importing notices of cancellation did.
public struct NoticesImport: Sendable, Codable {
  /// Notices that were new and concern a recorded filing, by filing number.
  public var applied: [String]
  /// Notices that were new and wait for the list of their filing.
  public var pending: [String]
  /// Notices that were known.
  public var known: Int

  /// Whether anything was recorded.
  public var changedAnything: Bool { !applied.isEmpty || !pending.isEmpty }

  /// Decides what recording notices comes to.
  ///
  /// A notice is known if one with the same number and day is recorded.
  static func decide(
    _ notices: [CancellationNotice], source: Source, on state: RegisterState, at now: Moment
  ) -> Decision {
    var outcome = NoticesImport(applied: [], pending: [], known: 0)
    var leaves: [Leaf] = []
    var seen: Set<CancellationLeaf> = []
    for notice in notices {
      let leaf = CancellationLeaf(
        number: notice.number, effective: PublicDate(notice.announced), list: notice.list,
        algorithm: notice.algorithm, organization: notice.organization,
        source: notice.source,
        recorded: now)
      let key = FilingKey.key(of: notice.number)
      let filing = state.filing(key)
      let recorded = filing?.entries ?? state.waitingNotices(key)
      let isKnown = recorded.contains { entry in
        guard case .cancellation(let other) = entry.leaf else { return false }
        return other.effective == leaf.effective
      }
      guard !isKnown, seen.insert(leaf).inserted else {
        outcome.known += 1
        continue
      }
      leaves.append(.cancellation(leaf))
      if filing == nil {
        outcome.pending.append(notice.number)
      } else {
        outcome.applied.append(notice.number)
      }
    }
    return Decision(
      kind: .noticesImported, subject: source.name, leaves: leaves,
      outcome: .noticesImported(outcome))
  }
}
