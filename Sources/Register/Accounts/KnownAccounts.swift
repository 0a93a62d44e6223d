import Synchronization

/// What others may know of accounts, as it was read lately: an account in a revision is always the
/// same, and storage says with each session which revision its account has.
final class KnownAccounts: Sendable {
  private struct Known {
    let revision: Int
    let account: SignInAccount
  }

  /// How many accounts are kept; when there are more, all are given up and read anew.
  private static let limit = 4096

  private let kept = Mutex<[String: Known]>([:])

  func account(_ id: String, revision: Int) -> SignInAccount? {
    guard let known = kept.withLock({ $0[id] }), known.revision == revision else { return nil }
    return known.account
  }

  func keep(_ account: StoredAccount) {
    kept.withLock { kept in
      if kept.count >= Self.limit { kept = [:] }
      kept[account.id.text] = Known(revision: account.revision, account: account.account)
    }
  }
}
