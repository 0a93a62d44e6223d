public import Rules

extension Demonstration {
  /// The fictional organization that a demonstration's applicant acts for.
  public static let organization = "演示星图（虚构）科技有限公司"
  /// Its unified social credit code: under division 000000, which is no place.
  public static let creditCode = "91000000DEM000014K"

  /// What a complete form of a fictional provider says, without its documents.
  public static func answers(_ name: String = "演示星图图像生成算法") -> Answers {
    var answers =
      Answers.example(
        of: "cn-deep-synthesis", organization: organization, creditCode: creditCode,
        algorithm: name) ?? Answers()
    answers.documents = []
    return answers
  }
}
