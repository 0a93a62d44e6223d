public import Record
public import Rules

/// An application, as the events tell of it.
///
/// It holds no answers: those stand in records that can be erased, each tied to an event.
public struct Application: Hashable, Sendable {
  /// The application's id.
  public let id: Identifier
  /// The organization that files.
  public let organization: Identifier
  /// The regime.
  public let track: Track
  /// The edition of the rulebook under which it began, and by which it is judged.
  public let rulebook: RulebookReference
  /// When it was begun.
  public let begun: Moment
  /// Where it stands.
  public internal(set) var status = ApplicationStatus.draft
  /// The account that was last active on the organization's side.
  public internal(set) var applicant: Identifier
  /// What was handed in, round by round, oldest first.
  public internal(set) var submissions: [RecordReference] = []
  /// The record with what a list will print of what was handed in last, but for the number.
  public internal(set) var facts: RecordReference?
  /// What went back, round by round.
  public internal(set) var returns: [Return] = []
  /// The officer's account that has it in hand.
  public internal(set) var claimedBy: Identifier?
  /// The recommendation that waits for a decision, or led to one.
  public internal(set) var recommendation: Recommendation?
  /// The reasons with which an approver sent it back for another review; `nil` where none did, and
  /// once there is another recommendation.
  public internal(set) var sentBack: RecordReference?
  /// The number, once there is one.
  public internal(set) var number: FilingNumber?
  /// The record with the decision's content, once there is one, to which the log is committed.
  public internal(set) var decision: RecordReference?
  /// The entry of the log that holds the commitment to the decision.
  public internal(set) var commitment: UInt64?
  /// The list that made it public.
  public internal(set) var list: String?
  /// When what was written and handed in was erased; `nil` where it is still there.
  public internal(set) var dossierErased: Moment?
  /// What happened to the time in which the authority has to decide.
  public internal(set) var clock: [Clock.Event] = []
  /// The event that last changed it.
  public internal(set) var changed: Moment
  /// Everything that happened, oldest first.
  public internal(set) var history: [Step] = []

  /// A step on the way of an application.
  public struct Step: Hashable, Sendable {
    /// What happened: the name of the command.
    public let name: ApplicationCommand.Name
    /// The pseudonymous actor.
    public let actor: String
    /// When.
    public let at: Moment
  }

  /// What went back with a return.
  public struct Return: Hashable, Sendable {
    /// The round that it answers, from 1.
    public let round: Int
    /// The places that have to be corrected: fields, `products[0].permits`, `documents.report`.
    public let places: [String]
    /// The record with the reasons.
    public let record: RecordReference
    /// When.
    public let at: Moment
  }

  /// What an officer recommends.
  public struct Recommendation: Hashable, Sendable {
    /// What could be decided.
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
      /// That it is filed.
      case file
      /// That it is not.
      case refuse
    }

    /// What is recommended.
    public let outcome: Outcome
    /// The account of the officer.
    public let by: Identifier
    /// The record with the reasons.
    public let record: RecordReference
  }

  /// The round that was handed in last, from 1; 0 before the first.
  public var round: Int { submissions.count }

  /// The places that the organization has to answer for now.
  public var openPlaces: [String] { status == .returned ? returns.last?.places ?? [] : [] }
}

/// A record that an event commits to: SHA-256 over 16 bytes of salt and the body.
public struct RecordReference: Hashable, Sendable, Codable {
  /// The record's id.
  public let id: String
  /// Its version, from 1.
  public let version: Int
  /// The commitment, 64 hexadecimal digits.
  public let digest: String
}
