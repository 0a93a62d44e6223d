import Register
import Rules

/// An application as somebody who acts for its organization sees it, with what is written so far.
struct Dossier: Sendable {
  let application: Application
  let organization: FilingOrganization
  let rulebook: Rulebook
  var submission: Submission
  let revision: Int
  /// What the last return asks for, while it is to be answered.
  var items: [ReturnItem] = []

  /// Whether it can be written now.
  var isOpen: Bool { Permission.statuses(.submit).contains(application.status) }
  /// Its path.
  var path: String { OfficePath.applications + "/" + application.id.text }

  /// The sections that are asked for, given what is answered.
  var sections: [FormSection] {
    rulebook.sections.filter { section in
      section.condition.map { $0.holds { submission.answers.fields[$0] } } ?? true
    }
  }

  /// What is missing.
  var findings: [Finding] {
    var answers = submission.answers
    answers.documents = Set(submission.documents.filter { !$0.value.isEmpty }.keys)
    return rulebook.missing(answers)
  }

  /// The fields of a section.
  func fields(_ section: FormSection) -> [FormField] {
    rulebook.fields.filter { $0.section == section.id }
  }

  /// What went back at a place: why, and what to do.
  func remarks(at place: String, _ texts: Texts) -> [String] {
    items.filter { $0.place.utf8.elementsEqual(place.utf8) }.flatMap { item in
      [texts.fill("item-reason", ["reason": item.reason])]
        + (item.remedy.isEmpty ? [] : [texts.fill("item-remedy", ["remedy": item.remedy])])
    }
  }

  /// How many items of the return lie in a section; of the documents where it is `nil`.
  func returned(in section: FormSection?) -> Int {
    items.filter { self.section(of: $0.place)?.id == section?.id }.count
  }

  /// The section in which a place of a finding lies; `nil` for the documents.
  func section(of place: String) -> FormSection? {
    let head = String(decoding: place.utf8.prefix { $0 != 0x5B }, as: UTF8.self)
    if let section = rulebook.sections.first(where: { $0.id == head }) { return section }
    guard let field = rulebook.field(head) else { return nil }
    return rulebook.sections.first { $0.id == field.section }
  }

  /// What a place is called on the form.
  func label(of place: String, _ texts: Texts) -> String {
    let parts = place.utf8.split(separator: 0x2E).map { String(decoding: $0, as: UTF8.self) }
    if parts.first == "documents",
      let document = rulebook.documents.first(where: { $0.id == parts.last })
    {
      return texts[document.name]
    }
    if let field = rulebook.field(parts.last ?? "") { return texts[field.label] }
    return section(of: place).map { texts[$0.name] } ?? place
  }

  /// The path of the very field that a place names.
  func path(of place: String) -> String {
    if let section = section(of: place) {
      return path + "/sections/" + section.id + "#" + OfficeField.anchor(place)
    }
    return path + "/documents#" + OfficeField.anchor(place)
  }

  /// The steps of the form, for the list at the side.
  func steps(current: String?, _ texts: Texts) -> [OfficeStep] {
    let findings = findings
    var steps = sections.map { section in
      let open = findings.filter { finding in
        finding.places.contains { self.section(of: $0)?.id == section.id }
      }.count
      return OfficeStep(
        link: OfficeLink(texts[section.name], path + "/sections/" + section.id),
        note: note(open, returned(in: section), texts),
        isDone: open == 0 && returned(in: section) == 0, isCurrent: current == section.id)
    }
    let files = findings.filter { $0.places.contains { section(of: $0) == nil } }.count
    steps.append(
      OfficeStep(
        link: OfficeLink(texts["application-documents"], path + "/documents"),
        note: note(files, returned(in: nil), texts),
        isDone: files == 0 && returned(in: nil) == 0, isCurrent: current == "documents"))
    steps.append(
      OfficeStep(
        link: OfficeLink(texts["application-check"], path),
        note: findings.isEmpty ? texts["step-ready"] : texts.count("step-open", findings.count),
        isDone: findings.isEmpty, isCurrent: current == nil))
    return steps
  }

  private func note(_ open: Int, _ returned: Int, _ texts: Texts) -> String {
    let state = open == 0 ? texts["step-done"] : texts.count("step-open", open)
    return returned == 0
      ? state : state + texts.listSeparator + texts.count("step-returned", returned)
  }
}

extension OfficePages {
  /// The application of the address, where the visitor acts for its organization; another's is as
  /// unknown as one that is not there.
  func dossier(_ visit: Visit) throws -> Dossier {
    guard let visitor = visit.visitor, let id = visit.id(),
      let application = visit.cases.application(id),
      visit.cases.acts(visitor.person, for: application.organization),
      let organization = visit.cases.organization(application.organization)
    else { throw RegisterError.notAllowed(.unknown) }
    guard let rulebook = Rulebook.edition(application.rulebook) else {
      throw RegisterError.notAllowed(.lost(application.rulebook.id))
    }
    var (submission, revision) = try registrar.draft(id)
    if revision == 0 {
      submission.answers.fields["subject-name"] = .text(organization.name)
      submission.answers.fields["credit-code"] = .text(organization.creditCode.text)
    }
    var dossier = Dossier(
      application: application, organization: organization, rulebook: rulebook,
      submission: submission, revision: revision)
    if application.status == .returned, let last = application.returns.last {
      dossier.items = try registrar.items(of: last)
    }
    return dossier
  }
}
