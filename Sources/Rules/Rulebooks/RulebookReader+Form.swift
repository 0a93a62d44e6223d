extension RulebookReader {
  func section(_ reader: YAMLReader) -> FormSection? {
    guard let mapping = reader.mapping(["id", "name", "stage", "repeats", "when"]) else {
      return nil
    }
    let id = mapping.required("id")?.id()
    let name = mapping.required("name")?.wording()
    let stage = mapping.required("stage")?.word(FormSection.Stage.self)
    let repeats = mapping["repeats"].map { $0.flag() } ?? false
    let condition = mapping["when"].flatMap { self.condition($0, in: nil) }
    guard let id, let name, let stage, let repeats else { return nil }
    return FormSection(
      id: id, name: name, stage: stage, repeats: repeats, condition: condition)
  }

  func field(_ reader: YAMLReader) -> FormField? {
    let keys = [
      "id", "section", "kind", "label", "help", "required", "least", "greatest", "options",
      "published", "personal", "source",
    ]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let section = mapping.required("section").flatMap {
      known($0, "section", among: sections.keys.sorted())
    }
    let kind = mapping.required("kind")?.word(FormField.Kind.self)
    let label = mapping.required("label")?.wording()
    let help = mapping["help"].flatMap { $0.wording() }
    let required = mapping.required("required").flatMap { requirement($0, in: section) }
    let bounds = self.bounds(mapping)
    let options = self.options(mapping, kind: kind)
    let published = mapping["published"].map { $0.flag() } ?? false
    let personal = mapping["personal"].map { $0.flag() } ?? false
    let source = mapping["source"].flatMap { reference($0) }
    if published == true, personal == true {
      mapping["published"]?.report("personal data is never published")
    }
    guard let id, let section, let kind, let label, let required, let options, let published,
      let personal
    else { return nil }
    return FormField(
      id: id, section: section, kind: kind, label: label, help: help, required: required,
      least: bounds.least, greatest: bounds.greatest, options: options, published: published,
      personal: personal, source: source)
  }

  private func bounds(_ mapping: YAMLMapping) -> (least: Int?, greatest: Int?) {
    let range = 0...1_000_000_000_000
    let least = mapping["least"]?.number(range)
    let greatest = mapping["greatest"]?.number(range)
    if let least, let greatest, least > greatest {
      mapping["greatest"]?.report("the greatest, \(greatest), is less than the least, \(least)")
    }
    return (least, greatest)
  }

  private func options(_ mapping: YAMLMapping, kind: FormField.Kind?) -> [FormField.Option]? {
    let chosen = kind == .choice || kind == .choices
    guard let reader = mapping["options"] else {
      if chosen { mapping.reader.report("options is missing, and this is a choice") }
      return chosen ? nil : []
    }
    guard chosen || kind == nil else {
      reader.report("options belong to a choice, and this is none")
      return nil
    }
    guard let list = reader.list() else { return nil }
    var seen: Set<String> = []
    return list.compactMap { item -> FormField.Option? in
      guard let option = item.mapping(["id", "label"]) else { return nil }
      let id = option.required("id")?.id()
      let label = option.required("label")?.wording()
      guard let id, let label else { return nil }
      if !seen.insert(id).inserted {
        option["id"]?.report("the option \(id) is named a second time")
      }
      return FormField.Option(id: id, label: label)
    }
  }

  /// `true`, `false`, or `when:` with a condition.
  func requirement(_ reader: YAMLReader, in section: String?) -> FormField.Requirement? {
    if case .mapping = reader.node.content {
      guard let mapping = reader.mapping(["when"]), let inner = mapping.required("when") else {
        return nil
      }
      return condition(inner, in: section).map(FormField.Requirement.when)
    }
    guard case .scalar(let text, plain: true) = reader.node.content,
      text == "true" || text == "false"
    else {
      reader.report("true, false or a mapping with when belongs here, and this is \(reader.shown)")
      return nil
    }
    return text == "true" ? .always : .never
  }

  func document(_ reader: YAMLReader) -> DocumentRule? {
    let keys = ["id", "stage", "name", "help", "required", "formats", "published", "source"]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let stage = mapping.required("stage")?.word(FormSection.Stage.self)
    let name = mapping.required("name")?.wording()
    let help = mapping.required("help")?.wording()
    let required = mapping.required("required").flatMap { requirement($0, in: nil) }
    let formats = mapping.required("formats").flatMap(ids)
    let published = mapping["published"].map { $0.flag() } ?? false
    let source = mapping.required("source").flatMap(reference)
    guard let id, let stage, let name, let help, let required, let formats, let published,
      let source
    else { return nil }
    return DocumentRule(
      id: id, stage: stage, name: name, help: help, required: required, formats: formats,
      published: published, source: source)
  }

  /// A list of ids, not empty.
  func ids(_ reader: YAMLReader) -> [String]? {
    guard let list = reader.list() else { return nil }
    if list.isEmpty { reader.report("the list is empty") }
    return list.compactMap { $0.id() }
  }
}
