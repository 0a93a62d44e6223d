/// A language that the public face speaks.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
  /// Chinese, simplified.
  case chinese = "zh"
  /// English.
  case english = "en"
}

/// One text in every language that the public face speaks.
public struct Wording: Hashable, Sendable, Codable {
  /// The text in simplified Chinese.
  public let zh: String
  /// The text in English.
  public let en: String

  /// The same text in both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .chinese: zh
    case .english: en
    }
  }
}
