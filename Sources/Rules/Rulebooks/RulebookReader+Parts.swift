extension RulebookReader {
  func source(_ reader: YAMLReader) -> LegalSource? {
    guard let mapping = reader.mapping(["id", "title", "grade", "url", "in-force"]) else {
      return nil
    }
    let id = mapping.required("id")?.id()
    let title = mapping.required("title")?.wording()
    let grade = mapping.required("grade")?.word(Grade.self)
    let url = mapping["url"]?.url()
    if mapping["url"] == nil, grade == .official || grade == .press {
      mapping.reader.report("url is missing; only sources of grade C or I may go without")
    }
    let inForce = mapping["in-force"].flatMap { $0.day() }
    guard let id, let title, let grade else { return nil }
    return LegalSource(id: id, title: title, grade: grade, url: url, inForce: inForce)
  }

  func role(_ reader: YAMLReader) -> RoleRule? {
    guard let mapping = reader.mapping(["id", "name", "help"]) else { return nil }
    let id = mapping.required("id")?.word(Role.self)
    let name = mapping.required("name")?.wording()
    let help = mapping.required("help")?.wording()
    guard let id, let name, let help else { return nil }
    return RoleRule(id: id, name: name, help: help)
  }

  func procedure(_ reader: YAMLReader) -> Procedure? {
    guard let mapping = reader.mapping(["id", "name", "help", "family", "categories"]) else {
      return nil
    }
    let id = mapping.required("id")?.id()
    let name = mapping.required("name")?.wording()
    let help = mapping.required("help")?.wording()
    let family = mapping.required("family")?.word(NumberFamily.self)
    if family == .unknown { mapping["family"]?.report("unknown is no family of numbers") }
    let categories = (mapping["categories"]?.list() ?? []).compactMap { item in
      item.number(1...AlgorithmCategory.allCases.count).flatMap(AlgorithmCategory.init(rawValue:))
    }
    guard let id, let name, let help, let family else { return nil }
    return Procedure(id: id, name: name, help: help, family: family, categories: categories)
  }

  func clock(_ reader: YAMLReader) -> ClockRule? {
    let keys = ["id", "name", "days", "party", "starts", "on-return", "source"]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let name = mapping.required("name")?.wording()
    let days = mapping.required("days")?.number(1...ClockRule.mostDays)
    let party = mapping.required("party")?.word(Party.self)
    let starts = mapping.required("starts")?.wording()
    let onReturn = mapping.required("on-return")?.word(ClockRule.ReturnEffect.self)
    let source = mapping.required("source").flatMap(reference)
    guard let id, let name, let days, let party, let starts, let onReturn, let source else {
      return nil
    }
    return ClockRule(
      id: id, name: name, days: days, party: party, starts: starts, onReturn: onReturn,
      source: source)
  }

  func outcome(_ reader: YAMLReader) -> Outcome? {
    guard let mapping = reader.mapping(["id", "name", "valid", "final", "by", "source"]) else {
      return nil
    }
    let id = mapping.required("id")?.id()
    let name = mapping.required("name")?.wording()
    let valid = mapping.required("valid")?.flag()
    let final = mapping.required("final")?.flag()
    let by = mapping.required("by")?.list()?.compactMap { $0.word(Party.self) }
    let source = mapping.required("source").flatMap(reference)
    guard let id, let name, let valid, let final, let by, let source else { return nil }
    return Outcome(id: id, name: name, valid: valid, final: final, by: by, source: source)
  }

  func obligation(_ reader: YAMLReader) -> Obligation? {
    let keys = ["id", "roles", "distributors", "duty", "evidence", "when", "sources"]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let roles = (mapping["roles"]?.list() ?? []).compactMap { $0.word(Role.self) }
    let distributors = mapping["distributors"].map { $0.flag() } ?? false
    let duty = mapping.required("duty")?.wording()
    let evidence = (mapping.required("evidence")?.list() ?? []).compactMap { $0.wording() }
    let condition = mapping["when"].flatMap { self.condition($0, in: nil) }
    let sources = (mapping.required("sources")?.list() ?? []).compactMap(reference)
    guard let id, let distributors, let duty else { return nil }
    return Obligation(
      id: id, roles: roles, distributors: distributors, duty: duty, evidence: evidence,
      condition: condition, sources: sources)
  }

  func label(_ reader: YAMLReader) -> LabelDuty? {
    let keys = [
      "id", "kind", "media", "wording", "least-height-percent", "least-seconds", "source",
    ]
    guard let mapping = reader.mapping(keys) else { return nil }
    let id = mapping.required("id")?.id()
    let kind = mapping.required("kind")?.word(LabelDuty.Kind.self)
    let media = mapping.required("media")?.list()?.compactMap { $0.word(Medium.self) }
    let wording = mapping.required("wording")?.wording()
    let height = mapping["least-height-percent"].flatMap { $0.number(1...100) }
    let seconds = mapping["least-seconds"].flatMap { $0.number(1...3600) }
    let source = mapping.required("source").flatMap(reference)
    guard let id, let kind, let media, let wording, let source else { return nil }
    return LabelDuty(
      id: id, kind: kind, media: media, wording: wording, leastHeightPercent: height,
      leastSeconds: seconds, source: source)
  }
}
