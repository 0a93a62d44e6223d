public import Rules

extension Answers {
  /// A complete deep-synthesis submission of a fictional provider.
  public static var completeProvider: Answers {
    var answers = Answers.example(of: "cn-deep-synthesis") ?? Answers()
    // Names that differ by a blank are the same.
    answers.fields["report-algorithm-name"] = .text("演示图像生成 算法")
    return answers
  }

  /// A product of it.
  public static func product(form: String) -> [String: Answer] {
    var product = completeProvider.records["products"]?.first ?? [:]
    product["service-form"] = .text(form)
    return product
  }
}
