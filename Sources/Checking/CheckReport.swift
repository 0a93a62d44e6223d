internal import Rules

/// What a check says of one file: what stands in it, and what the register says of whom it names.
public struct CheckReport: Sendable, Hashable, Codable {
  /// Somebody whom the file names, with the register's answer.
  public struct Named: Hashable, Sendable, Codable {
    /// Whom the file names.
    public var producer: Producer
    /// What the register says.
    public var answer: RegisterAnswer

    /// A name in a file, with an answer.
    public init(producer: Producer, answer: RegisterAnswer) {
      self.producer = producer
      self.answer = answer
    }
  }

  /// The file, as whoever asked calls it.
  public var file: String
  /// What the file itself says; nil where it could not be opened.
  public var examination: Examination?
  /// Everybody whom it names, with what the register says.
  public var named: [Named]
  /// Why there is no answer, where there is none.
  public var error: String?

  /// The report on a file that could be opened.
  ///
  /// - Parameters:
  ///   - file: What whoever asks calls it.
  ///   - examination: What the file itself says.
  ///   - register: Who is asked about those whom it names; nobody where this is nil.
  public init(
    file: String, _ examination: Examination, asking register: (any RegisterQuestions)?
  ) async {
    self.file = file
    self.examination = examination
    var named: [Named] = []
    for producer in examination.producers {
      let answer: RegisterAnswer
      if let code = producer.code {
        answer = await register?.answer(code, on: examination.date?.day) ?? .notAsked
      } else {
        answer = .noCode
      }
      named.append(Named(producer: producer, answer: answer))
    }
    self.named = named
  }

  /// The report on a file that could not be opened.
  public init(file: String, error: String) {
    self.file = file
    self.named = []
    self.error = error
  }
}
