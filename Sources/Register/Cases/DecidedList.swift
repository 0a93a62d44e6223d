import HashTreeCollections
import Record
public import Rules

/// A list that is drawn up from decided applications: previewed as it is, published as one act.
public struct DecidedList: Hashable, Sendable {
  /// The track.
  public var track: Track
  /// The applications, in the order in which they are printed.
  public var applications: [Identifier]

  /// A list of applications, in the order in which they are printed.
  public init(track: Track, applications: [Identifier]) {
    self.track = track
    self.applications = applications
  }

  /// The list as it would be published at a moment: its name, its number, its rows.
  func drawnUp(_ context: DecisionContext) throws(RegisterError) -> OwnList {
    guard !applications.isEmpty, Set(applications).count == applications.count else {
      throw .notAllowed(.text("applications"))
    }
    var filings: [FilingFacts] = []
    for id in applications {
      guard let application = context.cases.applications[id], application.track == track else {
        throw .notAllowed(.unknown)
      }
      guard Permission.statuses(.publish).contains(application.status) else {
        throw .notAllowed(.state(application.status.rawValue))
      }
      guard let reference = application.decision,
        let facts = try context.read(CaseDecision.self, reference).facts
      else { throw .notAllowed(.lost("decision/\(id)")) }
      filings.append(facts)
    }
    let today = context.now.beijingDay
    let number = context.state.ownLists(track).count + 1
    let isDemonstration = context.instance.kind == .demonstration
    let month = String(today.iso.prefix(7))
    // A second list in one month is told apart by its number.
    let first = OwnList.identifier(track, month, context.instance)
    let period = context.state.list(first) == nil ? month : "\(month)-\(number)"
    let title =
      "深度合成服务算法备案清单（\(today.year)年\(today.month)月，第\(number)批）"
      + (isDemonstration ? "（演示）" : "")
    return OwnList(
      track: track, period: period, title: title, published: today, filings: filings,
      number: number)
  }

  func decide(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    guard context.instance.kind != .mirror else { throw .notAllowed(.mirror) }
    let account = try context.account(Permission.roles(.publish))
    let list = try drawnUp(context)
    // Whoever acts for an organization keeps away from its case to the end.
    let isOwn = applications.contains { id in
      context.cases.applications[id].map {
        context.cases.acts(account.person, for: $0.organization)
      } ?? false
    }
    if isOwn { throw .notAllowed(.ownCase) }
    var decision = try list.decide(on: context.state, context.instance, at: context.now)
    decision.kind = .cases
    decision.facts = [
      CaseFact(event: .published(list: decision.subject, applications: applications))
    ]
    return decision
  }
}

extension RegisterState {
  /// The lists of a track that this register published itself, in the order of their numbers.
  ///
  /// Their count gives the next number, so that no number is left out.
  public func ownLists(_ track: Track) -> [ListState] {
    listIDs.compactMap { list($0) }.filter { $0.track == track && $0.header.source == nil }
  }
}
