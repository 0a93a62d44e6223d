import HashTreeCollections
import Record
import Rules

extension ApplicationCommand {
  /// The choke point of a case: role, state, person, in that order, and then the step itself.
  func decide(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    guard context.instance.kind != .mirror else { throw .notAllowed(.mirror) }
    if case .erase(let id) = self, case .machine = context.actor {
      return try erase(id, asksParty: false, context)
    }
    let account = try context.account(Permission.roles(name))
    if case .begin(let track, let organization) = self {
      return try begin(track, organization, account, &context)
    }
    guard let id = application, let application = context.cases.applications[id] else {
      throw .notAllowed(.unknown)
    }
    try check(account, application, context.cases)
    switch self {
    case .begin: throw .notAllowed(.unknown)
    case .submit(_, let submission): return try submit(submission, application, &context)
    case .withdraw: return Decision(CaseFact(event: .withdrawn(application: id)), .done(id))
    case .claim: return Decision(CaseFact(event: .claimed(application: id)), .done(id))
    case .release: return Decision(CaseFact(event: .released(application: id)), .done(id))
    case .giveBack(_, let items): return try giveBack(items, application, &context)
    case .recommend(_, let outcome, let reasons):
      guard reasons.isWritten(atMost: 4000) else { throw .notAllowed(.text("reasons")) }
      // One for each recommendation: an approver may have sent the one before back.
      let record = try context.record(
        "application/\(id)/recommendation/\(application.history.count)",
        OrganizationCommand.ReasonRecord(reasons: reasons))
      return Decision(
        CaseFact(event: .recommended(application: id, outcome: outcome), records: [record]),
        .done(id))
    case .sendBack(_, let reasons):
      guard reasons.isWritten(atMost: 4000) else { throw .notAllowed(.text("reasons")) }
      let record = try context.record(
        "application/\(id)/sent-back/\(application.history.count)",
        OrganizationCommand.ReasonRecord(reasons: reasons))
      return Decision(
        CaseFact(event: .sentBack(application: id), records: [record]), .done(id))
    case .approve: return try approve(application, &context)
    case .refuse: return try refuse(application, &context)
    case .erase: return try erase(id, asksParty: true, context)
    }
  }

  /// Whether this actor may take this step now.
  private func check(
    _ account: Account, _ application: Application, _ cases: CaseState
  ) throws(RegisterError) {
    let acts = cases.acts(account.person, for: application.organization)
    if Permission.roles(name) == [.applicant] {
      // Whose case it is not learns nothing of it, not even its state.
      guard acts else { throw .notAllowed(.unknown) }
    } else if acts {
      throw .notAllowed(.ownCase)
    }
    guard Permission.statuses(name).contains(application.status) else {
      throw .notAllowed(.state(application.status.rawValue))
    }
    switch name {
    case .claim:
      if application.claimedBy != nil { throw .notAllowed(.inHand) }
    case .giveBack, .recommend:
      guard application.claimedBy == account.id else { throw .notAllowed(.notInHand) }
    case .release:
      if application.claimedBy == nil { throw .notAllowed(.notInHand) }
    case .sendBack, .approve, .refuse:
      // Four eyes are two Persons; where it cannot be told whose the first pair were, nobody passes.
      guard let first = application.recommendation.flatMap({ cases.accounts[$0.by]?.person }),
        first != account.person
      else { throw .notAllowed(.samePerson) }
      let outcome = application.recommendation?.outcome
      if name == .approve, outcome != .file { throw .notAllowed(.state("recommended: refuse")) }
      if name == .refuse, outcome != .refuse { throw .notAllowed(.state("recommended: file")) }
    case .begin, .submit, .withdraw, .publish, .erase: break
    }
  }

  private func begin(
    _ track: Track, _ organization: Identifier, _ account: Account,
    _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    guard context.cases.acts(account.person, for: organization) else {
      throw .notAllowed(.notActing)
    }
    guard let rulebook = Rulebook.builtIn(for: track),
      rulebook.procedures.contains(where: { $0.family == .algorithmFiling })
    else { throw .notAllowed(.text("track")) }
    let id = context.identifier()
    return Decision(
      CaseFact(
        event: .begun(
          application: id, organization: organization, track: track,
          rulebook: rulebook.reference)), .done(id))
  }

  private func submit(
    _ submission: Submission, _ application: Application, _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    guard let rulebook = Rulebook.edition(application.rulebook) else {
      throw .notAllowed(.lost(application.rulebook.id))
    }
    var answers = submission.answers
    answers.documents = Set(submission.documents.filter { !$0.value.isEmpty }.keys)
    let findings = rulebook.missing(answers)
    guard findings.isEmpty else { throw .notAllowed(.incomplete(findings)) }
    try checkOrganization(answers, application, context)
    let name = answers.text("algorithm-name")
    if context.state.hasAlgorithm(name, exceptNumber: nil) { throw .notAllowed(.nameTaken(name)) }
    if let last = application.submissions.last, application.status == .returned {
      let before = try context.read(Submission.self, last)
      let open = application.openPlaces.filter { place in
        !submission.replies[place, default: ""].isWritten(atMost: 4000)
          && submission.content(at: place) == before.content(at: place)
      }
      guard open.isEmpty else { throw .notAllowed(.unanswered(open)) }
    }
    guard let organization = context.cases.organizations[application.organization] else {
      throw .notAllowed(.unknown)
    }
    let record = try context.record(
      "application/\(application.id)", version: application.round + 1, submission)
    // What a list will print, apart: a decision needs no more of the dossier than this.
    let facts = try context.record(
      "application/\(application.id)/facts", version: application.round + 1,
      answers.facts(of: organization))
    return Decision(
      CaseFact(event: .submitted(application: application.id), records: [record, facts]),
      .done(application.id))
  }

  /// Form and registration speak of one organization: a difference is a return waiting to happen.
  private func checkOrganization(
    _ answers: Answers, _ application: Application, _ context: DecisionContext
  ) throws(RegisterError) {
    guard let organization = context.cases.organizations[application.organization] else {
      throw .notAllowed(.unknown)
    }
    let code = answers.text("credit-code")
    guard code == organization.creditCode.text else { throw .notAllowed(.text("credit-code")) }
    guard answers.text("subject-name") == organization.name else {
      throw .notAllowed(.text("subject-name"))
    }
    let asked = answers.text("model-code")
    guard asked.isEmpty || ModelCode(asked) != nil else { throw .notAllowed(.text("model-code")) }
    _ = try organization.modelCode(asked: ModelCode(asked))
  }

  private func giveBack(
    _ items: [ReturnItem], _ application: Application, _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    guard !items.isEmpty, items.count <= 200 else { throw .notAllowed(.text("items")) }
    guard
      items.allSatisfy({
        $0.place.isWritten(atMost: 200) && $0.reason.isWritten(atMost: 2000)
          && $0.remedy.unicodeScalars.count <= 2000
      }), Set(items.map(\.place)).count == items.count
    else { throw .notAllowed(.text("items")) }
    guard let rulebook = Rulebook.edition(application.rulebook),
      let unknown = items.map(\.place).first(where: { !rulebook.hasPlace($0) })
    else {
      let record = try context.record(
        "application/\(application.id)/return", version: application.returns.count + 1, items)
      return Decision(
        CaseFact(
          event: .returned(application: application.id, places: items.map(\.place)),
          records: [record]), .done(application.id))
    }
    throw .notAllowed(.text(unknown))
  }
}

extension Answers {
  /// The answer to a field, where it is a text.
  func text(_ field: String) -> String {
    if case .text(let text)? = fields[field] { return text }
    return ""
  }
}

extension Rulebook {
  /// Whether a place is one of the form: a field, `products[0].permits`, `documents.report`.
  func hasPlace(_ place: String) -> Bool {
    if let id = place.dropping(prefix: "documents.") {
      return documents.contains { $0.id == id }
    }
    guard let open = place.utf8.firstIndex(of: 0x5B) else {
      return field(place) != nil || sections.contains { $0.id == place && $0.repeats }
    }
    let section = String(place[..<open])
    guard let close = place.utf8.firstIndex(of: 0x5D), open < close,
      Int(place[place.utf8.index(after: open)..<close]) != nil
    else { return false }
    let rest = place[place.utf8.index(after: close)...]
    guard rest.hasPrefix(".") else { return false }
    return fields.contains { $0.id == rest.dropFirst() && $0.section == section }
  }
}

extension String {
  func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

extension Submission {
  /// What stands at a place, in a form in which it can be compared.
  func content(at place: String) -> [String] {
    if let id = place.dropping(prefix: "documents.") {
      return documents[id]?.last.map { [$0.sha256] } ?? []
    }
    guard let open = place.utf8.firstIndex(of: 0x5B),
      let close = place.utf8.firstIndex(of: 0x5D), open < close,
      let number = Int(place[place.utf8.index(after: open)..<close])
    else {
      return answers.fields[place].map { ["\($0)"] } ?? answers.records[place]?.map { "\($0)" }
        ?? []
    }
    let records = answers.records[String(place[..<open])] ?? []
    guard records.indices.contains(number) else { return [] }
    let field = String(place[place.utf8.index(after: close)...].dropFirst())
    return records[number][field].map { ["\($0)"] } ?? []
  }
}
