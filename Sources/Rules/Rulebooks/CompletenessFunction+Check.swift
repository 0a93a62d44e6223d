/// What a completeness rule can reach: the answers in the sections that apply, with their places.
///
/// A rule asks for a few fields out of many, so each is looked up when it is asked for.
struct Reach {
  private let rulebook: Rulebook
  let answers: Answers
  let stage: FormSection.Stage?
  /// The ids of the sections that apply.
  private let asked: Set<String>
  var documents: Set<String> { answers.documents }

  init(_ rulebook: Rulebook, _ answers: Answers, _ stage: FormSection.Stage? = nil) {
    self.rulebook = rulebook
    self.answers = answers
    self.stage = stage
    asked = Set(
      rulebook.sections.lazy.filter { section in
        (stage == nil || section.stage == stage)
          && section.condition.map { $0.holds { answers.fields[$0] } } ?? true
      }.map(\.id))
  }

  /// Whether a section is filled in.
  func asks(_ section: String) -> Bool { asked.contains(section) }

  /// The places of a field, each with its answer where there is one.
  private func all(_ field: String) -> [(place: String, answer: Answer?)] {
    guard let section = rulebook.section(ofField: field), asked.contains(section.id) else {
      return []
    }
    guard section.repeats else { return [(field, answers.fields[field])] }
    return (answers.records[section.id] ?? []).enumerated().map { place, record in
      ("\(section.id)[\(place)].\(field)", record[field])
    }
  }

  /// The answers that are given to a field.
  func given(_ field: String) -> [(place: String, answer: Answer)] {
    all(field).compactMap { place, answer in
      answer.flatMap { $0.isGiven ? (place, $0) : nil }
    }
  }

  /// The places of a field that are not answered.
  func open(_ field: String) -> [String] {
    all(field).filter { $0.answer?.isGiven != true }.map(\.place)
  }
}

extension CompletenessRule {
  /// The places at which the rule does not hold.
  func violations(in reach: Reach) -> [String] {
    let given = fields.flatMap(reach.given)
    switch function {
    case .sameText:
      let texts = given.flatMap { item in item.answer.texts.map { (item.place, $0.comparable) } }
      return Set(texts.map(\.1)).count > 1 ? texts.map(\.0) : []
    case .sameNumber:
      let numbers = given.compactMap { item -> (String, Int)? in
        if case .number(let number) = item.answer { (item.place, number) } else { nil }
      }
      return Set(numbers.map(\.1)).count > 1 ? numbers.map(\.0) : []
    case .sameSet: return sameSet(reach)
    case .formatsMatchModality: return formats(reach)
    case .allGiven: return fields.flatMap(reach.open)
    case .documentsPresent:
      return documents.filter { !reach.documents.contains($0) }.map { "documents.\($0)" }
    case .isTrue:
      return given.filter { $0.answer != .flag(true) }.map(\.place)
    case .singleName:
      return given.filter { $0.answer.texts.contains(where: \.namesSeveral) }.map(\.place)
    case .freeOfPhrases:
      let phrases = parameters["phrases", default: []].map { Array($0.comparable.utf8) }
      return given.filter { item in
        let texts = item.answer.texts.map { Array($0.comparable.utf8) }
        return texts.contains { text in phrases.contains { text.holds($0) } }
      }.map(\.place)
    case .oneOf:
      let values = parameters["values", default: []]
      return given.filter { item in !item.answer.texts.allSatisfy(values.contains) }.map(\.place)
    case .notAfter: return notAfter(reach)
    case .validFilingNumbers:
      return given.filter { item in
        item.answer.texts.contains { NumberReading($0).grade != .wellFormed }
      }.map(\.place)
    }
  }

  private func sameSet(_ reach: Reach) -> [String] {
    guard fields.count == 2 else { return [] }
    let left = reach.given(fields[0])
    let right = reach.given(fields[1])
    guard !left.isEmpty, !right.isEmpty else { return [] }
    let agree =
      Set(left.flatMap(\.answer.texts).map(\.comparable))
      == Set(right.flatMap(\.answer.texts).map(\.comparable))
    return agree ? [] : (left + right).map(\.place)
  }

  private func formats(_ reach: Reach) -> [String] {
    guard fields.count == 2 else { return [] }
    let modalities = reach.given(fields[0])
    let formats = reach.given(fields[1])
    guard !modalities.isEmpty, !formats.isEmpty else { return [] }
    let chosen = modalities.flatMap(\.answer.texts)
    let named = Set(formats.flatMap(\.answer.texts).map(\.comparable))
    let fitting = chosen.map { Set(parameters[$0, default: []].map(\.comparable)) }
    let stray = named.subtracting(fitting.reduce(into: []) { $0.formUnion($1) })
    let agree = stray.isEmpty && fitting.allSatisfy { !$0.isDisjoint(with: named) }
    return agree ? [] : (modalities + formats).map(\.place)
  }

  private func notAfter(_ reach: Reach) -> [String] {
    guard fields.count == 2 else { return [] }
    let days = fields.map { field in
      reach.given(field).flatMap { item in
        item.answer.texts.compactMap { Day(iso: $0) }.map { (item.place, $0) }
      }
    }
    guard let latest = days[0].max(by: { $0.1 < $1.1 }),
      let earliest = days[1].min(by: { $0.1 < $1.1 }), latest.1 > earliest.1
    else { return [] }
    return [latest.0, earliest.0]
  }
}

extension [UInt8] {
  /// Whether these bytes stand in it, one after the other.
  fileprivate func holds(_ sought: [UInt8]) -> Bool {
    guard let first = sought.first else { return true }
    guard count >= sought.count else { return false }
    for start in 0...(count - sought.count) where self[start] == first {
      if self[start..<(start + sought.count)].elementsEqual(sought) { return true }
    }
    return false
  }
}

extension String {
  /// The text by which two spellings compare: without blanks, full-width as plain, small letters.
  var comparable: String {
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars where !scalar.isBlank {
      var value = scalar.value
      if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
      view.append(Unicode.Scalar(value) ?? scalar)
    }
    return String(view).lowercased()
  }

  /// Whether a name enumerates: a comma, a semicolon or an enumeration mark stands in it.
  fileprivate var namesSeveral: Bool {
    unicodeScalars.contains { "、，,；;".unicodeScalars.contains($0) }
  }
}
