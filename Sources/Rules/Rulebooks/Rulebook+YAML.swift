extension Rulebook {
  /// Reads a rulebook.
  ///
  /// - Throws: ``RulebookError`` with all that is wrong in it, by line and column.
  public init(yaml text: String) throws(RulebookError) {
    let (book, problems) = RulebookReader.read(text)
    guard let book, problems.isEmpty else { throw RulebookError(problems: problems) }
    self = book
  }

  /// All that is wrong in a rulebook, in the order of the file; empty where it is in order.
  ///
  /// Safe for hostile text.
  public static func check(yaml text: String) -> [RulebookProblem] { RulebookReader.read(text).1 }
}

/// Reads a rulebook in two steps: first the ids that other parts refer to, then everything.
struct RulebookReader {
  let root: YAMLMapping
  let problems: ProblemList

  /// What the ids in the file stand for, for references.
  var sources: [String] = []
  var sections: [String: Bool] = [:]
  var fields: [String: FieldOutline] = [:]
  var documents: [String] = []

  /// What a reference to a field has to know of it.
  struct FieldOutline {
    let section: String
    let kind: FormField.Kind?
    let options: [String]
  }

  static let keys = [
    "rulebook", "version", "date", "track", "jurisdiction", "calendar", "name", "authority",
    "sources", "roles", "procedures", "sections", "fields", "documents", "completeness", "clocks",
    "outcomes", "obligations", "labels", "wording",
  ]

  static func read(_ text: String) -> (Rulebook?, [RulebookProblem]) {
    let source = YAMLSource(text)
    let problems = ProblemList()
    source.problems.forEach(problems.add)
    guard let node = source.root else { return (nil, problems.sorted) }
    let reader = YAMLReader(node: node, path: "", problems: problems)
    guard let root = reader.mapping(keys) else { return (nil, problems.sorted) }
    var book = RulebookReader(root: root, problems: problems)
    book.gather()
    let result = book.rulebook()
    return (result, problems.sorted)
  }

  /// Gathers the ids without a word about what is wrong with them; that is said when they are read.
  private mutating func gather() {
    let quiet = RulebookReader.quiet(root.reader.node)
    sources = quiet.ids(of: "sources")
    documents = quiet.ids(of: "documents")
    for item in quiet.items(of: "sections") {
      guard let id = item["id"]?.node.text else { continue }
      sections[id] = item["repeats"]?.node.text == "true"
    }
    for item in quiet.items(of: "fields") {
      guard let id = item["id"]?.node.text else { continue }
      fields[id] = FieldOutline(
        section: item["section"]?.node.text ?? "",
        kind: item["kind"]?.node.text.flatMap(FormField.Kind.init(rawValue:)),
        options: QuietMapping.items(item["options"]).compactMap { $0["id"]?.node.text })
    }
  }

  private func rulebook() -> Rulebook? {
    let id = root.required("rulebook")?.id()
    let version = root.required("version")?.number(1...100_000)
    let date = root.required("date")?.day()
    let track = root.required("track")?.id()
    let jurisdiction = root.required("jurisdiction").flatMap(countryCode)
    let calendar = root.required("calendar")?.id()
    let name = root.required("name")?.wording()
    let authority = root.required("authority")?.wording()
    let sources = items("sources", source)
    let roles = items("roles", role)
    let procedures = items("procedures", procedure)
    let sections = items("sections", section)
    let fields = items("fields", field)
    let documents = items("documents", document)
    let completeness = items("completeness", completenessRule)
    let clocks = items("clocks", clock)
    let outcomes = items("outcomes", outcome)
    let obligations = items("obligations", obligation)
    let labels = items("labels", label)
    let wording = publicWording()
    guard let id, let version, let date, let track, let jurisdiction, let calendar, let name,
      let authority
    else { return nil }
    return Rulebook(
      id: id, version: version, date: date, track: Track(rawValue: track),
      jurisdiction: jurisdiction, calendar: calendar, name: name, authority: authority,
      sources: sources, roles: roles, procedures: procedures, sections: sections, fields: fields,
      documents: documents, completeness: completeness, clocks: clocks, outcomes: outcomes,
      obligations: obligations, labels: labels, wording: wording,
      index: FormIndex(
        sections: sections, fields: fields, documents: documents, rules: completeness))
  }

  /// Reads a list whose items have ids, none twice.
  private func items<Item>(_ key: String, _ read: (YAMLReader) -> Item?) -> [Item] {
    guard let list = root.required(key)?.list() else { return [] }
    var seen: [String: Int] = [:]
    for item in list {
      guard let id = RulebookReader.quiet(item.node)["id"], let text = id.node.text else {
        continue
      }
      if let line = seen[text] {
        YAMLReader(node: id.node, path: "\(item.path).id", problems: problems)
          .report(
            "the id \(text.clipped) is used a second time",
            suggestion: "it was used in line \(line); give each item an id of its own")
      } else {
        seen[text] = id.node.line
      }
    }
    return list.compactMap(read)
  }

  private func countryCode(_ reader: YAMLReader) -> String? {
    guard let text = reader.text() else { return nil }
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      reader.report(
        "\(text.clipped) is no code of a country", suggestion: "two capital letters, such as CN")
      return nil
    }
    return text
  }

  private func publicWording() -> [String: Wording] {
    guard let reader = root.required("wording"), let entries = reader.entries() else { return [:] }
    var wording: [String: Wording] = [:]
    for entry in entries {
      guard let id = entry.key.id(), let text = entry.value.wording() else { continue }
      wording[id] = text
    }
    let written = entries.compactMap(\.key.node.text)
    for id in Rulebook.requiredWording where !written.contains(id) {
      reader.report("the public text \(id) is missing")
    }
    return wording
  }

  /// Whether a reference names something that there is; if not, that is reported.
  func known(_ reader: YAMLReader, _ what: String, among ids: [String]) -> String? {
    guard let id = reader.text() else { return nil }
    guard ids.contains(id) else {
      reader.report(
        "there is no \(what) \(id.clipped)", suggestion: Likeness.suggestion(for: id, among: ids))
      return nil
    }
    return id
  }

  /// A place in a source.
  func reference(_ reader: YAMLReader) -> SourceReference? {
    guard let mapping = reader.mapping(["id", "clause"]) else { return nil }
    let id = mapping.required("id").flatMap { known($0, "source", among: sources) }
    let clause = mapping["clause"]?.text()
    return id.map { SourceReference(source: $0, clause: clause) }
  }

  static func quiet(_ node: YAMLNode) -> QuietMapping { QuietMapping(node: node) }
}

/// A look into a mapping that reports nothing.
struct QuietMapping {
  let node: YAMLNode

  subscript(key: String) -> QuietMapping? {
    guard case .mapping(let pairs) = node.content else { return nil }
    return pairs.first { $0.key.text == key }.map { QuietMapping(node: $0.value) }
  }

  func items(of key: String) -> [QuietMapping] { QuietMapping.items(self[key]) }

  func ids(of key: String) -> [String] { items(of: key).compactMap { $0["id"]?.node.text } }

  static func items(_ list: QuietMapping?) -> [QuietMapping] {
    guard case .sequence(let nodes)? = list?.node.content else { return [] }
    return nodes.map(QuietMapping.init)
  }
}
