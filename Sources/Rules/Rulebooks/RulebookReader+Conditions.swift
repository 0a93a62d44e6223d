extension RulebookReader {
  /// A condition that is asked within a section, or outside of every section that repeats.
  func condition(_ reader: YAMLReader, in section: String?, depth: Int = 0) -> Condition? {
    guard depth < Condition.depthLimit else {
      reader.report("conditions lie more than \(Condition.depthLimit) deep within each other")
      return nil
    }
    let words = ["equals", "in", "contains", "given", "not", "all", "any"]
    guard let mapping = reader.mapping(words) else { return nil }
    let present = words.filter { mapping[$0] != nil }
    guard let word = present.first, present.count == 1, let inner = mapping[word] else {
      reader.report(
        present.isEmpty
          ? "a condition is missing" : "a condition is one thing, and here are several",
        suggestion: present.isEmpty
          ? "write one of \(words.joined(separator: ", "))" : "put them in a list under all or any")
      return nil
    }
    switch word {
    case "given": return field(named: inner, in: section).map { .given(field: $0.id) }
    case "not": return condition(inner, in: section, depth: depth + 1).map { .not($0) }
    case "all", "any":
      guard let list = inner.list() else { return nil }
      if list.isEmpty { inner.report("the list of conditions is empty") }
      let conditions = list.compactMap { condition($0, in: section, depth: depth + 1) }
      return word == "all" ? .all(conditions) : .any(conditions)
    default: return comparison(word, inner, in: section)
    }
  }

  private func comparison(
    _ word: String, _ reader: YAMLReader, in section: String?
  ) -> Condition? {
    let key = word == "in" ? "values" : "value"
    guard let mapping = reader.mapping(["field", key]) else { return nil }
    let field = mapping.required("field").flatMap { self.field(named: $0, in: section) }
    guard let value = mapping.required(key), let field else { return nil }
    switch word {
    case "contains":
      guard field.kind == .choices || field.kind == .list || field.kind == nil else {
        reader.report("\(field.id) holds one answer; contains asks of several")
        return nil
      }
      return answer(value, of: field).map { .contains(field: field.id, value: $0) }
    case "equals":
      guard field.kind != .choices, field.kind != .list else {
        reader.report("\(field.id) holds several answers", suggestion: "use contains")
        return nil
      }
      return answer(value, of: field).map { .equals(field: field.id, value: $0) }
    default:
      guard let list = value.list() else { return nil }
      return .isIn(field: field.id, values: list.compactMap { answer($0, of: field) })
    }
  }

  private struct NamedField {
    let id: String
    let kind: FormField.Kind?
    let options: [String]
  }

  /// A field that a condition asks about: one that there is, and that is answered once where the
  /// condition is asked.
  private func field(named reader: YAMLReader, in section: String?) -> NamedField? {
    guard let id = known(reader, "field", among: fields.keys.sorted()), let outline = fields[id]
    else { return nil }
    if sections[outline.section] == true, outline.section != section {
      reader.report(
        "\(id) stands in \(outline.section), which is filled in several times",
        suggestion: "ask only within that section")
      return nil
    }
    return NamedField(id: id, kind: outline.kind, options: outline.options)
  }

  /// A value that a field can have.
  private func answer(_ reader: YAMLReader, of field: NamedField) -> Answer? {
    switch field.kind {
    case .yesNo: return reader.flag().map(Answer.flag)
    case .number: return reader.number(Int.min...Int.max).map(Answer.number)
    case .choice, .choices:
      return known(reader, "option of \(field.id)", among: field.options).map(Answer.text)
    default: return reader.text().map(Answer.text)
    }
  }

  func completenessRule(_ reader: YAMLReader) -> CompletenessRule? {
    let keys = [
      "id", "function", "fields", "documents", "parameters", "when", "wording", "remedy", "source",
    ]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let function = mapping.required("function")?.word(CompletenessFunction.self)
    let fields = references(mapping["fields"], "field", among: self.fields.keys.sorted())
    let documents = references(mapping["documents"], "document", among: self.documents)
    let parameters = self.parameters(mapping["parameters"])
    let condition = mapping["when"].flatMap { self.condition($0, in: nil) }
    let wording = mapping.required("wording")?.wording()
    let remedy = mapping.required("remedy")?.wording()
    let source = mapping.required("source").flatMap(reference)
    guard let id, let function, let wording, let remedy, let source else {
      return nil
    }
    check(function, mapping, fields: fields.count, parameters: parameters)
    return CompletenessRule(
      id: id, function: function, fields: fields, documents: documents, parameters: parameters,
      condition: condition, wording: wording, remedy: remedy, source: source)
  }

  private func references(
    _ reader: YAMLReader?, _ what: String, among ids: [String]
  ) -> [String] {
    (reader?.list() ?? []).compactMap { known($0, what, among: ids) }
  }

  private func parameters(_ reader: YAMLReader?) -> [String: [String]] {
    var parameters: [String: [String]] = [:]
    for entry in reader?.entries() ?? [] {
      guard let key = entry.key.id(), let list = entry.value.list() else { continue }
      parameters[key] = list.compactMap { $0.text() }
    }
    return parameters
  }

  /// Whether a function gets what it needs.
  ///
  /// A list with a wrong name in it has been reported as such, and counts as it was written.
  private func check(
    _ function: CompletenessFunction, _ mapping: YAMLMapping, fields: Int,
    parameters: [String: [String]]
  ) {
    let written =
      mapping["fields"].map { QuietMapping.items(QuietMapping(node: $0.node)).count } ?? 0
    let range = function.fieldCount
    if !range.contains(max(fields, written)) {
      let wanted =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      (mapping["fields"] ?? mapping.reader)
        .report("\(function.rawValue) looks at \(wanted) fields, and here are \(written)")
    }
    if function.takesDocuments != (mapping["documents"] != nil) {
      (mapping["documents"] ?? mapping.reader)
        .report(
          function.takesDocuments
            ? "documents is missing; \(function.rawValue) looks at documents"
            : "\(function.rawValue) looks at no documents")
    }
    guard let needed = function.parameters else {
      if parameters.isEmpty {
        (mapping["parameters"] ?? mapping.reader)
          .report("parameters is missing; \(function.rawValue) needs a list for each modality")
      }
      return
    }
    for key in needed where parameters[key, default: []].isEmpty {
      (mapping["parameters"] ?? mapping.reader)
        .report("the parameter \(key) is missing; \(function.rawValue) needs it")
    }
    for key in parameters.keys where !needed.contains(key) {
      mapping["parameters"]?
        .report(
          "\(function.rawValue) has no parameter \(key.clipped)",
          suggestion: Likeness.suggestion(for: key, among: needed))
    }
  }
}
