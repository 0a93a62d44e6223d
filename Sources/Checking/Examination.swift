public import Media
public import Rules

/// What a file itself says, before anybody else is asked: its format, its marks, and the verdict.
///
/// It needs no register and no network, and can be handed from the process that opened the file to the
/// one that asks the register.
public struct Examination: Hashable, Sendable, Codable {
  /// The format that its bytes have.
  public var format: MediaFormat
  /// How many bytes it has.
  public var size: Int
  /// What the marks come to.
  public var verdict: Verdict
  /// The marks, in the order of the file.
  public var marks: [Mark]
  /// What does not follow its standard, or should be known.
  public var findings: [CheckFinding]
  /// The day that the file gives for its making, where it gives one, and where that stands.
  public var date: ClaimedDate?
  /// Why the file could be read only in part, where that is so.
  public var broken: String?
  /// What its Content Credential comes to, where it carries one.
  public var credential: CredentialSummary?

  /// A day that a file gives.
  public struct ClaimedDate: Hashable, Sendable, Codable {
    /// The day, in the time zone of the statement, or in that of Beijing where there is none.
    public var day: Day
    /// Where it stands: `xmp:CreateDate`, the time-stamp of a signature.
    public var place: String

    /// A day and where it stands.
    public init(day: Day, place: String) {
      self.day = day
      self.place = place
    }
  }

  /// What was found in a file; the verdict follows from the marks.
  public init(
    format: MediaFormat, size: Int, marks: [Mark], findings: [CheckFinding],
    date: ClaimedDate? = nil, broken: String? = nil, credential: CredentialSummary? = nil
  ) {
    self.format = format
    self.size = size
    self.marks = marks
    self.findings = findings
    self.date = date
    self.broken = broken
    self.credential = credential
    self.verdict = Examination.verdict(of: marks)
  }

  /// The cascade: a label decides, the strongest first; other traces make a suspicion.
  static func verdict(of marks: [Mark]) -> Verdict {
    for verdict in Verdict.allCases where marks.contains(where: { $0.verdict == verdict }) {
      return verdict
    }
    return .noMarkFound
  }

  /// Everybody whom the marks name, each once, producers first.
  ///
  /// Whoever makes content and spreads it is named as both at first writing (GB 45438-2025, Annex E,
  /// note 1), and is told of as the producer.
  public var producers: [Producer] {
    let all = marks.flatMap(\.producers)
    var seen: Set<String> = []
    return [Producer.Part.producer, .propagator].flatMap { part in
      all.filter { $0.part == part && seen.insert($0.text).inserted }
    }
  }
}
