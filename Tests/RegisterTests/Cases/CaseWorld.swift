import Foundation
import Ledger
import Record
import Rules
import TestSupport
import Transparency

@testable import Register

/// A register without a ledger: commands of cases are decided and applied in memory, as the
/// Registrar does it.
struct CaseWorld {
  private(set) var state = RegisterState()
  private(set) var cases = CaseState()
  private var records: [String: LedgerRecord] = [:]
  private let instance: Instance
  var now = Moment(seconds: 1_795_000_000)
  var random: SeededRandom

  init(_ kind: InstanceKind = .demonstration, random: SeededRandom = SeededRandom()) throws {
    instance = Instance(
      kind: kind, origin: "register.example/log", logKey: "", created: Moment(seconds: 0))
    self.random = random
  }

  /// Decides, applies, and returns what it came to.
  @discardableResult
  mutating func give(_ command: Command, by actor: Actor) throws(RegisterError) -> Register.Outcome
  {
    let known = records
    var context = DecisionContext(
      state: state, cases: cases, instance: instance, actor: actor, now: now,
      record: { (reference) throws(RegisterError) in
        guard let record = known["\(reference.id)#\(reference.version)"] else {
          throw .notAllowed(.lost(reference.id))
        }
        return record
      }, generator: random)
    let decision = try command.decide(&context)
    if let used = context.generator as? SeededRandom { random = used }
    let size = state.tree.size
    if !decision.leaves.isEmpty {
      var encoded: [[UInt8]] = []
      for leaf in decision.leaves {
        do throws(LeafError) { encoded.append(try leaf.encoded()) } catch {
          throw .leaf(index: size, error)
        }
      }
      do throws(LeafError) { state = try state.applying(encoded) } catch {
        throw .leaf(index: size, error)
      }
    }
    var firstLeaf = size
    for event in decision.events(actor: actor.name, at: now) {
      // Through its bytes, as a ledger keeps it.
      let stored = try Event(parsing: event.encoded(), position: 0)
      cases.apply(stored, firstLeaf: firstLeaf)
      firstLeaf += UInt64(stored.leaves)
    }
    for record in decision.facts.flatMap(\.records) {
      records["\(record.id)#\(record.version)"] = record
    }
    if let erasure = decision.erasing {
      records = records.filter { !erasure.records.contains($0.value.id) }
    }
    return decision.outcome
  }

  /// The refusal with which a command ends; `nil` where it does not.
  mutating func refusal(_ command: Command, by actor: Actor) -> Refusal? {
    do throws(RegisterError) {
      try give(command, by: actor)
      return nil
    } catch {
      if case .notAllowed(let refusal) = error { return refusal }
      return nil
    }
  }

  /// The identifier of what a command made or concerned.
  mutating func id(_ command: Command, by actor: Actor) throws -> Identifier {
    switch try give(command, by: actor) {
    case .done(let id): return id
    case .numberIssued(_, let id): return id
    default: throw HarnessError("the command made nothing")
    }
  }

  static let document = Submission.Document(
    sha256: String(repeating: "ab", count: 32), name: "licence.pdf", bytes: 1000, scanned: false)

  mutating func account() -> LedgerAccount {
    let id = Identifier.random(using: &random)
    return LedgerAccount(id: id.text, login: "\(id)@example.org", body: [])
  }

  /// Somebody to act as: made up, and said to be.
  mutating func person(
    _ roles: Set<AccountRole>, staff: String? = nil, of person: Identifier? = nil
  ) throws -> Actor {
    .account(
      try id(
        .people(
          .demonstrate(
            PersonDetails(name: "演示", email: "demo@example.org"),
            person: person ?? .random(using: &random),
            roles: roles, staffID: staff, account: account())), by: .machine("test")))
  }

  /// An organization, with a person who was accepted to act for it.
  mutating func organization(
    of applicant: Actor, reviewedBy officer: Actor, code: String = "91110108335469089C",
    name: String = "演示科技有限公司"
  ) throws -> Identifier {
    let id = try id(
      .organization(
        .register(try CreditCode(parsing: code), name: name, document: Self.document)),
      by: applicant)
    let mandate = cases.openMandates.first { $0.organization == id }?.id
    guard let mandate else { throw HarnessError("registering asks for no mandate") }
    try give(.organization(.accept(mandate: mandate)), by: officer)
    return id
  }

  /// A complete dossier.
  static func submission(_ name: String = "演示图像生成算法") -> Submission {
    var answers = Answers.completeProvider
    for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
      answers.fields[field] = .text(name)
    }
    return Submission(
      answers: answers,
      documents: Dictionary(
        uniqueKeysWithValues: answers.documents.map { ($0, [document]) }))
  }

  func status(_ id: Identifier) -> ApplicationStatus? { cases.application(id)?.status }
}
