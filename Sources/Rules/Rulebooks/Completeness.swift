/// What stands between answers and a complete submission, kept by the parts that it comes from: after a
/// change only those are worked out anew that look at something that has changed.
public struct Completeness: Sendable {
  /// The rulebook that was asked.
  public let rulebook: RulebookReference
  private let answers: Answers
  /// The findings of each part of the rulebook.
  private let parts: [[Finding]]
  /// What ``Rulebook/missing(_:stage:)`` says of the answers.
  public let findings: [Finding]

  /// Asks a rulebook about answers.
  ///
  /// - Parameters:
  ///   - answers: What is filled in and attached.
  ///   - rulebook: What is asked for.
  ///   - previous: What was said of other answers to the same form; what still holds is taken over.
  public init(_ answers: Answers, _ rulebook: Rulebook, after previous: Completeness? = nil) {
    let reference = rulebook.reference
    self.rulebook = reference
    self.answers = answers
    let reach = Reach(rulebook, answers)
    guard let previous, previous.rulebook == reference, previous.parts.count == rulebook.parts.count
    else {
      parts = rulebook.parts.map { rulebook.findings(of: $0, in: reach) }
      findings = parts.flatMap { $0 }
      return
    }
    var parts = previous.parts
    for part in rulebook.parts(lookingAt: rulebook.changed(from: previous.answers, to: answers)) {
      parts[part] = rulebook.findings(of: part, in: reach)
    }
    self.parts = parts
    findings = parts.flatMap { $0 }
  }
}

extension Rulebook {
  /// The parts that look at any of these.
  fileprivate func parts(lookingAt changed: Set<String>) -> Set<Int> {
    changed.reduce(into: []) { $0.formUnion(index.watchers[$1] ?? []) }
  }

  /// The fields that have another answer, and `documents.ID` for documents that came or went.
  fileprivate func changed(from old: Answers, to new: Answers) -> Set<String> {
    var changed: Set<String> = []
    for (field, answer) in new.fields where !answer.isSpelt(as: old.fields[field]) {
      changed.insert(field)
    }
    for field in old.fields.keys where new.fields[field] == nil { changed.insert(field) }
    for section in sections where section.repeats {
      let (before, after) = (old.records[section.id] ?? [], new.records[section.id] ?? [])
      let isSame =
        before.count == after.count
        && zip(before, after).allSatisfy { before, after in
          before.count == after.count
            && after.allSatisfy { field, answer in answer.isSpelt(as: before[field]) }
        }
      if !isSame {
        changed.insert(section.id)
        for field in fields(of: section) { changed.insert(field.id) }
      }
    }
    for document in old.documents.symmetricDifference(new.documents) {
      changed.insert("documents.\(document)")
    }
    return changed
  }
}

extension Answer {
  /// Whether it is the same to the byte: texts of the same letters may have other lengths, and lengths
  /// are asked for.
  fileprivate func isSpelt(as other: Answer?) -> Bool {
    switch (self, other) {
    case (.text(let text), .text(let old)?): text.utf8.elementsEqual(old.utf8)
    case (.list(let items), .list(let old)?):
      items.count == old.count && zip(items, old).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    default: self == other
    }
  }
}

extension FormIndex {
  /// The parts of a rulebook, by the fields and `documents.ID` that they look at.
  static func watchers(
    _ sections: [FormSection], _ fields: [FormField], _ documents: [DocumentRule],
    _ rules: [CompletenessRule]
  ) -> [String: [Int]] {
    let watched = watched(sections, fields, documents, rules)
    return watched.indices.reduce(into: [:]) { watchers, part in
      for name in watched[part] { watchers[name, default: []].append(part) }
    }
  }

  /// What each part looks at, in the order of ``Rulebook/parts``.
  private static func watched(
    _ sections: [FormSection], _ fields: [FormField], _ documents: [DocumentRule],
    _ rules: [CompletenessRule]
  ) -> [Set<String>] {
    var bySection: [String: Set<String>] = [:]
    for section in sections { bySection[section.id] = Set(section.condition?.fields ?? []) }
    // Whether a field is asked for at all is its section's condition.
    let conditions = bySection
    for field in fields {
      bySection[field.section, default: []].formUnion([field.id] + field.required.fields)
    }
    let sectionOf = Dictionary(
      fields.map { ($0.id, $0.section) }, uniquingKeysWith: { first, _ in first })
    return sections.map { (bySection[$0.id] ?? []).union([$0.id]) }
      + documents.map { Set(["documents.\($0.id)"] + $0.required.fields) }
      + rules.map { rule in
        var names = Set(rule.fields + rule.documents.map { "documents.\($0)" })
        names.formUnion(rule.condition?.fields ?? [])
        for field in rule.fields {
          names.formUnion(sectionOf[field].flatMap { conditions[$0] } ?? [])
        }
        return names
      }
  }
}

extension FormField.Requirement {
  /// The fields that decide it.
  fileprivate var fields: [String] {
    if case .when(let condition) = self { condition.fields } else { [] }
  }
}

extension Condition {
  /// The fields that it looks at.
  fileprivate var fields: [String] {
    switch self {
    case .equals(let field, _), .isIn(let field, _), .contains(let field, _), .given(let field):
      [field]
    case .not(let condition): condition.fields
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.fields)
    }
  }
}
