import ArgumentParser
import Checking
import Foundation
import Media
import Register
import Rules
import Web

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Say what files say of how they were made, and what a register says of whom they name.",
    discussion: """
      Every mark is shown with the place where it stands. The verdict is the cascade of the law: \
      generated, possibly generated, suspected, or no mark found, which never means real. Folders are \
      gone through whole. A file that cannot be read is told of and never stops the rest.

      Content Credentials (C2PA) are validated: whether the content is as it was signed, who signed, and \
      on which list of --trust the signer is. Nobody is trusted unless named.

      Nothing is asked of anybody unless --data or --url names a register.

      Exit code 0 if every file carries a mark, 1 if one carries none, 3 if one could not be read or a \
      register did not answer.

      EXAMPLES
        countermark check picture.png
        countermark check photos --ndjson --data mirror
        countermark check picture.jpg --trust C2PA-TRUST-LIST.pem
        cat film.mp4 | countermark check - --url https://register.example
      """)

  @Argument(help: "Files and folders; '-' is standard input.", completion: .file())
  var files: [String]

  @Flag(help: "Answer in JSON: one array with a report a file.")
  var json = false

  @Flag(help: "Answer in lines of JSON: a report a file, as soon as it is there.")
  var ndjson = false

  @Option(help: ArgumentHelp("Ask this register.", valueName: "dir"), completion: .directory)
  var data: String?

  @Option(
    help: "Ask the register at this address, such as http://localhost:8080.",
    transform: Reading.publicBase)
  var url: String?

  @Option(
    help: ArgumentHelp(
      "Who is trusted about signatures: certificates in PEM, the file a list by its own name, or an "
        + "official list of C2PA in JSON.",
      valueName: "file"),
    completion: .file())
  var trust: [String] = []

  func validate() throws {
    guard data == nil || url == nil else {
      throw ValidationError("name one register: either --url URL or --data DIR")
    }
    guard !json || !ndjson else { throw ValidationError("either --json or --ndjson") }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("standard input can be read once")
    }
  }

  func run() async throws {
    let outcome = try await Output.answering { () -> CheckOutcome in
      let register: (any RegisterQuestions)? =
        if let data {
          PublishedQuestions(
            try RegisterFile.openForReading(DataDirectory(data)).published.state)
        } else if let url {
          AddressQuestions(url)
        } else {
          nil
        }
      let lists = try SignerTrust(
        files: trust.map { (URL(filePath: $0).lastPathComponent, try InputFile.bytes($0)) })
      for remark in lists.remarks { Output.note("countermark: \(remark)") }
      let printer = CheckPrinter(form: json ? .json : ndjson ? .lines : .text)
      return try await CheckRun(
        examiner: Examiner(trust: lists), register: register, printer: printer
      ).check(files)
    }
    if outcome.unanswered > 0 { throw Answer.unknown }
    if outcome.unmarked > 0 { throw Answer.no }
  }
}
