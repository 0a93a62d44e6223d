/// Something that stands between what is filled in and a complete submission.
public struct Finding: Hashable, Sendable, Codable {
  /// What kind of obstacle.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// A field is not answered, or a document is not attached.
    case missing
    /// An answer is not of the kind that the field asks for.
    case invalid
    /// A completeness rule does not hold.
    case rule
  }

  /// What kind of obstacle.
  public let kind: Kind
  /// The id of the field, the document or the completeness rule.
  public let id: String
  /// Where: fields, `products[1].name` within a section that repeats, `documents.report` for a
  /// document.
  public let places: [String]
  /// What is wrong.
  public let wording: Wording
  /// What to do.
  public let remedy: Wording
  /// What it rests on.
  public let source: SourceReference?
}

extension Rulebook {
  /// All that stands between these answers and a complete submission, in the order of the form,
  /// then of the documents, then of the rules; empty where it is complete.
  ///
  /// - Parameters:
  ///   - answers: What is filled in and attached.
  ///   - stage: The stage that is handed in, or `nil` for all of them.
  /// - Returns: What is missing, is invalid, or does not agree.
  public func missing(_ answers: Answers, stage: FormSection.Stage? = nil) -> [Finding] {
    let reach = Reach(self, answers, stage)
    return parts.flatMap { findings(of: $0, in: reach) }
  }

  /// Everything that findings come from, by place: the sections, then the documents, then the rules.
  var parts: Range<Int> { 0..<(sections.count + documents.count + completeness.count) }

  /// The findings of a part.
  func findings(of part: Int, in reach: Reach) -> [Finding] {
    if part < sections.count {
      return reach.asks(sections[part].id) ? findings(in: sections[part], reach.answers) : []
    }
    let place = part - sections.count
    if place < documents.count { return finding(documents[place], reach).map { [$0] } ?? [] }
    return finding(completeness[place - documents.count], reach).map { [$0] } ?? []
  }

  private func finding(_ document: DocumentRule, _ reach: Reach) -> Finding? {
    guard reach.stage == nil || document.stage == reach.stage,
      document.required.holds({ reach.answers.fields[$0] }),
      !reach.documents.contains(document.id)
    else { return nil }
    return Finding(
      kind: .missing, id: document.id, places: ["documents.\(document.id)"],
      wording: Wording(zh: "缺少材料：\(document.name.zh)", en: "missing: \(document.name.en)"),
      remedy: document.help, source: document.source)
  }

  private func finding(_ rule: CompletenessRule, _ reach: Reach) -> Finding? {
    guard rule.condition.map({ $0.holds { reach.answers.fields[$0] } }) ?? true else { return nil }
    let places = rule.violations(in: reach)
    guard !places.isEmpty else { return nil }
    return Finding(
      kind: .rule, id: rule.id, places: places, wording: rule.wording, remedy: rule.remedy,
      source: rule.source)
  }

  private func findings(in section: FormSection, _ answers: Answers) -> [Finding] {
    let asked = fields(of: section)
    guard section.repeats else {
      // By their places: a field is large, and copying each costs more than looking at it.
      return asked.indices.compactMap { place in
        asked[place].finding(answers.fields[asked[place].id], at: asked[place].id) {
          answers.fields[$0]
        }
      }
    }
    let records = answers.records[section.id] ?? []
    guard !records.isEmpty else {
      return [
        Finding(
          kind: .missing, id: section.id, places: [section.id],
          wording: Wording(zh: "未填写：\(section.name.zh)", en: "not filled in: \(section.name.en)"),
          remedy: Wording(zh: "请至少填写一项", en: "fill in at least one"), source: nil)
      ]
    }
    return records.enumerated().flatMap { number, record in
      asked.indices.compactMap { place in
        asked[place].finding(
          record[asked[place].id], at: "\(section.id)[\(number)].\(asked[place].id)"
        ) { record[$0] ?? answers.fields[$0] }
      }
    }
  }
}

extension FormField.Requirement {
  /// Whether an answer is asked for, given what others are.
  public func holds(_ answer: (String) -> Answer?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .when(let condition): condition.holds(answer)
    }
  }
}
