import Record
import Register
import Rules

/// What waits for an officer or an approver, the most urgent first.
struct QueueModel: Sendable {
  /// Which part of the queue is shown.
  enum Filter: String, Hashable, Sendable, CaseIterable { case all, mine, free, decision }

  var filter = Filter.all
  /// How many cases each part holds.
  var counts: [Filter: Int] = [:]
  /// How many cases have so many working days left.
  var spans: [Span: Int] = [:]
  /// The cases of the part and the page.
  var cases: [Case] = []
  /// The place of the first case of the page, from 1.
  var first = 1
  /// How many cases the part holds.
  var total: Int { counts[filter] ?? 0 }
  /// Mandates and claims that wait.
  var mandates = 0
  var today: Day

  /// How many cases a page shows.
  static let portion = 50

  /// Working days left, in steps that people plan by.
  enum Span: Int, Hashable, Sendable, CaseIterable, Comparable {
    case overdue, today, week, fortnight, later

    init(_ mark: DueMark) {
      switch mark.left {
      case _ where mark.late > 0: self = .overdue
      case ...3: self = .today
      case ...8: self = .week
      case ...15: self = .fortnight
      default: self = .later
      }
    }

    static func < (left: Span, right: Span) -> Bool { left.rawValue < right.rawValue }
  }

  struct Case: Hashable, Sendable {
    var id: Identifier
    /// The name of the algorithm; `nil` where the dossier was erased.
    var algorithm: String?
    var organization: String
    var round: Int
    var status: ApplicationStatus
    /// The name of the officer who has it in hand, or has recommended.
    var holder: String?
    var isMine: Bool
    var isHeld: Bool
    var due: DueMark?
    var canClaim: Bool
    var canRelease: Bool
    /// Whether the viewer may look into it: not where the viewer acts for the organization.
    var canOpen: Bool
  }
}
