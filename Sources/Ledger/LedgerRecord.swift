/// A personal record in a version: what may be erased one day.
///
/// An event holds a commitment to it, SHA-256 over salt and body; without the salt the commitment
/// tells nothing, so erasing both erases the record.
public struct LedgerRecord: Hashable, Sendable {
  /// What the record is of.
  public var id: String
  /// The version, from 1.
  public var version: Int
  /// 16 random bytes of its own.
  public var salt: [UInt8]
  /// The bytes that are kept.
  public var body: [UInt8]

  /// How many bytes a salt has: 128 bits.
  public static let saltBytes = 16

  /// A record; the salt has ``saltBytes`` bytes.
  public init(id: String, version: Int, salt: [UInt8], body: [UInt8]) {
    self.id = id
    self.version = version
    self.salt = salt
    self.body = body
  }
}

/// An account: how somebody signs in.
public struct LedgerAccount: Hashable, Sendable {
  /// The account's id.
  public var id: String
  /// The name to sign in with, in the form in which it is compared; no two accounts have the same.
  public var login: String
  /// How often it was written, from 1.
  public var revision: Int
  /// What belongs to it: the hash of the password, the second factor.
  public var body: [UInt8]

  /// An account in a revision.
  public init(id: String, login: String, revision: Int = 1, body: [UInt8]) {
    self.id = id
    self.login = login
    self.revision = revision
    self.body = body
  }
}
