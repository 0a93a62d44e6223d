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
    /// Statements about organizations' credit codes were recorded.
    case organizationCodesImported = "organization-codes-imported"
    /// A list of this register's own was published.
    case listPublished = "list-published"
    /// A decision on a filing of this register's own was recorded.
    case filingDecided = "filing-decided"
    /// Published entries that the ledger had lost were entered again.
    case recovered
    /// Something happened to a person, an organization or an application.
    case cases
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
  /// What happened to a person, an organization or an application (version 2).
  var body: CaseEvent?
  /// The records that it commits to (version 2).
  var records: [RecordReference]?

  /// The version that is written today; every version ever written stays readable.
  public static let currentVersion = 2

  /// An event that concerns no case: its form is that of version 1.
  public init(kind: Kind, actor: String, at: Moment, subject: String, leaves: Int) {
    self.v = 1
    self.kind = kind
    self.actor = actor
    self.at = at
    self.subject = subject
    self.leaves = leaves
  }

  /// An event of a case, with the records that it commits to.
  init(_ body: CaseEvent, actor: String, at: Moment, leaves: Int, records: [RecordReference]) {
    self.init(kind: .cases, actor: actor, at: at, subject: "", leaves: leaves)
    self.v = Self.currentVersion
    self.body = body
    self.records = records.isEmpty ? nil : records
  }

  /// Reads an event of any version that was ever written.
  init(parsing bytes: [UInt8], position: Int) throws(RegisterError) {
    do {
      self = try JSONDecoder().decode(Event.self, from: Data(bytes))
    } catch {
      throw .damaged("event \(position) cannot be read: \(error)")
    }
    guard v <= Self.currentVersion else {
      throw .damaged(
        "event \(position) has version \(v), and this program reads up to \(Self.currentVersion): "
          + "use a newer program")
    }
  }

  func encoded() throws(RegisterError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(self)) } catch {
      throw .damaged("an event could not be written: \(error)")
    }
  }
}
