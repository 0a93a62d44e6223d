import ArgumentParser
import Certificates
import Credentials
import Foundation
import Media

struct CredentialGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credential",
    abstract: "Read the Content Credentials (C2PA) of a file in full.",
    discussion: """
      EXAMPLE
        countermark credential show picture.jpg --trust C2PA-TRUST-LIST.pem
      """,
    subcommands: [CredentialShowCommand.self])
}

struct CredentialShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the manifests of a file with what validation found, as JSON.",
    discussion: """
      The shape is that of c2patool, so that scripts for it go on working; --crjson prints the form of the \
      conformance programme instead. There is a report for every file: a broken one says why. Nobody is \
      trusted unless named, and nothing is fetched.

      Exit code 0 if the credential is valid or trusted, 1 if not or if there is none, 3 if the file cannot \
      be read.

      EXAMPLES
        countermark credential show picture.jpg --trust C2PA-TRUST-LIST.pem
        countermark credential show picture.jpg --sidecar picture.c2pa --crjson
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Flag(help: "Print crJSON, the form of the conformance programme.")
  var crjson = false

  @Option(
    help: ArgumentHelp(
      "Who is trusted: certificates in PEM, or an official list in JSON.", valueName: "file"),
    completion: .file())
  var trust: [String] = []

  @Option(
    help: ArgumentHelp("Take the credential from this file, not from within.", valueName: "c2pa"),
    completion: .file())
  var sidecar: String?

  func run() async throws {
    let isValid = try await Output.answering { () -> Bool in
      var lists: [TrustList] = []
      for path in trust {
        let name = URL(filePath: path).lastPathComponent
        let read = try TrustFile(try InputFile.bytes(path), name: name)
        for remark in read.remarks { Output.note("\(name): \(remark)") }
        lists.append(read.list)
      }
      let report = CredentialValidator(trust: Trust(lists)).report(
        on: try FileSource(path: file), sidecar: try sidecar.map { try InputFile.bytes($0) },
        at: Moment(Date()))
      if crjson {
        let json = report.conformanceJSON(
          generator: "countermark", version: Countermark.configuration.version)
        Output.bytes(json.encoded() + [0x0A])
      } else if let json = report.readerJSON() {
        Output.bytes(json.encoded() + [0x0A])
      } else {
        for status in report.statuses { Output.note("\(status.code.rawValue): \(status.sentence)") }
        if report.statuses.isEmpty { Output.note("\(file): no Content Credential was found") }
      }
      return report.state == .valid || report.state == .trusted
    }
    if !isValid { throw Answer.no }
  }
}
