import ArgumentParser
import Record
import Register
import Rules

struct NumberGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "number", abstract: "Read and check filing numbers.",
    discussion: """
      EXAMPLE
        countermark number check 网信算备110108645502801230035号
      """,
    subcommands: [NumberCheckCommand.self])
}

struct NumberCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Grade filing numbers: their form, their check digit, and what a register says.",
    discussion: """
      Each number is graded: malformed, check-digit-fails, misprinted, not-listed, in-force, changed, \
      cancelled or revoked; without --data a good one is well-formed, since no register was asked. \
      Numbers of generative-AI services are another family and never counted together.

      Exit code 0 if every number is in force (or, without --data, well formed), 1 if not.

      EXAMPLE
        countermark number check 网信算备110108645502801230035号 --data mirror
      """)

  @Argument(help: "Numbers, with or without 网信算备 and 号; '-' reads them from standard input.")
  var numbers: [String]

  @Option(help: ArgumentHelp("Ask this register too.", valueName: "dir"), completion: .directory)
  var data: String?

  @OptionGroup var format: FormatOptions

  func run() async throws {
    let good = try await Output.answering {
      let state = try data.map {
        try RegisterFile.openForReading(DataDirectory($0)).published.state
      }
      let texts = numbers == ["-"] ? Array(StandardLines()) : numbers
      let checks = texts.map { NumberCheck($0, in: state) }
      if format.json {
        try Output.json(checks.map(NumberReport.init))
      } else {
        for check in checks { Self.tell(check) }
      }
      return checks.allSatisfy { $0.grade.isInForce ?? true }
    }
    if !good { throw Answer.no }
  }

  private static func tell(_ check: NumberCheck) {
    Output.line("\(check.reading.text)")
    Output.line("  \(check.grade.rawValue): \(check.wording.en)")
    Output.line("  family: \(check.reading.family.name.en)")
    if let number = check.reading.filingNumber {
      let region = number.regionCode
      let place = region.division.map { " (\($0.name))" } ?? ""
      let category = number.category.map { " (\($0.name.en), \($0.name.zh))" } ?? ""
      Output.line("  region \(region)\(place), subject \(number.subjectDigits)")
      Output.line("  category 0\(number.categoryCode)\(category), issued in \(number.year)")
      Output.line("  number \(number.serial) of the subject, check digit \(number.checkDigit)")
    }
    for tolerance in check.reading.tolerated {
      Output.line("  read although: \(tolerance.wording.en)")
    }
    for remark in check.reading.remarks { Output.line("  note: \(remark.wording.en)") }
    if let filing = check.filing {
      Output.line("  \(filing.facts.algorithm), \(filing.facts.organization)")
      for place in filing.places { Output.line("  list \(place.list), row \(place.row)") }
      if let since = filing.statusSince {
        Output.line("  \(filing.status.rawValue) since \(since)")
      }
    }
  }
}

/// A graded number, for machines.
struct NumberReport: Encodable {
  let text: String
  let family: String
  let grade: String
  let explanation: Wording
  let fitting: String?
  let offset: Int?
  let number: String?
  let region: String?
  let regionName: String?
  let subject: String?
  let category: Int?
  let year: Int?
  let serial: Int?
  let checkDigit: Int?
  let tolerated: [String]
  let remarks: [Wording]
  let organization: String?
  let algorithm: String?
  let lists: [RowPlace]
  let statusSince: String?

  init(_ check: NumberCheck) {
    text = check.reading.text
    family = check.reading.family.rawValue
    grade = check.grade.rawValue
    explanation = check.wording
    switch check.reading.grade {
    case .malformed(let place, _): (offset, fitting) = (place, nil)
    case .checkDigitFails(let number): (offset, fitting) = (nil, number.description)
    default: (offset, fitting) = (nil, nil)
    }
    let parsed = check.reading.filingNumber
    number = parsed?.description
    region = parsed?.regionCode.digits
    regionName = parsed?.regionCode.division?.name
    subject = parsed?.subjectDigits
    category = parsed?.categoryCode
    year = parsed?.year
    serial = parsed?.serial
    checkDigit = parsed?.checkDigit
    tolerated = check.reading.tolerated.map(\.rawValue)
    remarks = check.reading.remarks.map(\.wording)
    organization = check.filing?.facts.organization
    algorithm = check.filing?.facts.algorithm
    lists = check.filing?.places ?? []
    statusSince = check.filing?.statusSince?.description
  }
}

/// The lines of standard input, without blank ones.
struct StandardLines: Sequence, IteratorProtocol {
  mutating func next() -> String? {
    while let line = readLine() {
      if !line.isEmpty { return line }
    }
    return nil
  }
}
