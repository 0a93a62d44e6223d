/// What pages of the office are put together from, worked out once and kept: for everybody, and never a
/// page of somebody.
final class OfficeMemo: Sendable {
  /// What waits for an officer or an approver.
  let waiting = WaitingMemo()
  /// Parts of forms.
  let sections = SectionMemo()
}
