import Register
import Rules

/// How far a form is filled in, in numbers.
struct DossierProgress: Hashable, Sendable {
  /// A section of the form, or the documents.
  struct Part: Hashable, Sendable {
    /// The section's place in the rulebook; `nil` for the documents.
    let section: Int?
    /// How much is missing there, or wrong.
    var open = 0
    /// How many items of the return lie there.
    var returned = 0

    var isDone: Bool { open == 0 && returned == 0 }
  }

  /// The sections that are asked for, in order, and then the documents.
  let parts: [Part]
  /// How much is missing in all.
  let total: Int
}

extension Dossier {
  /// How far it is.
  var progress: DossierProgress {
    let answers = submission.answers.fields
    var parts = rulebook.sections.indices.filter { place in
      rulebook.sections[place].condition.map { $0.holds { answers[$0] } } ?? true
    }.map { DossierProgress.Part(section: $0) }
    parts.append(DossierProgress.Part(section: nil))
    func place(in section: FormSection?) -> Int? {
      guard let section else { return parts.count - 1 }
      return parts.firstIndex { part in
        part.section.map { rulebook.sections[$0].id.utf8.elementsEqual(section.id.utf8) } ?? false
      }
    }
    let findings = findings
    for finding in findings {
      // A finding counts once in each section that it touches.
      for at in Set(finding.places.compactMap { place(in: section(of: $0)) }) {
        parts[at].open += 1
      }
    }
    for item in items {
      if let at = place(in: section(of: item.place)) { parts[at].returned += 1 }
    }
    return DossierProgress(parts: parts, total: findings.count)
  }

  /// The steps of the form, for the list at the side.
  func steps(current: String?, _ texts: Texts) -> [OfficeStep] {
    Self.steps(progress, rulebook, path: path, current: current, texts)
  }

  /// The same of a form whose application has a path.
  static func steps(
    _ progress: DossierProgress, _ rulebook: Rulebook, path: String, current: String?,
    _ texts: Texts
  ) -> [OfficeStep] {
    var steps = progress.parts.map { part in
      let section = part.section.map { rulebook.sections[$0] }
      return OfficeStep(
        link: OfficeLink(
          section.map { texts[$0.name] } ?? texts["application-documents"],
          path + (section.map { "/sections/" + $0.id } ?? "/documents")),
        note: note(part, texts), isDone: part.isDone,
        isCurrent: current == section?.id ?? "documents")
    }
    steps.append(
      OfficeStep(
        link: OfficeLink(texts["application-check"], path),
        note: progress.total == 0 ? texts["step-ready"] : texts.count("step-open", progress.total),
        isDone: progress.total == 0, isCurrent: current == nil))
    return steps
  }

  private static func note(_ part: DossierProgress.Part, _ texts: Texts) -> String {
    let state = part.open == 0 ? texts["step-done"] : texts.count("step-open", part.open)
    return part.returned == 0
      ? state : state + texts.listSeparator + texts.count("step-returned", part.returned)
  }
}
