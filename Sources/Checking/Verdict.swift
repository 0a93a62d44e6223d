public import Rules

/// What a check says of whether a file was made by a model: the cascade of the law.
///
/// Measures for Labelling AI-Generated Synthetic Content, article 6. It is never said that something is
/// real: a file without a mark is a file in which no mark was found.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// The file carries a label that says so (art. 6 (1)).
  case generated
  /// The file carries a label that says it may be: its user declared it (art. 6 (2)).
  case possiblyGenerated = "possibly-generated"
  /// A label of suspicion, or other traces of generation (art. 6 (3)).
  case suspected
  /// Nothing of the kind was found.
  case noMarkFound = "no-mark-found"
}

extension Verdict {
  /// The verdict in words, as the law has a platform say it.
  public var wording: Wording {
    switch self {
    case .generated:
      Wording(zh: "由人工智能生成合成", en: "Generated, says the label in the file")
    case .possiblyGenerated:
      Wording(zh: "可能由人工智能生成合成", en: "Possibly generated, says the label in the file")
    case .suspected: Wording(zh: "疑似由人工智能生成合成", en: "Suspected of being generated")
    case .noMarkFound: Wording(zh: "未发现标识", en: "No mark found")
    }
  }

  /// What the verdict rests on, and what it does not say.
  public var explanation: Wording {
    switch self {
    case .generated:
      Wording(
        zh: "文件元数据中有隐式标识，写明属于人工智能生成合成内容。",
        en: "A label in the file's metadata says that the content is generated or synthesized.")
    case .possiblyGenerated:
      Wording(
        zh: "文件元数据中有隐式标识，写明用户声明其可能为生成合成内容。",
        en: "A label in the file's metadata says that its user declared it as generated.")
    case .suspected:
      Wording(
        zh: "文件中有疑似标识，或有生成工具留下的其他痕迹；没有写明属于生成合成内容的隐式标识。",
        en: "A label says it is suspected, or a tool for generating left other traces; no label "
          + "says that it is generated.")
    case .noMarkFound:
      Wording(
        zh: "没有标识不等于内容真实：标识可能在传播中丢失。",
        en: "A file without a mark is not thereby real: marks are lost on the way.")
    }
  }
}
