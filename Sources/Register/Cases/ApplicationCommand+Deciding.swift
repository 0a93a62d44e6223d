import Foundation
import HashTreeCollections
public import Record
import Rules

/// What was decided on an application: the content of the record that the log is committed to, and
/// what the party's receipt opens.
public struct CaseDecision: Hashable, Sendable, Codable {
  /// The version of the record.
  public var v = 1
  /// What was decided.
  public var outcome: Application.Recommendation.Outcome
  /// The organization.
  public var organization: String
  /// Its unified social credit code.
  public var creditCode: String
  /// The facts as a list will print them, with the number; `nil` for a refusal.
  public var facts: FilingFacts?
  /// The reasons for a refusal.
  public var reasons: String?
  /// The legal ground, as the rulebook names it.
  public var ground: String
  /// When it was decided.
  public var decided: Moment
}

extension ApplicationCommand {
  /// What the law says about both outcomes.
  private static let ground = "arp-25"

  func approve(
    _ application: Application, _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    guard let reference = application.facts,
      let organization = context.cases.organizations[application.organization]
    else { throw .notAllowed(.unknown) }
    var facts = try context.read(FilingFacts.self, reference)
    let name = facts.algorithm
    // Somebody else's may have been decided since this was handed in.
    if context.cases.names[SearchNormalization.normalize(name)] != nil
      || context.state.hasAlgorithm(name, exceptNumber: nil)
    {
      throw .notAllowed(.nameTaken(name))
    }
    let (subject, number) = try issue(organization, &context)
    facts.number = number.description
    facts.creditCode = organization.creditCode
    let modelCode = try organization.modelCode(asked: facts.modelCode)
    facts.modelCode = modelCode
    let decision = CaseDecision(
      outcome: .file, organization: organization.name, creditCode: organization.creditCode.text,
      facts: facts,
      ground: Self.ground, decided: context.now)
    let record = try context.record("decision/\(application.id)", decision)
    return Decision(
      CaseFact(
        event: .approved(
          application: application.id, subject: subject, number: number, name: name,
          modelCode: modelCode),
        records: [record]), .numberIssued(number, application: application.id),
      leaves: [.commitment(CommitmentLeaf(record.reference.digest, recorded: context.now))])
  }

  func refuse(
    _ application: Application, _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    guard let recommendation = application.recommendation,
      let organization = context.cases.organizations[application.organization]
    else { throw .notAllowed(.unknown) }
    let reasons = try context.read(
      OrganizationCommand.ReasonRecord.self, recommendation.record)
    let decision = CaseDecision(
      outcome: .refuse, organization: organization.name,
      creditCode: organization.creditCode.text, reasons: reasons.reasons, ground: Self.ground,
      decided: context.now)
    let record = try context.record("decision/\(application.id)", decision)
    return Decision(
      CaseFact(event: .refused(application: application.id), records: [record]),
      .done(application.id),
      leaves: [.commitment(CommitmentLeaf(record.reference.digest, recorded: context.now))])
  }

  /// The next number of an organization: numbers are given at approval, run per subject and
  /// category over the years, and are never used again.
  ///
  /// The subject number is drawn once, from those that no filing of any sequence has, so that
  /// nothing is ever issued into an imported sequence.
  private func issue(
    _ organization: FilingOrganization, _ context: inout DecisionContext
  ) throws(RegisterError) -> (subject: Int, number: FilingNumber) {
    let category = AlgorithmCategory.generationSynthesis
    var subject = organization.subjectNumber
    for _ in 0..<1000 where subject == nil {
      let drawn = Int.random(in: 1_000_000...9_999_999, using: &context.generator)
      let taken =
        context.cases.subjects.contains(drawn)
        || !context.state.ordinals(ofSubject: String(drawn)).isEmpty
      if !taken { subject = drawn }
    }
    let region =
      context.instance.kind == .demonstration
      ? RegionCode.demonstration : organization.creditCode.regionCode
    let serial = (organization.serials[category.rawValue] ?? 0) + 1
    guard let subject, let region,
      let number = FilingNumber(
        region: region, subject: subject, category: category,
        year: context.now.beijingDay.year, serial: serial)
    else { throw .notAllowed(.numbersUsedUp) }
    guard context.state.filing(number.digits) == nil else { throw .notAllowed(.numbersUsedUp) }
    return (subject, number)
  }
}

extension FilingOrganization {
  /// The model code of a new filing: the one that was asked for, or the lowest number that is free.
  ///
  /// An organization chooses the four characters and tells its models apart by them
  /// (TC260-PG-20252A), so none is ever given twice.
  func modelCode(asked: ModelCode?) throws(RegisterError) -> ModelCode {
    if let asked {
      guard asked != .unused, !modelCodes.contains(asked) else {
        throw .notAllowed(.text("model-code"))
      }
      return asked
    }
    for number in 1...9999 {
      let digits = String(number)
      let text = String(repeating: "0", count: 4 - digits.utf8.count) + digits
      if let code = ModelCode(text), !modelCodes.contains(code) { return code }
    }
    throw .notAllowed(.numbersUsedUp)
  }
}

extension RegisterState {
  /// Whether a filing other than one has an algorithm name, whatever its width, case and blanks: no
  /// two filings share one.
  func hasAlgorithm(_ name: String, exceptNumber: String?) -> Bool {
    let wanted = SearchNormalization.normalize(name)
    return search(FilingQuery(text: name, limit: 200)).filings.contains { view in
      view.key != exceptNumber && SearchNormalization.normalize(view.facts.algorithm) == wanted
    }
  }
}

extension Answers {
  /// What a list prints of a filing, but for its number: each fact was entered once.
  func facts(of organization: FilingOrganization) -> FilingFacts {
    let role = Role(rawValue: text("role"))
    let products = (records["products"] ?? []).compactMap { record -> Product? in
      guard case .text(let name)? = record["product-name"] else { return nil }
      guard case .text(let form)? = record["service-form"] else { return Product(name: name) }
      let label = Rulebook.builtIn(for: .deepSynthesis)?.field("service-form")?.options
        .first { $0.id == form }?.label.zh
      return Product(name: name, form: label)
    }
    return FilingFacts(
      number: "", algorithm: text("algorithm-name"), role: role,
      organization: organization.name, products: role == .technicalSupporter ? [] : products,
      purpose: text("use-scenario"), creditCode: organization.creditCode,
      modelCode: ModelCode(text("model-code")))
  }
}
