/// What one jurisdiction asks of the metadata of generated content: facts, by name, and where they rest.
///
/// The facts are data (`profiles/labels.yaml`); where each stands in a file is the business of who writes
/// it.
public struct LabelProfile: Hashable, Sendable, Codable {
  /// A fact that a file's metadata can state.
  public enum Fact: String, Hashable, Sendable, Codable, CaseIterable {
    /// The label of GB 45438-2025, with the producer's code and its number for the content.
    case label
    /// The kind of source: made by a trained model.
    case sourceType = "source-type"
    /// The name of the provider.
    case provider
    /// The name of the generating system.
    case system
    /// Its version.
    case systemVersion = "system-version"
    /// When the content was made.
    case time
    /// A number that no other content has.
    case contentID = "content-id"
  }

  /// One fact that a profile asks for.
  public struct Entry: Hashable, Sendable, Codable {
    /// The fact.
    public let fact: Fact
    /// Whether the law asks for it; otherwise it is written where it is known.
    public let required: Bool
    /// What the text says of it.
    public let wording: Wording
    /// What it rests on.
    public let source: SourceReference
  }

  /// The id: `cn`, `eu`, `us-ca`.
  public let id: String
  /// Its name.
  public let name: Wording
  /// The facts, in the order of the file.
  public let facts: [Entry]
  /// What metadata alone cannot do, where there is something.
  public let beyond: Wording?

  /// Whether the profile asks for a fact.
  public func requires(_ fact: Fact) -> Bool { facts.contains { $0.fact == fact && $0.required } }

  /// Whether the profile names a fact.
  public func names(_ fact: Fact) -> Bool { facts.contains { $0.fact == fact } }

  /// What the profiles ask for together: the first entry of each fact, required where any requires it.
  public static func all(_ profiles: [LabelProfile]) -> LabelProfile {
    var facts: [Entry] = []
    for entry in profiles.flatMap(\.facts) {
      guard let place = facts.firstIndex(where: { $0.fact == entry.fact }) else {
        facts.append(entry)
        continue
      }
      if entry.required, !facts[place].required { facts[place] = entry }
    }
    return LabelProfile(
      id: "all", name: Wording(zh: "全部", en: "All of them"), facts: facts, beyond: nil)
  }
}

extension LabelProfile {
  /// The profiles that are compiled in, in the order of their file.
  public static let builtIn: [LabelProfile] = {
    guard let text = EmbeddedText.files["profiles/labels.yaml"] else { return [] }
    return (try? read(yaml: text)) ?? []
  }()

  /// The built-in profile of an id; `all` is what all of them ask for together.
  public static func builtIn(_ id: String) -> LabelProfile? {
    id == "all" ? .all(builtIn) : builtIn.first { $0.id == id }
  }

  /// Reads a file of profiles.
  ///
  /// - Throws: ``RulebookError`` with all that is wrong in it, by line and column.
  public static func read(yaml text: String) throws(RulebookError) -> [LabelProfile] {
    let source = YAMLSource(text)
    let problems = ProblemList()
    source.problems.forEach(problems.add)
    var profiles: [LabelProfile] = []
    if let node = source.root {
      let reader = YAMLReader(node: node, path: "", problems: problems)
      if let root = reader.mapping(["label-profiles", "date", "sources", "profiles"]) {
        profiles = LabelProfile.profiles(root, problems)
      }
    }
    guard problems.all.isEmpty else { throw RulebookError(problems: problems.sorted) }
    return profiles
  }

  private static func profiles(_ root: YAMLMapping, _ problems: ProblemList) -> [LabelProfile] {
    _ = root.required("label-profiles")?.number(1...1)
    _ = root.required("date")?.day()
    var book = RulebookReader(root: root, problems: problems)
    let sources = (root.required("sources")?.list() ?? []).compactMap(book.source)
    book.sources = sources.map(\.id)
    let list = root.required("profiles")?.list() ?? []
    return list.compactMap { reader in
      guard let mapping = reader.mapping(["id", "name", "facts", "beyond"]) else { return nil }
      let id = mapping.required("id")?.id()
      let name = mapping.required("name")?.wording()
      let facts = (mapping.required("facts")?.list() ?? []).compactMap { book.labelFact($0) }
      let beyond = mapping["beyond"].flatMap { $0.wording() }
      guard let id, let name else { return nil }
      return LabelProfile(id: id, name: name, facts: facts, beyond: beyond)
    }
  }
}

extension RulebookReader {
  fileprivate func labelFact(_ reader: YAMLReader) -> LabelProfile.Entry? {
    guard let mapping = reader.mapping(["fact", "required", "wording", "source"]) else {
      return nil
    }
    let fact = mapping.required("fact")?.word(LabelProfile.Fact.self)
    let required = mapping.required("required")?.flag()
    let wording = mapping.required("wording")?.wording()
    let source = mapping.required("source").flatMap(reference)
    guard let fact, let required, let wording, let source else { return nil }
    return LabelProfile.Entry(fact: fact, required: required, wording: wording, source: source)
  }
}
