/// A part of the form.
public struct FormSection: Hashable, Sendable, Codable {
  /// The stage in which a section is handed in.
  public enum Stage: String, Hashable, Sendable, Codable, CaseIterable {
    /// The organization itself, once.
    case subject
    /// One algorithm or service.
    case algorithm
  }

  /// The id.
  public let id: String
  /// Its heading.
  public let name: Wording
  /// When it is handed in.
  public let stage: Stage
  /// Whether it is filled in several times, once for each product for instance.
  public let repeats: Bool
  /// When it is filled in; `nil` for always.
  public let condition: Condition?
}

/// A field of the form.
public struct FormField: Hashable, Sendable, Codable {
  /// What is filled in.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// One line.
    case text
    /// Several lines.
    case longText = "long-text"
    /// A whole number, 0 or more.
    case number
    /// A date, `YYYY-MM-DD`.
    case date
    /// Yes or no.
    case yesNo = "yes-no"
    /// One of the options.
    case choice
    /// Several of the options.
    case choices
    /// A list of lines.
    case list
    /// A mail address.
    case email
    /// A telephone number.
    case phone
    /// A web address.
    case url
    /// A unified social credit code.
    case creditCode = "credit-code"
    /// One or several filing numbers.
    case filingNumbers = "filing-numbers"
  }

  /// An option of a choice.
  public struct Option: Hashable, Sendable, Codable {
    /// The id, which is what an answer holds.
    public let id: String
    /// What it says.
    public let label: Wording
  }

  /// When a field has to be answered.
  public enum Requirement: Hashable, Sendable, Codable {
    /// In any case.
    case always
    /// In no case.
    case never
    /// When a condition holds.
    case when(Condition)
  }

  /// The id.
  public let id: String
  /// The section that it stands in.
  public let section: String
  /// What is filled in.
  public let kind: Kind
  /// The question.
  public let label: Wording
  /// What helps to answer it.
  public let help: Wording?
  /// When it has to be answered.
  public let required: Requirement
  /// The least number of characters, or the least number.
  public let least: Int?
  /// The greatest number of characters, or the greatest number.
  public let greatest: Int?
  /// What there is to choose from; empty for other kinds.
  public let options: [Option]
  /// Whether the answer is made public with the filing.
  public let published: Bool
  /// Whether the answer is personal data.
  public let personal: Bool
  /// What the question rests on.
  public let source: SourceReference?
}

/// A document that goes with the form.
public struct DocumentRule: Hashable, Sendable, Codable {
  /// The id.
  public let id: String
  /// When it is handed in.
  public let stage: FormSection.Stage
  /// Its name.
  public let name: Wording
  /// What belongs into it.
  public let help: Wording
  /// When it has to be there.
  public let required: FormField.Requirement
  /// The formats that are taken, by their endings.
  public let formats: [String]
  /// Whether it is made public with the filing.
  public let published: Bool
  /// What it rests on.
  public let source: SourceReference
}

/// Something that has to agree before a submission is complete.
public struct CompletenessRule: Hashable, Sendable, Codable {
  /// The id.
  public let id: String
  /// What is looked at, and how.
  public let function: CompletenessFunction
  /// The fields it looks at.
  public let fields: [String]
  /// The documents it looks at.
  public let documents: [String]
  /// Lists of words it needs.
  public let parameters: [String: [String]]
  /// When it applies; `nil` for always.
  public let condition: Condition?
  /// What is wrong where it does not hold.
  public let wording: Wording
  /// What to do.
  public let remedy: Wording
  /// What it rests on.
  public let source: SourceReference
}
