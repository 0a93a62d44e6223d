import Foundation
public import Record

/// A private record of what happened: which command, by whom, and how many leaves it made public.
///
/// Actors are pseudonymous identifiers; an event never holds a name. Events are never erased.
public struct Event: Hashable, Sendable, Codable {
  /// What happened.
  @nonexhaustive
  public enum Kind: String, Hashable, Sendable, Codable {
    /// A new official list was recorded.
    case listImported = "list-imported"
    /// A newer copy of a recorded list brought differences.
    case listCopyImported = "list-copy-imported"
    /// Notices of cancellation were recorded.
    case noticesImported = "notices-imported"
    /// A list of this register's own was published.
    case listPublished = "list-published"
    /// A decision on a filing of this register's own was recorded.
    case filingDecided = "filing-decided"
    /// Published entries that the ledger had lost were entered again.
    case recovered
  }

  /// The version of this record.
  public var v: Int
  /// What happened.
  public var kind: Kind
  /// Who did it: a pseudonymous identifier, or `command` for somebody with access to the machine.
  public var actor: String
  /// When it happened.
  public var at: Moment
  /// What it concerns: a list's identifier, a filing number.
  public var subject: String
  /// How many leaves it made public.
  public var leaves: Int

  /// The version that is written today; every version ever written stays readable.
  public static let currentVersion = 1

  /// An event of the version that is written today.
  public init(kind: Kind, actor: String, at: Moment, subject: String, leaves: Int) {
    self.v = Self.currentVersion
    self.kind = kind
    self.actor = actor
    self.at = at
    self.subject = subject
    self.leaves = leaves
  }

  func encoded() throws(RegisterError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(self)) } catch {
      throw .damaged("an event could not be written: \(error)")
    }
  }
}
