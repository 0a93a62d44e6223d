/// The answer to a field.
public enum Answer: Hashable, Sendable {
  /// A text, a date, a choice.
  case text(String)
  /// Several texts or choices.
  case list([String])
  /// Yes or no.
  case flag(Bool)
  /// A whole number.
  case number(Int)

  /// Whether something is answered: a text has ink, a list an entry.
  public var isGiven: Bool {
    switch self {
    case .text(let text): text.unicodeScalars.contains { !$0.isBlank }
    case .list(let items): items.contains { $0.unicodeScalars.contains { !$0.isBlank } }
    case .flag, .number: true
    }
  }

  /// The texts in it, none for a flag or a number.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items
    case .flag, .number: []
    }
  }
}

extension Answer: Codable {
  /// Reads a string, a list of strings, a truth value or a whole number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .list(try container.decode([String].self))
    }
  }

  /// Writes a string, a list of strings, a truth value or a whole number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .list(let items): try container.encode(items)
    case .flag(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    }
  }
}

/// What an organization has filled in and attached.
public struct Answers: Hashable, Sendable, Codable {
  /// The answers outside of sections that repeat, by field.
  public var fields: [String: Answer]
  /// The answers in sections that repeat, by section, one mapping for each time it is filled in.
  public var records: [String: [[String: Answer]]]
  /// The ids of the documents that are attached.
  public var documents: Set<String>

  /// What is filled in and attached.
  public init(
    fields: [String: Answer] = [:], records: [String: [[String: Answer]]] = [:],
    documents: Set<String> = []
  ) {
    self.fields = fields
    self.records = records
    self.documents = documents
  }
}
