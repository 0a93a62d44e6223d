import Register
import Rules

extension ReviewedDossier {
  /// What was handed in, beside what was handed in the round before.
  init(_ submission: Submission, before: Submission?, in rulebook: Rulebook) {
    sections = rulebook.sections.compactMap { section in
      let applies = [submission, before].contains { one in
        guard let one, let condition = section.condition else { return one != nil }
        return condition.holds { one.answers.fields[$0] }
      }
      guard applies else { return nil }
      let fields = rulebook.fields(of: section)
      return Section(
        id: section.id, name: section.name, place: section.repeats ? FormPlace(section.id) : nil,
        groups: Self.groups(section, fields, submission, before))
    }
    documents = rulebook.documents.map { Self.document($0, submission, before) }
      .filter { !$0.versions.isEmpty }
  }

  private static func groups(
    _ section: FormSection, _ fields: [FormField], _ submission: Submission,
    _ before: Submission?
  ) -> [Group] {
    guard section.repeats else {
      return [
        Group(
          fields: fields.map { field in
            Self.field(
              field, at: .field(field.id, in: section, record: nil),
              submission.answers.fields[field.id],
              before.map { $0.answers.fields[field.id] })
          })
      ]
    }
    let now = submission.answers.records[section.id] ?? []
    let then = before.map { $0.answers.records[section.id] ?? [] }
    return (0..<max(now.count, then?.count ?? 0)).map { place in
      let record = now.indices.contains(place) ? now[place] : [:]
      let old = then.map { $0.indices.contains(place) ? $0[place] : [:] }
      var change: Change?
      if let then {
        if !then.indices.contains(place) { change = .added }
        if !now.indices.contains(place) { change = .removed }
      }
      return Group(
        number: place + 1, change: change,
        fields: fields.map { field in
          Self.field(
            field, at: .field(field.id, in: section, record: place), record[field.id],
            old.map { $0[field.id] })
        })
    }
  }

  /// A field; `before` is `nil` where there was no round before.
  private static func field(
    _ field: FormField, at place: FormPlace, _ answer: Answer?, _ before: Answer??
  ) -> Field {
    let lines = AnswerText.lines(answer, to: field)
    var old: [Wording] = []
    var change: Change?
    if let before {
      old = AnswerText.lines(before, to: field)
      change = Self.change(from: old, to: lines)
    }
    return Field(
      place: place, label: field.label, lines: lines, before: change == nil ? [] : old,
      change: change, isPersonal: field.personal, isPublished: field.published)
  }

  private static func change<Element: Hashable>(
    from old: [Element], to new: [Element]
  ) -> Change? {
    if old == new { return nil }
    if old.isEmpty { return .added }
    return new.isEmpty ? .removed : .changed
  }

  private static func document(
    _ rule: DocumentRule, _ submission: Submission, _ before: Submission?
  ) -> Document {
    let files = submission.documents[rule.id] ?? []
    let old = before.map { $0.documents[rule.id] ?? [] }
    let known = Set((old ?? []).map(\.sha256))
    let versions = files.enumerated().map { place, file in
      Version(
        file: file, number: place + 1, counts: place == files.count - 1,
        isNew: old != nil && !known.contains(file.sha256))
    }
    var change: Change?
    if let old {
      change = Self.change(
        from: old.suffix(1).map(\.sha256), to: files.suffix(1).map(\.sha256))
    }
    return Document(
      place: .document(rule.id), name: rule.name, help: rule.help, change: change,
      versions: versions.reversed())
  }
}

extension Submission {
  /// The file with a digest, in any version of any document.
  func file(_ digest: String) -> Submission.Document? {
    documents.values.lazy.flatMap { $0 }.first { $0.sha256 == digest }
  }
}
