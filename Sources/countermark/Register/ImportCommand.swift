import ArgumentParser
import Foundation
import Record
import Register
import Rules

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import official lists (.docx) and notices of cancellation (.csv).",
    discussion: """
      Every row is kept exactly as printed, beside what was understood of it. The same list again \
      changes nothing; a newer copy records the differences and prints them. Misprints are reported, \
      never repaired. What a file is, its content says, not its name.

      Where DIR holds no register, a mirror is made there; a public one should be given the origin of \
      its log then, with --origin.

      Exit code 0 if every file was imported, 1 if one was refused.

      EXAMPLE
        countermark register import lists/*.docx cancellations.csv --data mirror
      """)

  @Argument(help: "Files as the authority hands them out.", completion: .file())
  var files: [String]

  @OptionGroup var data: DataOptions
  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp(
      "The day on which these copies were seen, YYYY-MM-DD; today in Beijing if absent.",
      valueName: "date"),
    transform: Reading.day)
  var observed: Day?

  @Option(
    help: ArgumentHelp(
      "The origin of the log, where a mirror is made: its address without https://.",
      discussion: "It is fixed for good then; localhost:8080/log if absent."))
  var origin: String?

  func run() async throws {
    var answers: [ImportAnswer] = []
    let (read, refused) = await readFiles()
    answers += refused
    let state = try await Output.answering { () -> RegisterState? in
      // A register is made only where there is something to put into it.
      guard !read.isEmpty else { return nil }
      let registrar = try open()
      do {
        for (position, file) in read.sorted(by: ReadFile.isEarlier).enumerated() {
          Output.progress("recording \(position + 1) of \(read.count): \(file.path)")
          answers.append(try await record(file, registrar))
        }
      } catch {
        Output.endProgress()
        if !format.json { for answer in answers { answer.tell() } }
        throw error
      }
      return registrar.published.state
    }
    Output.endProgress()
    let totals = state.map { ImportTotals($0) }
    if format.json {
      try Output.json(ImportReport(files: answers, totals: totals))
    } else {
      for answer in answers { answer.tell() }
      totals?.tell()
    }
    if answers.contains(where: { $0.error != nil }) { throw Answer.no }
  }

  private func readFiles() async -> (read: [ReadFile], refused: [ImportAnswer]) {
    let worker = ListWorker(executable: Executable.path)
    var read: [ReadFile] = []
    var refused: [ImportAnswer] = []
    for (position, path) in files.enumerated() {
      Output.progress("reading \(position + 1) of \(files.count): \(path)")
      do {
        let bytes = try InputFile.bytes(path)
        let name = URL(filePath: path).lastPathComponent
        read.append(ReadFile(path: path, parsed: try await worker.read(bytes, name: name)))
      } catch {
        refused.append(ImportAnswer(file: path, error: "\(error)"))
      }
    }
    Output.endProgress()
    return (read, refused)
  }

  private func open() throws -> Registrar {
    let directory = DataDirectory(data.data)
    guard RegisterFile.exists(directory) else {
      let origin = origin ?? "localhost:8080/log"
      Output.note("no register in \(data.data) yet: making a mirror there, log origin \(origin)")
      return try RegisterFile.create(directory, kind: .mirror, origin: origin)
    }
    let registrar = try RegisterFile.open(directory)
    if let origin, origin != registrar.instance.origin {
      throw RegisterError.refused(
        reason: "the log of \(data.data) is \(registrar.instance.origin) for good; leave --origin "
          + "out, or name another folder with --data")
    }
    return registrar
  }

  /// Records what a file holds.
  ///
  /// What the register refuses is this file's answer; what keeps it from recording at all is thrown.
  private func record(_ file: ReadFile, _ registrar: Registrar) async throws -> ImportAnswer {
    let day = observed ?? RegisterFile.systemClock().beijingDay
    let parsed = file.parsed
    var answer = ImportAnswer(file: file.path)
    answer.findings = parsed.findings
    do {
      for list in parsed.lists {
        if case .listImported(let outcome) = try await registrar.carryOut(
          .importList(list, observed: day))
        {
          answer.lists.append(outcome)
        }
      }
      if !parsed.cancellations.isEmpty,
        case .noticesImported(let outcome) = try await registrar.carryOut(
          .importNotices(parsed.cancellations, source: parsed.source))
      {
        answer.notices = outcome
      }
    } catch {
      guard case .refused(let reason) = error else { throw error }
      answer.error = "\(file.path): \(reason)"
    }
    return answer
  }
}

/// A file that was read, before it is recorded.
private struct ReadFile {
  let path: String
  let parsed: ParsedFile

  /// Lists by their publication, then by their identifiers; notices after them, as they came.
  ///
  /// The register's own order of filings is the order of recording, and should not hang on names
  /// of files.
  static func isEarlier(_ left: ReadFile, _ right: ReadFile) -> Bool {
    switch (left.parsed.lists.first, right.parsed.lists.first) {
    case (let left?, let right?): (left.published, left.id) < (right.published, right.id)
    case (.some, nil): true
    default: false
    }
  }
}

/// This program's own file, to start workers with.
enum Executable {
  static var path: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
  }
}
