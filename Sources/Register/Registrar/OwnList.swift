public import Record
public import Rules

/// A batch of this register's own filings, made public together.
public struct OwnList: Sendable {
  /// The track that its filings stand under.
  public var track: Track
  /// The period it is named after, `YYYY-MM`.
  public var period: String
  /// The title to print.
  public var title: String
  /// The day of publication, from which its filings are in force.
  public var published: Day
  /// The filings, in the order in which they are printed.
  public var filings: [FilingFacts]
  /// Which list of the track it is, from 1; `nil` where it is reckoned when it is published.
  public var number: Int?

  /// A list of that period; whether it may be published is decided when it is handed over.
  public init(
    track: Track, period: String, title: String, published: Day, filings: [FilingFacts],
    number: Int? = nil
  ) {
    self.track = track
    self.period = period
    self.title = title
    self.published = published
    self.filings = filings
    self.number = number
  }

  /// The authority's eight columns (lists of the deep-synthesis track).
  public static let columns = ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"]

  /// The cells of every row as they will be printed, in the order of ``columns``.
  public var printedRows: [[String]] {
    filings.enumerated().map { Self.printed($1, serial: $0 + 1) }
  }

  /// Own filings never stand in an imported list: a demonstration's lists carry the region code
  /// 000000 in their names, as its numbers do.
  static func identifier(_ track: Track, _ period: String, _ instance: Instance) -> String {
    instance.kind == .demonstration
      ? "\(track.rawValue)/000000-\(period)" : "\(track.rawValue)/\(period)"
  }

  func decide(
    on state: RegisterState, _ instance: Instance, at now: Moment
  ) throws(RegisterError) -> Decision {
    guard instance.kind != .mirror else {
      throw .refused(reason: "a mirror publishes no lists of its own")
    }
    let id = Self.identifier(track, period, instance)
    guard state.list(id) == nil else {
      throw .refused(reason: "the list \(id) is published already, and lists are never rewritten")
    }
    guard !filings.isEmpty else {
      throw .refused(reason: "the list \(id) has no filings; a list without rows is not published")
    }
    var leaves: [Leaf] = [
      .list(
        ListLeaf(
          list: id, track: track, title: title, columns: Self.columns, rows: filings.count,
          published: PublicDate(published), source: nil,
          number: number ?? state.ownLists(track).count + 1, recorded: now))
    ]
    var seen: Set<String> = []
    for (offset, facts) in filings.enumerated() {
      guard let number = FilingNumber.key(FilingKey.key(of: facts.number)),
        number.checkDigitHolds,
        (number.regionCode == .demonstration) == (instance.kind == .demonstration)
      else {
        throw .refused(
          reason: "\(facts.number) is not a number that this register may issue: a demonstration "
            + "issues under region 000000, and nobody else does")
      }
      guard state.filing(number.digits) == nil, seen.insert(number.digits).inserted else {
        throw .refused(reason: "\(facts.number) is issued already; numbers are never used again")
      }
      leaves.append(
        .row(
          RowLeaf(
            list: id, row: offset + 1, printed: Self.printed(facts, serial: offset + 1),
            facts: facts, effective: PublicDate(published), recorded: now)))
    }
    return Decision(
      kind: .listPublished, subject: id, leaves: leaves,
      outcome: .listPublished(list: id, filings: filings.count))
  }

  /// The eight cells of a filing, as the authority prints them.
  static func printed(_ facts: FilingFacts, serial: Int) -> [String] {
    let products = facts.products.map { product in
      product.form.map { "\(product.name)(\($0))" } ?? product.name
    }
    let role: String =
      switch facts.role {
      case .provider: "服务提供者"
      case .technicalSupporter: "服务技术支持者"
      case nil: facts.category ?? ""
      }
    return [
      "\(serial)", facts.algorithm, role, facts.organization,
      products.isEmpty ? "--" : products.joined(separator: "、"), facts.purpose, facts.number,
      facts.notes.map(\.text).joined(separator: "；"),
    ]
  }
}

/// A decision on one of this register's own filings.
public struct OwnDecision: Sendable {
  /// The filing number, in any width.
  public var number: String
  /// What is decided.
  public var act: DecisionLeaf.Act
  /// The legal ground, as the rulebook names it.
  public var ground: String
  /// The facts from then on; a change has to give them.
  public var facts: FilingFacts?
  /// The day on which it takes effect.
  public var effective: Day

  /// A decision; whether it is allowed is decided when it is handed over.
  public init(
    number: String, act: DecisionLeaf.Act, ground: String, facts: FilingFacts? = nil,
    effective: Day
  ) {
    self.number = number
    self.act = act
    self.ground = ground
    self.facts = facts
    self.effective = effective
  }

  func decide(
    on state: RegisterState, _ instance: Instance, at now: Moment
  ) throws(RegisterError) -> Decision {
    guard instance.kind != .mirror else {
      throw .refused(reason: "a mirror decides nothing")
    }
    guard let filing = state.filing(number) else {
      throw .refused(reason: "there is no filing \(number) in this register")
    }
    let own = filing.entries.contains { entry in
      guard let list = entry.leaf.listID else { return false }
      return state.list(list)?.header.source == nil
    }
    guard own else {
      throw .refused(
        reason: "\(number) was imported from an official list; only its authority decides on it")
    }
    guard filing.current.status.isInForce else {
      throw .refused(
        reason: "\(number) is \(filing.current.status.rawValue) already, and that is final")
    }
    if act == .changed, facts == nil {
      throw .refused(reason: "a change says what the facts are from then on")
    }
    if act == .changed, facts == filing.current.facts {
      throw .refused(reason: "\(number) reads so already, so there is no change to record")
    }
    let leaf = DecisionLeaf(
      number: filing.current.facts.number, act: act, ground: ground, facts: facts,
      effective: PublicDate(effective), recorded: now)
    return Decision(
      kind: .filingDecided, subject: filing.key, leaves: [.decision(leaf)],
      outcome: .filingDecided(number: filing.current.facts.number))
  }
}
