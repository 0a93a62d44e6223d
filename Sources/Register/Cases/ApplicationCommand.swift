public import Record
public import Rules

/// What somebody wants done with an application.
@nonexhaustive
public enum ApplicationCommand: Sendable {
  /// Begins one for an organization, under the newest edition of the track's rulebook.
  case begin(Track, organization: Identifier)
  /// Hands it in, or hands it in again after a return.
  case submit(Identifier, Submission)
  /// Takes it back before a decision.
  case withdraw(Identifier)
  /// An officer takes it in hand.
  case claim(Identifier)
  /// An officer lays it back, or another officer frees it.
  case release(Identifier)
  /// It goes back, with what has to be corrected.
  case giveBack(Identifier, [ReturnItem])
  /// An officer recommends a decision, with reasons.
  case recommend(Identifier, Application.Recommendation.Outcome, reasons: String)
  /// The approver does not follow, and it is reviewed again.
  case sendBack(Identifier, reasons: String)
  /// Another Person than the one who recommended it decides that it is filed; it gets its number.
  case approve(Identifier)
  /// Another Person than the one who recommended it decides that it is not filed.
  case refuse(Identifier)
  /// What was written and handed in is erased, with its evidence: where nothing came of it, and once
  /// it need not be kept any longer (``Retention``).
  case erase(Identifier)

  /// The names of the commands, in the order of a case's life.
  public enum Name: String, Hashable, Sendable, Codable, CaseIterable {
    case begin, submit, withdraw, claim, release
    case giveBack = "return"
    case recommend
    case sendBack = "send-back"
    case approve, refuse, publish, erase
  }

  /// Which command it is.
  public var name: Name {
    switch self {
    case .begin: .begin
    case .submit: .submit
    case .withdraw: .withdraw
    case .claim: .claim
    case .release: .release
    case .giveBack: .giveBack
    case .recommend: .recommend
    case .sendBack: .sendBack
    case .approve: .approve
    case .refuse: .refuse
    case .erase: .erase
    }
  }

  /// The application that it concerns; `nil` where it begins one.
  public var application: Identifier? {
    switch self {
    case .begin: nil
    case .submit(let id, _), .withdraw(let id), .claim(let id), .release(let id),
      .giveBack(let id, _), .recommend(let id, _, _), .sendBack(let id, _), .approve(let id),
      .refuse(let id), .erase(let id):
      id
    }
  }
}

/// What is handed in: the answers, the evidence, and what the organization says to each item of the
/// return before.
public struct Submission: Hashable, Sendable, Codable {
  /// A file that goes with it.
  public struct Document: Hashable, Sendable, Codable {
    /// SHA-256 of the file, 64 hexadecimal digits.
    public var sha256: String
    /// The name that it was handed in under.
    public var name: String
    /// Its length in bytes.
    public var bytes: Int
    /// Whether the operator's scanner found it clean; `false` where there is none.
    public var scanned: Bool
    /// When it was handed in; `nil` of files that came before this was noted.
    public var uploaded: Moment?

    /// A file as it was taken in.
    public init(
      sha256: String, name: String, bytes: Int, scanned: Bool, uploaded: Moment? = nil
    ) {
      self.sha256 = sha256
      self.uploaded = uploaded
      self.name = name
      self.bytes = bytes
      self.scanned = scanned
    }
  }

  /// The version of the record.
  public var v = 1
  /// The answers to the form.
  public var answers: Answers
  /// The evidence: every version of each document, oldest first; the last one counts.
  public var documents: [String: [Document]]
  /// What the organization says to items of the last return, by place.
  public var replies: [String: String]

  /// A dossier.
  public init(
    answers: Answers = Answers(), documents: [String: [Document]] = [:],
    replies: [String: String] = [:]
  ) {
    self.answers = answers
    self.documents = documents
    self.replies = replies
  }
}

/// Something that has to be corrected: field or document, why, and what to do.
public struct ReturnItem: Hashable, Sendable, Codable {
  /// The place: a field, `products[0].permits`, `documents.report`.
  public var place: String
  /// What is wrong.
  public var reason: String
  /// What to do.
  public var remedy: String

  /// An item of a return.
  public init(place: String, reason: String, remedy: String) {
    self.place = place
    self.reason = reason
    self.remedy = remedy
  }
}
