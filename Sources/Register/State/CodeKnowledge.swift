public import Record
public import Rules

/// What a source says of a credit code, with its place in the log.
public struct CodeStatement: Hashable, Sendable {
  /// The entry of the log.
  public let index: UInt64
  /// What it says.
  public let leaf: OrganizationCodeLeaf
}

/// What the register knows of one credit code.
struct CodeKnowledge: Hashable, Sendable {
  /// What sources say, oldest first.
  var statements: [CodeStatement] = []
  /// The filings whose own facts carry the code.
  var ordinals: [Int] = []
}

/// What a label's provider code leads to.
public enum ProducerAnswer: Sendable {
  /// One filing: the code names its model.
  case filing(FilingView, organization: String)
  /// The organization is known, and which of its filings is meant is not: its official rows carry no
  /// model codes, or the code names none.
  case organization(String, filings: [FilingView], statements: [CodeStatement])
  /// Nothing in the register has to do with the code.
  case unknown
}

extension RegisterState {
  /// What sources say of a credit code, oldest first, up to a time.
  public func statements(of code: CreditCode, _ time: TimeView = .now) -> [CodeStatement] {
    (knowledge(of: code)?.statements ?? []).filter {
      time.shows(index: $0.index) && time.shows($0.leaf.effective)
    }
  }

  /// What a provider code leads to, as of a time.
  ///
  /// A filing that this register decided carries its credit code and its model code, so the code leads
  /// to it alone. Rows of official lists print neither: there the name that a source gives the code
  /// leads to the organization, and no further.
  public func producer(_ code: ProviderCode, _ time: TimeView = .now) -> ProducerAnswer {
    guard let knowledge = knowledge(of: code.creditCode) else { return .unknown }
    var filings = knowledge.ordinals.compactMap { self.filings[$0]?.view(time) }
    let models = filings.filter { $0.facts.modelCode == code.modelCode }
    if code.modelCode != .unused, models.count == 1, let filing = models.first {
      return .filing(filing, organization: filing.facts.organization)
    }
    let statements = statements(of: code.creditCode, time)
    var keys = Set(filings.map(\.key))
    for statement in statements {
      let name = SearchNormalization.normalize(statement.leaf.organization)
      for ordinal in ordinals(ofName: name) {
        if let view = self.filings[ordinal]?.view(time), keys.insert(view.key).inserted {
          filings.append(view)
        }
      }
    }
    guard let name = filings.last?.facts.organization ?? statements.last?.leaf.organization else {
      return .unknown
    }
    return .organization(
      statements.last?.leaf.organization ?? name, filings: filings, statements: statements)
  }
}
