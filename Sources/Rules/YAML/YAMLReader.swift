/// Collects what is wrong, wherever it is found.
final class ProblemList {
  private(set) var all: [RulebookProblem] = []
  /// More problems than this are not worth reading.
  static let limit = 500

  func add(_ problem: RulebookProblem) {
    if all.count < ProblemList.limit { all.append(problem) }
  }

  /// The problems in the order of the file, none twice.
  var sorted: [RulebookProblem] {
    all.sorted().reduce(into: []) { kept, problem in
      if kept.last != problem { kept.append(problem) }
    }
  }
}

/// A node with its path, read as what it should be.
///
/// Whatever is not so is reported and read as `nil`, so that reading goes on and finds all that is
/// wrong.
struct YAMLReader {
  let node: YAMLNode
  let path: String
  let problems: ProblemList

  /// Reports a problem at this place.
  func report(_ message: String, suggestion: String? = nil) {
    problems.add(
      RulebookProblem(
        line: node.line, column: node.column, path: path, message: message, suggestion: suggestion))
  }

  /// The mapping here, its keys among those that are known.
  func mapping(_ known: [String]) -> YAMLMapping? {
    guard case .mapping(let pairs) = node.content else {
      report("a mapping belongs here, and this is \(node.kind)")
      return nil
    }
    var values: [String: YAMLReader] = [:]
    for pair in pairs {
      guard let key = pair.key.text else {
        YAMLReader(node: pair.key, path: path, problems: problems)
          .report("a key is a word, and this is \(pair.key.kind)")
        continue
      }
      let inner = path.isEmpty ? key : "\(path).\(key)"
      guard known.contains(key) else {
        YAMLReader(node: pair.key, path: path, problems: problems)
          .report(
            "there is no key \(key.clipped) here",
            suggestion: Likeness.suggestion(for: key, among: known))
        continue
      }
      // The parser finds duplicates, unless one of the two keys is tagged.
      if values[key] != nil {
        YAMLReader(node: pair.key, path: path, problems: problems)
          .report("the key \(key) is written twice", suggestion: "keep one of the two")
      }
      values[key] = YAMLReader(node: pair.value, path: inner, problems: problems)
    }
    return YAMLMapping(reader: self, values: values)
  }

  /// The mapping here whatever its keys, in the order of the file.
  func entries() -> [(key: YAMLReader, value: YAMLReader)]? {
    guard case .mapping(let pairs) = node.content else {
      report("a mapping belongs here, and this is \(node.kind)")
      return nil
    }
    var seen: Set<String> = []
    return pairs.map { pair in
      if let key = pair.key.text, !seen.insert(key).inserted {
        YAMLReader(node: pair.key, path: path, problems: problems)
          .report("the key \(key.clipped) is written twice", suggestion: "keep one of the two")
      }
      let inner = path.isEmpty ? pair.key.text ?? "" : "\(path).\(pair.key.text ?? "")"
      return (
        YAMLReader(node: pair.key, path: path, problems: problems),
        YAMLReader(node: pair.value, path: inner, problems: problems)
      )
    }
  }

  /// The list here.
  func list() -> [YAMLReader]? {
    guard case .sequence(let nodes) = node.content else {
      report("a list belongs here, and this is \(node.kind)", suggestion: "write [ ] around it")
      return nil
    }
    return nodes.enumerated().map {
      YAMLReader(node: $1, path: "\(path)[\($0)]", problems: problems)
    }
  }

  /// The text here, not empty.
  func text() -> String? {
    guard let text = node.text else {
      report("a text belongs here, and this is \(node.kind)")
      return nil
    }
    guard !node.isNull, !text.withoutOuterBlanks.isEmpty else {
      report("a text is missing here")
      return nil
    }
    return text.withoutOuterBlanks
  }

  /// A whole number here, within a range.
  func number(_ range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, plain: true) = node.content, let number = Int(text) else {
      report("a whole number belongs here, and this is \(shown)")
      return nil
    }
    guard range.contains(number) else {
      report("\(number) lies outside \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// `true` or `false` here.
  func flag() -> Bool? {
    if case .scalar(let text, plain: true) = node.content {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    report("true or false belongs here, and this is \(shown)")
    return nil
  }

  /// A date here.
  func day() -> Day? {
    guard let text = node.text, let day = Day(iso: text) else {
      report("a date of the form YYYY-MM-DD belongs here, and this is \(shown)")
      return nil
    }
    return day
  }

  /// One of a few words here.
  func word<Word: CaseIterable & RawRepresentable>(
    _: Word.Type = Word.self
  ) -> Word? where Word.RawValue == String {
    guard let text = text() else { return nil }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue)
      report(
        "\(text.clipped) is none of \(known.joined(separator: ", "))",
        suggestion: Likeness.suggestion(for: text, among: known))
      return nil
    }
    return word
  }

  /// A text in both languages here.
  func wording() -> Wording? {
    guard let mapping = mapping(["zh", "en"]) else { return nil }
    let zh = mapping.required("zh")?.text()
    let en = mapping.required("en")?.text()
    guard let zh, let en else { return nil }
    return Wording(zh: zh, en: en)
  }

  /// An id here: small letters, digits and hyphens, beginning with a letter.
  func id() -> String? {
    guard let text = text() else { return nil }
    let bytes = text.utf8
    guard bytes.first.map({ (0x61...0x7A).contains($0) }) == true, bytes.count <= 64,
      bytes.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      })
    else {
      report(
        "\(text.clipped) is no id",
        suggestion: "use small letters, digits and hyphens, a letter first, at most 64")
      return nil
    }
    return text
  }

  /// A web address here.
  func url() -> String? {
    guard let text = text() else { return nil }
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count > 10,
      text.unicodeScalars.allSatisfy({ !$0.isBlank })
    else {
      report("\(text.clipped) is no web address", suggestion: "begin with https://")
      return nil
    }
    return text
  }

  /// What stands here, for messages.
  var shown: String { node.isNull ? "nothing" : node.text?.clipped ?? node.kind }
}

/// A mapping whose keys are known.
struct YAMLMapping {
  let reader: YAMLReader
  fileprivate let values: [String: YAMLReader]

  fileprivate init(reader: YAMLReader, values: [String: YAMLReader]) {
    self.reader = reader
    self.values = values
  }

  /// The value of a key, if it is there.
  subscript(key: String) -> YAMLReader? { values[key] }

  /// The value of a key that has to be there.
  func required(_ key: String) -> YAMLReader? {
    if let value = values[key] { return value }
    reader.report("\(key) is missing")
    return nil
  }
}

extension String {
  /// The text as a message may show it: short, and without what cannot be seen.
  var clipped: String {
    let shown = unicodeScalars.prefix(60).map { $0 == " " ? " " : $0.shown }.joined()
    return unicodeScalars.count > 60 ? shown + "…" : shown
  }
}
