/// A session: somebody is signed in.
///
/// Only the SHA-256 of the session's token is kept, so that whoever reads the file cannot take a
/// session over.
public struct LedgerSession: Hashable, Sendable {
  /// SHA-256 of the token, 32 bytes.
  public var hash: [UInt8]
  /// The account's id.
  public var account: String
  /// When it began, in seconds since 1970-01-01T00:00:00Z.
  public var created: Int
  /// When it was used last, in seconds since 1970-01-01T00:00:00Z, or a little earlier.
  public var used: Int
  /// What belongs to it.
  public var body: [UInt8]

  /// A session; `hash` has 32 bytes.
  public init(hash: [UInt8], account: String, created: Int, used: Int, body: [UInt8]) {
    self.hash = hash
    self.account = account
    self.created = created
    self.used = used
    self.body = body
  }
}

/// An API token: a program may act for an account.
///
/// Only the SHA-256 of the token is kept.
public struct LedgerToken: Hashable, Sendable {
  /// SHA-256 of the token, 32 bytes.
  public var hash: [UInt8]
  /// What it is called by where it is listed and revoked.
  public var id: String
  /// The account's id.
  public var account: String
  /// When it was made, in seconds since 1970-01-01T00:00:00Z.
  public var created: Int
  /// The second from which it is no longer good, since 1970-01-01T00:00:00Z.
  public var expires: Int
  /// What belongs to it: its name, what it may do.
  public var body: [UInt8]

  /// A token; `hash` has 32 bytes.
  public init(
    hash: [UInt8], id: String, account: String, created: Int, expires: Int, body: [UInt8]
  ) {
    self.hash = hash
    self.id = id
    self.account = account
    self.created = created
    self.expires = expires
    self.body = body
  }
}

/// An attempt at something that may be tried only so often.
public struct LedgerAttempt: Hashable, Sendable {
  /// SHA-256 of what is counted, 32 bytes; nothing personal stands in the file.
  public var key: [UInt8]
  /// When it was made, in seconds since 1970-01-01T00:00:00Z.
  public var at: Int

  /// An attempt; `key` has 32 bytes.
  public init(key: [UInt8], at: Int) {
    self.key = key
    self.at = at
  }
}

/// How many attempts there may be within how long.
public struct LedgerAttemptLimit: Hashable, Sendable {
  /// The number of attempts; the next one is refused.
  public var count: Int
  /// For how many seconds an attempt counts.
  public var window: Int

  /// At most `count` attempts within any `window` seconds.
  public init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }
}
