import Record
import Register
import Rules

extension QueueModel {
  /// Looks the queue up; only the cases that are shown have their dossiers read.
  init(_ desk: Desk, filter: Filter = .all, from first: Int = 1) {
    self.init(filter: filter, today: desk.today)
    let queue = desk.cases.queue(in: desk.calendar, asOf: desk.today)
    mandates = desk.cases.openMandates.count
    for (application, due) in queue {
      for part in Filter.allCases where part.holds(application, desk) {
        counts[part, default: 0] += 1
      }
      if let due {
        let mark = DueMark(due, asOf: desk.today, in: desk.calendar)
        spans[Span(mark), default: 0] += 1
      }
    }
    let part = queue.filter { filter.holds($0.application, desk) }
    self.first = (min(max(first, 1), max(part.count, 1)) - 1) / Self.portion * Self.portion + 1
    cases = part.dropFirst(self.first - 1).prefix(Self.portion).map { Case($0, $1, desk) }
  }
}

extension QueueModel.Filter {
  func holds(_ application: Application, _ desk: Desk) -> Bool {
    switch self {
    case .all: true
    case .mine: application.status == .submitted && desk.isMine(application.claimedBy)
    case .free: application.status == .submitted && application.claimedBy == nil
    case .decision: application.status == .recommended
    }
  }
}

extension QueueModel.Case {
  init(_ application: Application, _ due: DueDate?, _ desk: Desk) {
    let canOpen = desk.maySee(application)
    self.init(
      id: application.id,
      algorithm: canOpen ? desk.dossier(application)?.algorithm : nil,
      organization: desk.cases.organization(application.organization)?.name ?? "",
      round: application.round, status: application.status,
      holder: application.claimedBy.flatMap { desk.name(ofAccount: $0) },
      isMine: desk.isMine(application.claimedBy), isHeld: application.claimedBy != nil,
      due: due.map { DueMark($0, asOf: desk.today, in: desk.calendar) },
      canClaim: desk.may(.claim, application) && application.claimedBy == nil,
      canRelease: desk.may(.release, application) && application.claimedBy != nil,
      canOpen: canOpen)
  }
}
