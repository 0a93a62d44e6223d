import Hummingbird
import Register
import Rules

extension OfficePages {
  /// Applications: the list, the form, its documents, and what is missing.
  func addApplications(_ language: Language?, to router: Router<WebContext>) {
    let base = OfficePath.applications
    let mine = Access.roles([.applicant])
    page(base, language, router, for: mine) { visit in
      .page(ApplicationsPage(names: names(visit)).page(visit), visit)
    }
    act(base, language, router, for: mine) { visit, form in
      guard let visitor = visit.visitor, let organization = Identifier(form.text("organization"))
      else { return .refused(.unknown) }
      let outcome = try await registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: organization)), actor: visitor.actor)
      guard case .done(let id) = outcome else { return .redirect(base) }
      return .redirect(base + "/" + id.text, notice: "done-begun")
    }
    page(base + "/:id", language, router, for: mine) { visit in
      .page(try application(visit).page(visit), visit)
    }
    page(base + "/:id/handed-in", language, router, for: mine) { visit in
      .page(try HandedInPage(dossier(visit), registrar).page(visit), visit)
    }
    page(base + "/:id/sections/:section", language, router, for: mine) { visit in
      let dossier = try dossier(visit)
      guard dossier.isOpen else { return .redirect(dossier.path) }
      guard let section = dossier.sections.first(where: { $0.id == visit.part("section") }) else {
        return .refused(.unknown)
      }
      guard let library = renderer.library(visit.language) else { return .refused(.unknown) }
      let page = SectionPage(dossier: dossier, section: section)
      return .content(page.content(visit, memo.sections, library))
    }
    act(base + "/:id/sections/:section", language, router, for: mine) { visit, form in
      try save(visit, form)
    }
    page(base + "/:id/documents", language, router, for: mine) { visit in
      let dossier = try dossier(visit)
      return .page(
        DocumentsPage(dossier: dossier, versions: evidence(of: dossier)).page(visit), visit)
    }
    act(base + "/:id/documents", language, router, for: mine, files: true) { visit, form in
      try await attach(visit, form)
    }
    act(base + "/:id/submit", language, router, for: mine) { visit, form in
      var dossier = try dossier(visit)
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      if Self.takeReplies(form, into: &dossier) {
        // Kept before it is handed in: whatever is still missing then, the replies are not lost.
        try registrar.save(
          dossier.submission, of: dossier.application.id, over: dossier.revision,
          by: visitor.actor)
      }
      _ = try await registrar.carryOut(
        .application(.submit(dossier.application.id, dossier.submission)), actor: visitor.actor)
      return .redirect(dossier.path, notice: "done-submitted")
    }
    act(base + "/:id/withdraw", language, router, for: mine) { visit, form in
      var page = try application(visit)
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      guard form.fields.has("sure") else {
        page.withdrawError = visit.texts["application-withdraw-sure-error"]
        return .page(page.page(visit), visit)
      }
      _ = try await registrar.carryOut(
        .application(.withdraw(page.dossier.application.id)), actor: visitor.actor)
      return .redirect(page.dossier.path, notice: "done-withdrawn")
    }
    act(base + "/:id/erase", language, router, for: mine) { visit, form in
      var page = try application(visit)
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      guard form.fields.has("erase") else {
        page.eraseError = visit.texts["application-withdraw-sure-error"]
        return .page(page.page(visit), visit)
      }
      _ = try await registrar.carryOut(
        .application(.erase(page.dossier.application.id)), actor: visitor.actor)
      return .redirect(page.dossier.path, notice: "done-dossier-erased")
    }
    page(base + "/:id/receipt", language, router, for: mine) { visit in
      let dossier = try dossier(visit)
      let bytes = try registrar.decisionReceipt(of: dossier.application)
      return .file(
        Response(
          .momentary, fileName: "decision-\(dossier.application.id).json", bytes: bytes))
    }
  }

  /// What the algorithms of somebody's applications are called, as it is written now.
  private func names(_ visit: Visit) -> [Identifier: String] {
    var names: [Identifier: String] = [:]
    let organizations = visit.visitor.map { visit.cases.organizations(of: $0.person) } ?? []
    for application in organizations.flatMap({ visit.cases.applications(of: $0.id) }) {
      let submission =
        (try? registrar.draft(application.id)).flatMap { $0.revision > 0 ? $0.submission : nil }
        ?? (try? registrar.submission(of: application, round: application.round))
      names[application.id] = submission?.algorithm
    }
    return names
  }

  /// The page of the application of the address.
  private func application(_ visit: Visit) throws -> ApplicationPage {
    let dossier = try dossier(visit)
    var page = ApplicationPage(
      dossier: dossier, history: history(dossier.application, visit))
    let handedIn = try? registrar.submission(
      of: dossier.application, round: dossier.application.round)
    page.algorithm = dossier.submission.algorithm ?? handedIn?.algorithm
    if dossier.application.status == .refused {
      page.reasons = try? registrar.decision(on: dossier.application).reasons
    }
    return page
  }

  /// Takes what the organization says to items of the return; whether there was anything new.
  @discardableResult
  private static func takeReplies(_ form: OfficeForm, into dossier: inout Dossier) -> Bool {
    let before = dossier.submission.replies
    for field in form.fields.fields where field.name.utf8.starts(with: "reply:".utf8) {
      let place = String(decoding: field.name.utf8.dropFirst(6), as: UTF8.self)
      if dossier.application.openPlaces.contains(place) {
        dossier.submission.replies[place] = field.value
      }
    }
    return dossier.submission.replies != before
  }

  private func save(_ visit: Visit, _ form: OfficeForm) throws -> OfficeOutcome {
    guard let visitor = visit.visitor else { return .signIn(next: nil) }
    let revision = Int(form.text("revision"))
    let before = try dossier(visit, revision: revision)
    guard let section = before.sections.first(where: { $0.id == visit.part("section") }) else {
      return .refused(.unknown)
    }
    var after = before
    let shape = SectionForm(section: section, fields: before.fields(section))
    shape.read(form, into: &after.submission.answers)
    Self.takeReplies(form, into: &after)
    let action = form.text("do")
    if action == "add" {
      after.submission.answers.records[section.id, default: []].append([:])
    } else if action.utf8.starts(with: "remove-".utf8),
      let place = Int(String(decoding: action.utf8.dropFirst(7), as: UTF8.self)),
      after.submission.answers.records[section.id]?.indices.contains(place) == true
    {
      after.submission.answers.records[section.id]?.remove(at: place)
    }
    let isStale = revision != before.revision
    if action == "autosave" {
      return try autosave(after, over: before, isStale: isStale, visitor)
    }
    if isStale, before.submission != after.submission {
      return .page(conflict(before, after, section).page(visit), visit)
    }
    do throws(RegisterError) {
      try save(after, over: before, visitor)
    } catch {
      guard error.isOutdated else { throw error }
      return .page(conflict(try dossier(visit), after, section).page(visit), visit)
    }
    let here = before.path + "/sections/" + section.id
    if action == "add" || action.utf8.starts(with: "remove-".utf8) || action == "stay" {
      return .redirect(here, notice: "done-saved")
    }
    let sections = after.sections
    let next = sections.firstIndex { $0.id == section.id }.map { $0 + 1 } ?? 0
    return .redirect(
      sections.indices.contains(next)
        ? before.path + "/sections/" + sections[next].id : before.path + "/documents",
      notice: "done-saved")
  }

  @discardableResult
  private func save(
    _ after: Dossier, over before: Dossier, _ visitor: Visitor
  ) throws(RegisterError) -> Int {
    let (submission, id) = (after.submission, after.application.id)
    guard let draft = before.draft else {
      return try registrar.save(submission, of: id, over: before.revision, by: visitor.actor)
    }
    return try registrar.save(submission, of: id, over: draft, by: visitor.actor)
  }

  /// Saves what the script sends, and answers with the revision that it has now: a conflict, which
  /// takes a person to solve, changes nothing.
  private func autosave(
    _ after: Dossier, over before: Dossier, isStale: Bool, _ visitor: Visitor
  ) throws -> OfficeOutcome {
    guard before.isOpen, !isStale || before.submission == after.submission else {
      return .file(.revision(nil))
    }
    if before.submission == after.submission { return .file(.revision(before.revision)) }
    do throws(RegisterError) {
      let revision = try save(after, over: before, visitor)
      return .file(.revision(revision))
    } catch {
      guard error.isOutdated else { throw error }
      return .file(.revision(nil))
    }
  }

  /// What was sent, beside what somebody else has saved meanwhile: nothing is lost.
  private func conflict(
    _ stored: Dossier, _ sent: Dossier, _ section: FormSection
  ) -> SectionPage {
    var merged = stored
    merged.submission = sent.submission
    var page = SectionPage(dossier: merged, section: section)
    page.stored = stored.submission.answers
    return page
  }

  private func attach(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let visitor = visit.visitor else { return .signIn(next: nil) }
    var before = try dossier(visit)
    let id = form.text("document")
    guard let rule = before.rulebook.documents.first(where: { $0.id == id }) else {
      return .refused(.unknown)
    }
    var page = DocumentsPage(dossier: before, versions: evidence(of: before))
    guard let file = form.uploads["documents.\(id)"] else {
      page.errors[id] = visit.texts["organization-document-error"]
      return .page(page.page(visit), visit)
    }
    let document: Submission.Document
    do throws(EvidenceRefusal) {
      document = try await form.uploads.keep(
        file, taking: rule.formats.compactMap { EvidenceKind(ending: $0) }, at: visit.now)
    } catch {
      page.errors[id] = visit.texts[error.wording]
      return .page(page.page(visit), visit)
    }
    // A file is only ever added, so it can be added to whatever somebody else has saved meanwhile.
    for turn in 0..<8 {
      before.submission.documents[id, default: []].append(document)
      do throws(RegisterError) {
        try registrar.save(
          before.submission, of: before.application.id, over: before.revision, by: visitor.actor)
        break
      } catch {
        guard error.isOutdated, turn < 7 else { throw error }
        before = try dossier(visit)
      }
    }
    return .redirect(before.path + "/documents", notice: "done-saved")
  }
}

extension Response {
  /// What the script is told: the revision that a draft has now, or that somebody has to look.
  fileprivate static func revision(_ revision: Int?) -> Response {
    Response(
      status: revision == nil ? .conflict : .ok,
      headers: [
        .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: revision.map { "\($0)\n" } ?? "")))
  }
}
