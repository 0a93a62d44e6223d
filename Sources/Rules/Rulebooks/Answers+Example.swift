import Foundation

extension Answers {
  /// A complete form of a fictional organization under a built-in rulebook, with every document that
  /// it asks for: to fill a demonstration with, and to test against.
  ///
  /// - Parameters:
  ///   - rulebook: The rulebook's id.
  ///   - organization: What the organization is called; `nil` for the example's own name.
  ///   - creditCode: Its unified social credit code; `nil` for the example's own.
  ///   - algorithm: What the algorithm is called; `nil` for the example's own name.
  /// - Returns: The answers; `nil` where the rulebook has no example.
  public static func example(
    of rulebook: String, organization: String? = nil, creditCode: String? = nil,
    algorithm: String? = nil
  ) -> Answers? {
    guard let text = EmbeddedText.files["examples/\(rulebook).json"],
      var answers = try? JSONDecoder().decode(Answers.self, from: Data(text.utf8))
    else { return nil }
    if let organization {
      answers.fields["subject-name"] = .text(organization)
      for place in (answers.records["products"] ?? []).indices {
        answers.records["products"]?[place]["permit-holder"] = .text(organization)
      }
    }
    if let creditCode { answers.fields["credit-code"] = .text(creditCode) }
    if let algorithm {
      // The form asks for the name three times, and the three have to agree.
      for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
        answers.fields[field] = .text(algorithm)
      }
    }
    return answers
  }
}
