import Register
import Rules

/// An application as somebody who acts for its organization sees it, with what is written so far.
struct Dossier: Sendable {
  let application: Application
  let organization: FilingOrganization
  let rulebook: Rulebook
  var submission: Submission {
    didSet { unchanged = nil }
  }
  let revision: Int
  /// The draft that it was read from.
  let draft: Draft?
  /// The same as long as nothing was written into it.
  private var unchanged: Draft?
  /// What the last return asks for, while it is to be answered.
  var items: [ReturnItem] = []

  init(
    application: Application, organization: FilingOrganization, rulebook: Rulebook,
    submission: Submission, revision: Int, items: [ReturnItem] = [], draft: Draft? = nil
  ) {
    self.application = application
    self.organization = organization
    self.rulebook = rulebook
    self.submission = submission
    self.revision = revision
    self.items = items
    self.draft = draft
    // What is put in for somebody who has written nothing stands in no draft.
    unchanged = revision == 0 ? nil : draft
  }

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
  var findings: [Finding] { unchanged?.missing(rulebook) ?? submission.missing(rulebook) }

  /// The fields of a section.
  func fields(_ section: FormSection) -> [FormField] { rulebook.fields(of: section) }

  /// What went back at a place: why, and what to do.
  func remarks(at place: String, _ texts: Texts) -> [String] {
    items.filter { $0.place.utf8.elementsEqual(place.utf8) }.flatMap { item in
      [texts.fill("item-reason", ["reason": item.reason])]
        + (item.remedy.isEmpty ? [] : [texts.fill("item-remedy", ["remedy": item.remedy])])
    }
  }

  /// The section in which a place of a finding lies; `nil` for the documents.
  func section(of place: String) -> FormSection? {
    let head = String(decoding: place.utf8.prefix { $0 != 0x5B }, as: UTF8.self)
    return rulebook.section(head) ?? rulebook.section(ofField: head)
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
}

extension OfficePages {
  /// The application of the address, where the visitor acts for its organization; another's is as
  /// unknown as one that is not there.
  ///
  /// With a revision, it is taken from what is remembered of it, if anything is: for saving over it.
  func dossier(_ visit: Visit, revision: Int? = nil) throws -> Dossier {
    guard let visitor = visit.visitor, let id = visit.id(),
      let application = visit.cases.application(id),
      visit.cases.acts(visitor.person, for: application.organization),
      let organization = visit.cases.organization(application.organization)
    else { throw RegisterError.notAllowed(.unknown) }
    guard let rulebook = Rulebook.edition(application.rulebook) else {
      throw RegisterError.notAllowed(.lost(application.rulebook.id))
    }
    let remembered = revision.flatMap { registrar.rememberedDraft(of: id, revision: $0) }
    let draft = try remembered ?? registrar.savedDraft(of: id)
    var submission = draft.submission
    if draft.revision == 0 {
      submission.answers.fields["subject-name"] = .text(organization.name)
      submission.answers.fields["credit-code"] = .text(organization.creditCode.text)
    }
    var dossier = Dossier(
      application: application, organization: organization, rulebook: rulebook,
      submission: submission, revision: draft.revision, draft: draft)
    if application.status == .returned, let last = application.returns.last {
      dossier.items = try registrar.items(of: last)
    }
    return dossier
  }
}
