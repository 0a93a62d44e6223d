import Record
import Register
import Rules

/// One application with everything that is needed to review it and to decide on it.
struct ReviewModel: Sendable {
  var id: Identifier
  var algorithm: String?
  var organization: String
  var creditCode: String
  var track: Track
  var rulebook: RulebookReference
  var status: ApplicationStatus
  var round: Int
  /// The name of the officer who has it in hand; the outer `nil` is that nobody has.
  var holder: Holder?
  var due: DueMark?
  /// How the due date was reckoned, one statement each.
  var explanation: [Wording] = []
  var canClaim = false
  var canRelease = false
  /// Whether the viewer may return it or recommend now: it is in the viewer's hand.
  var canReview = false
  /// What was handed in; `nil` where the record was erased.
  var dossier: ReviewedDossier?
  var lastReturn: LastReturn?
  var findings: [FoundItem] = []
  /// Why an approver sent the last recommendation back.
  var sentBack: String?
  var recommendation: Recommended?
  var deciding = Deciding.no
  var decided: Decided?
  /// The newest first.
  var history: [Step] = []
  var draft = ReturnDraft()
  /// Whether every section is laid open, and not only what calls for a look.
  var isWhole = false

  struct Holder: Hashable, Sendable {
    var name: String?
    var isViewer: Bool
  }

  struct LastReturn: Hashable, Sendable {
    var round: Int
    var at: Moment
    var items: [Item]

    struct Item: Hashable, Sendable {
      var place: FormPlace
      var name: Wording
      var reason: String
      var remedy: String
      /// What the organization says to it.
      var reply: String?
      /// Whether what stands there is another than before.
      var isChanged: Bool
    }
  }

  struct FoundItem: Hashable, Sendable {
    var wording: Wording
    var remedy: Wording
    var places: [FormPlace]
  }

  struct Recommended: Hashable, Sendable {
    var outcome: Application.Recommendation.Outcome
    var by: String?
    /// The reasons; `nil` where they were erased.
    var reasons: String?
  }

  /// Whether the viewer may decide.
  enum Deciding: Hashable, Sendable {
    /// There is nothing to decide, or it is not for the viewer.
    case no
    /// Somebody else has to.
    case anotherPerson
    case yes
  }

  struct Decided: Hashable, Sendable {
    var outcome: Application.Recommendation.Outcome
    var number: FilingNumber?
    var at: Moment?
    var ground: String?
    var reasons: String?
    /// The entry of the log with the commitment to the decision.
    var commitment: UInt64?
    /// The public list in which it stands.
    var list: String?
  }

  struct Step: Hashable, Sendable {
    var name: ApplicationCommand.Name
    var who: String?
    var at: Moment
  }
}
