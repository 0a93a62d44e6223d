/// Something wrong in a rulebook or a calendar file, with the place and what to do.
public struct RulebookProblem: Error, Hashable, Sendable, Codable {
  /// The line, from 1; 0 where the problem has no one place.
  public let line: Int
  /// The column, from 1, in Unicode scalars; 0 where the problem has no one place.
  public let column: Int
  /// Where in the structure, `fields[3].label.zh`; empty for the whole file.
  public let path: String
  /// What is wrong.
  public let message: String
  /// What to do, where there is something better to say than the message does.
  public let suggestion: String?

  /// A problem at a place.
  public init(line: Int, column: Int, path: String, message: String, suggestion: String? = nil) {
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.suggestion = suggestion
  }
}

extension RulebookProblem: CustomStringConvertible {
  /// `line:column: path: message; suggestion`.
  public var description: String {
    var text = line > 0 ? "\(line):\(column): " : ""
    if !path.isEmpty { text += "\(path): " }
    text += message
    if let suggestion { text += "; \(suggestion)" }
    return text
  }
}

extension RulebookProblem: Comparable {
  /// Orders by line and column, then by path and message.
  public static func < (left: RulebookProblem, right: RulebookProblem) -> Bool {
    (left.line, left.column, left.path, left.message)
      < (right.line, right.column, right.path, right.message)
  }
}

/// All that is wrong in a rulebook or a calendar file.
public struct RulebookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems in the order of the file; never empty.
  public let problems: [RulebookProblem]

  /// The problems, one a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
