/// When something applies: a question about answers, as data.
public indirect enum Condition: Hashable, Sendable, Codable {
  /// The field has this answer.
  case equals(field: String, value: Answer)
  /// The field has one of these answers.
  case isIn(field: String, values: [Answer])
  /// The field, a list of choices, holds this one.
  case contains(field: String, value: Answer)
  /// The field is answered.
  case given(field: String)
  /// The condition does not hold.
  case not(Condition)
  /// All of them hold.
  case all([Condition])
  /// One of them holds.
  case any([Condition])

  /// How deep conditions may lie within each other in a file.
  static let depthLimit = 12

  /// Whether it holds, given what answers a field has.
  ///
  /// A field without an answer equals nothing and holds nothing.
  public func holds(_ answer: (String) -> Answer?) -> Bool {
    switch self {
    case .equals(let field, let value): answer(field) == value
    case .isIn(let field, let values): answer(field).map(values.contains) ?? false
    case .contains(let field, let value): Condition.holds(answer(field), value)
    case .given(let field): answer(field)?.isGiven ?? false
    case .not(let condition): !condition.holds(answer)
    case .all(let conditions): conditions.allSatisfy { $0.holds(answer) }
    case .any(let conditions): conditions.contains { $0.holds(answer) }
    }
  }

  private static func holds(_ answer: Answer?, _ value: Answer) -> Bool {
    guard case .list(let items)? = answer, case .text(let item) = value else { return false }
    return items.contains(item)
  }
}
