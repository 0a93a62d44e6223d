/// A named function that a completeness rule applies to what is filled in.
///
/// What it says of the places it looks at is written beside each; where a field is not answered
/// it says nothing, since a required field is asked for by itself.
public enum CompletenessFunction: String, Hashable, Sendable, Codable, CaseIterable {
  /// All answers are the same text, whatever their width, case and blanks.
  case sameText = "same-text"
  /// The first field names the same things as all answers to the second together.
  case sameSet = "same-set"
  /// All answers are the same number.
  case sameNumber = "same-number"
  /// Each file format in the second field belongs to a modality in the first, and each modality
  /// has a format; the parameters name the formats of each modality.
  case formatsMatchModality = "formats-match-modality"
  /// All fields are answered.
  case allGiven = "all-given"
  /// All documents are attached.
  case documentsPresent = "documents-present"
  /// Every answer is yes.
  case isTrue = "is-true"
  /// A name names one thing: it has no comma, semicolon or enumeration mark.
  case singleName = "single-name"
  /// No answer holds one of the parameter `phrases`.
  case freeOfPhrases = "free-of-phrases"
  /// Every answer is among the parameter `values`.
  case oneOf = "one-of"
  /// The first date does not lie after the second.
  case notAfter = "not-after"
  /// Every number is a filing number whose check digit holds.
  case validFilingNumbers = "valid-filing-numbers"

  /// How many fields it looks at.
  var fieldCount: ClosedRange<Int> {
    switch self {
    case .sameText, .sameNumber: 2...16
    case .sameSet, .formatsMatchModality, .notAfter: 2...2
    case .documentsPresent: 0...0
    case .singleName, .validFilingNumbers: 1...16
    case .allGiven, .isTrue, .freeOfPhrases, .oneOf: 1...32
    }
  }

  /// Whether it looks at documents.
  var takesDocuments: Bool { self == .documentsPresent }

  /// The parameters it needs; `nil` where each modality is one.
  var parameters: [String]? {
    switch self {
    case .freeOfPhrases: ["phrases"]
    case .oneOf: ["values"]
    case .formatsMatchModality: nil
    default: []
    }
  }
}
