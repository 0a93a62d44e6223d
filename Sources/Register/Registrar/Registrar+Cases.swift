import Foundation
import Ledger
import Record

extension Registrar {
  /// The accounts of this register: who may sign in, and how.
  ///
  /// - Throws: ``RegisterError/refused(reason:)`` where the storage keeps none.
  public nonisolated func accounts(
    rules: AccountRules = AccountRules(), hasher: PasswordHasher
  ) throws(RegisterError) -> Accounts {
    Accounts(store: try privateStore, rules: rules, hasher: hasher, now: clock)
  }

  nonisolated var privateStore: any PrivateStore {
    get throws(RegisterError) {
      guard let store = store as? any PrivateStore else {
        throw .refused(reason: "this storage keeps no accounts")
      }
      return store
    }
  }

  // MARK: Drafts

  /// What was saved of an application that is being written, with its revision; an empty dossier
  /// in revision 0 where nothing was.
  public nonisolated func draft(
    _ application: Identifier
  ) throws(RegisterError) -> (submission: Submission, revision: Int) {
    let draft = try savedDraft(of: application)
    return (draft.submission, draft.revision)
  }

  /// The same, with what follows from it kept for the next who asks.
  public nonisolated func savedDraft(of application: Identifier) throws(RegisterError) -> Draft {
    let (store, id) = (try privateStore, "application/\(application)")
    // Before it is read: what changes it after that is told by another number.
    let changes = store.draftChanges
    if let changes, let known = drafts.draft(id, changes: changes) { return known }
    guard let found = try Self.attempt({ () throws(LedgerError) in try store.draft(id) }) else {
      drafts.forget([id])
      return Draft()
    }
    if let known = drafts.draft(id, revision: found.revision, body: found.body) {
      drafts.keep(known, id, changes: changes)
      return known
    }
    guard let submission = try? JSONDecoder().decode(Submission.self, from: Data(found.body))
    else { throw .damaged("the draft of the application \(application) cannot be read") }
    let draft = Draft(
      submission, revision: found.revision, body: found.body, after: drafts.last(id))
    drafts.keep(draft, id, changes: changes)
    return draft
  }

  /// The draft of a revision as it was read or saved here last, if it was: another one may be stored by
  /// now, which saving over it finds out.
  public nonisolated func rememberedDraft(
    of application: Identifier, revision: Int
  ) -> Draft? {
    guard let last = drafts.last("application/\(application)"), last.revision == revision else {
      return nil
    }
    return last
  }

  /// Saves what is written of an application, complete or not: saving never asks for completeness.
  ///
  /// - Parameters:
  ///   - submission: What is written so far.
  ///   - application: The application, in a state in which it can be handed in.
  ///   - revision: The revision that it was written over; 0 for the first.
  ///   - actor: Somebody who acts for the organization.
  /// - Returns: The revision that it has now.
  /// - Throws: ``RegisterError/notAllowed(_:)`` where the actor may not, and
  ///   ``RegisterError/ledger(_:)`` with `outdated` where somebody else has saved it meanwhile.
  @discardableResult
  public nonisolated func save(
    _ submission: Submission, of application: Identifier, over revision: Int, by actor: Actor
  ) throws(RegisterError) -> Int {
    try save(submission, application, over: (revision, nil), actor)
  }

  /// The same over a draft that was looked at, which may be long ago: where another one is stored
  /// meanwhile, even of the same revision, it is `outdated`.
  @discardableResult
  public nonisolated func save(
    _ submission: Submission, of application: Identifier, over draft: Draft, by actor: Actor
  ) throws(RegisterError) -> Int {
    try save(
      submission, application, over: (draft.revision, draft.revision == 0 ? nil : draft.body), actor
    )
  }

  private nonisolated func save(
    _ submission: Submission, _ application: Identifier, over old: (revision: Int, body: [UInt8]?),
    _ actor: Actor
  ) throws(RegisterError) -> Int {
    _ = try mine(application, actor)
    let store = try privateStore
    let draft = LedgerDraft(
      id: "application/\(application)", revision: old.revision + 1, body: submission.json)
    let previous = drafts.last(draft.id)
    let changes = store.draftChanges
    do throws(RegisterError) {
      try Self.attempt { () throws(LedgerError) in try store.saveDraft(draft, over: old.body) }
    } catch {
      if error.isOutdated { drafts.forget([draft.id]) }
      throw error
    }
    drafts.keep(
      Draft(submission, revision: draft.revision, body: draft.body, after: previous), draft.id,
      // Where another was saved at the same time, the number is higher, and this one is read again.
      changes: changes.map { $0 + 1 })
    return draft.revision
  }

  /// The application, where the actor may write it now.
  private nonisolated func mine(
    _ id: Identifier, _ actor: Actor
  ) throws(RegisterError) -> Application {
    let cases = published.cases
    guard case .account(let account) = actor, let person = cases.account(account),
      person.isActive, person.roles.contains(.applicant),
      let application = cases.application(id),
      cases.acts(person.person, for: application.organization)
    else { throw .notAllowed(.unknown) }
    guard Permission.statuses(.submit).contains(application.status) else {
      throw .notAllowed(.state(application.status.rawValue))
    }
    return application
  }

  // MARK: Records

  /// What an event committed to, read again and compared; ``Refusal/lost(_:)`` where it was erased.
  nonisolated func read<Body: Decodable>(
    _ type: Body.Type, _ reference: RecordReference
  ) throws(RegisterError) -> Body {
    let stored = try Self.attempt { () throws(LedgerError) in
      try store.record(reference.id, version: reference.version)
    }
    guard let stored, stored.reference.digest == reference.digest,
      let body = try? JSONDecoder().decode(type, from: Data(stored.body))
    else { throw .notAllowed(.lost(reference.id)) }
    return body
  }

  /// What was handed in in a round, from 1.
  public nonisolated func submission(
    of application: Application, round: Int
  ) throws(RegisterError) -> Submission {
    guard application.submissions.indices.contains(round - 1) else { throw .notAllowed(.unknown) }
    return try read(Submission.self, application.submissions[round - 1])
  }

  /// What went back with a return.
  public nonisolated func items(
    of one: Application.Return
  ) throws(RegisterError) -> [ReturnItem] {
    try read([ReturnItem].self, one.record)
  }

  /// The reasons of a recommendation, or with which a mandate was declined.
  public nonisolated func reasons(_ reference: RecordReference) throws(RegisterError) -> String {
    try read(OrganizationCommand.ReasonRecord.self, reference).reasons
  }

  /// The document that a mandate, or a claim, was asked for with.
  public nonisolated func document(
    of mandate: Mandate
  ) throws(RegisterError) -> Submission.Document {
    try read(OrganizationCommand.MandateRecord.self, mandate.record).document
  }

  /// What was decided on an application.
  public nonisolated func decision(
    on application: Application
  ) throws(RegisterError) -> CaseDecision {
    guard let reference = application.decision else { throw .notAllowed(.unknown) }
    return try read(CaseDecision.self, reference)
  }

  /// Name and mail address of a Person; `nil` where they were erased.
  public nonisolated func details(
    of person: Identifier
  ) throws(RegisterError) -> PersonDetails? {
    let stored = try Self.attempt { () throws(LedgerError) in
      try store.record("person/\(person)", version: 1)
    }
    return stored.flatMap { try? JSONDecoder().decode(PersonDetails.self, from: Data($0.body)) }
  }

  // MARK: Lists and receipts

  /// A list as it would be published now: what is shown before it is.
  public func preview(_ list: DecidedList, by actor: Actor) throws(RegisterError) -> OwnList {
    let context = context(actor)
    _ = try context.account(Permission.roles(.publish))
    return try list.drawnUp(context)
  }

  /// The party's receipt of a decision: the opening of the commitment that the log holds, and the
  /// proof that it does.
  ///
  /// - Throws: ``RegisterError/notAllowed(_:)`` where there is no decision, or where it was erased.
  public nonisolated func decisionReceipt(
    of application: Application
  ) throws(RegisterError) -> [UInt8] {
    guard let reference = application.decision, let index = application.commitment else {
      throw .notAllowed(.unknown)
    }
    let stored = try Self.attempt { () throws(LedgerError) in
      try store.record(reference.id, version: reference.version)
    }
    guard let stored else { throw .notAllowed(.lost(reference.id)) }
    let receipt = DecisionReceipt(
      salt: Data(stored.salt).base64EncodedString(),
      decision: Data(stored.body).base64EncodedString(),
      proof: String(decoding: try receipt(index: index), as: UTF8.self))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let bytes = try? encoder.encode(receipt) else {
      throw .damaged("a receipt could not be written")
    }
    return [UInt8](bytes) + [0x0A]
  }
}
