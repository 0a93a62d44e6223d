import Record
import Register
import Rules

extension QueueModel {
  /// Looks the queue up; only the cases that are shown have their dossiers read.
  init(_ desk: Desk, filter: Filter = .all, from first: Int = 1) {
    self.init(desk, Waiting(desk, position: 0), filter: filter, from: first)
  }

  /// The same from what was worked out of the state.
  init(_ desk: Desk, _ waiting: Waiting, filter: Filter = .all, from first: Int = 1) {
    self.init(filter: filter, today: waiting.today)
    mandates = waiting.mandates
    counts = waiting.counts
    counts[.mine] = waiting.inHand[desk.viewer.person]
    spans = waiting.spans
    let part =
      filter == .all
      ? waiting.entries : waiting.entries.filter { filter.holds($0, desk.viewer.person) }
    self.first = Self.first(first, of: part.count)
    let steps = Steps(desk)
    cases = part.dropFirst(self.first - 1).prefix(Self.portion).map {
      Case($0, desk, waiting, steps)
    }
  }
}

extension QueueModel {
  /// The place of the first case of the page on which one of so many stands.
  static func first(_ place: Int, of total: Int) -> Int {
    (min(max(place, 1), max(total, 1)) - 1) / portion * portion + 1
  }
}

extension QueueModel.Filter {
  /// Whether a case belongs to the part, for a Person.
  func holds(_ entry: Waiting.Entry, _ person: Identifier?) -> Bool {
    let application = entry.application
    return switch self {
    case .all: true
    case .mine: application.status == .submitted && person != nil && entry.holder == person
    case .free: application.status == .submitted && application.claimedBy == nil
    case .decision: application.status == .recommended
    }
  }
}

extension QueueModel {
  /// In which states the viewer may take a case in hand, or lay it back, by role.
  struct Steps {
    let claim: Set<ApplicationStatus>
    let release: Set<ApplicationStatus>

    init(_ desk: Desk) {
      claim = desk.statuses(.claim)
      release = desk.statuses(.release)
    }
  }
}

extension QueueModel.Case {
  init(_ entry: Waiting.Entry, _ desk: Desk, _ waiting: Waiting, _ steps: QueueModel.Steps) {
    let application = entry.application
    let canOpen = desk.maySee(application)
    let isHeld = application.claimedBy != nil
    self.init(
      id: application.id,
      algorithm: canOpen ? waiting.algorithm(of: application, desk) : nil,
      organization: entry.organization, round: application.round, status: application.status,
      holder: entry.holder.flatMap { waiting.name(of: $0, desk) },
      isMine: entry.holder == desk.viewer.person, isHeld: isHeld, due: entry.due,
      canClaim: canOpen && !isHeld && steps.claim.contains(application.status),
      canRelease: canOpen && isHeld && steps.release.contains(application.status),
      canOpen: canOpen)
  }
}
