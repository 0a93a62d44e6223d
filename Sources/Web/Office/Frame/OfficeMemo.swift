/// What pages of the office are put together from, worked out once and kept: for everybody, and never a
/// page of somebody.
final class OfficeMemo: Sendable {
  /// What waits for an officer or an approver.
  let waiting = WaitingMemo()
  /// The page to sign in on, before anything was typed.
  let signIn = Moulds<SignInForm.Key>(limit: 1 << 20)
  /// Parts of forms.
  let sections = SectionMemo()
}
