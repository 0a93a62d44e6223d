import Register

/// A page of the office, put together from blocks that all its pages share.
struct OfficePage: Sendable {
  /// The heading, and the title of the window.
  var title: String
  /// Its path without a language, for the language links.
  var path: String
  /// The entry of the navigation that it belongs to.
  var section: OfficeSection?
  /// What stands above the heading, to go back to.
  var crumbs: [OfficeLink] = []
  /// A sentence below the heading.
  var lead: String?
  /// A status beside the heading.
  var badge: OfficeBadge?
  /// What it says.
  var blocks: [OfficeBlock] = []
  /// What stands beside that.
  var side: [OfficeBlock] = []
  /// Blocks beside it that are written already, behind the others.
  var writtenSide: String?
  /// Whether the script runs on it that saves a form while it is written.
  var hasScript = false
  /// What is wrong and belongs to no field.
  var faults: [String] = []

  init(title: String, path: String, section: OfficeSection? = nil) {
    self.title = title
    self.path = path
    self.section = section
  }

  /// What is wrong in the fields of its forms.
  private var errors: [OfficeField] {
    (blocks + side).flatMap { block -> [OfficeField] in
      guard case .form(let form) = block else { return [] }
      return form.fields.filter { $0.error != nil }
    }
  }

  /// For the layout.
  func content(_ visit: Visit) -> PageContent {
    let texts = visit.texts
    let errors = errors
    let isFaulty = !errors.isEmpty || !faults.isEmpty
    let visitor = visit.visitor
    var summary: Bindings?
    if isFaulty {
      summary = [
        "links": .list(
          errors.map { field in
            [
              "address": .text("#" + field.id),
              "text": .text(
                texts.fill(
                  "office-error-line", ["label": field.label, "error": field.error ?? ""])),
            ]
          }),
        "faults": .list(faults.map { ["text": .text($0)] }),
      ]
    }
    var content = PageContent(
      template: "office",
      title: isFaulty ? texts.fill("office-error-title", ["title": title]) : title,
      description: title, address: .office(path), isIndexed: false,
      bindings: [
        "heading": .text(title),
        "crumbs": .list(crumbs.map { $0.bindings(visit) }),
        "hasCrumbs": .flag(!crumbs.isEmpty),
        "lead": .optional(lead),
        "badge": .optional(badge?.bindings),
        "done": .optional(done(visit)),
        "summary": .optional(summary),
        "blocks": .list(blocks.map { $0.bindings(visit) }),
        "side": side.isEmpty && writtenSide == nil
          ? .absent
          : .object([
            "sideBlocks": .list(side.map { $0.bindings(visit) }),
            "writtenSide": .optional(writtenSide),
          ]),
      ])
    content.status = isFaulty ? 422 : 200
    content.hasScript = hasScript
    content.office = visitor.map { OfficeFrame(visit, $0, section: section) }
    return content
  }

  /// What was just done, as the address says.
  private func done(_ visit: Visit) -> String? {
    guard let key = visit.page.items["done"], key.utf8.starts(with: "done-".utf8),
      Texts.table[key] != nil
    else { return nil }
    return visit.texts[key]
  }
}
