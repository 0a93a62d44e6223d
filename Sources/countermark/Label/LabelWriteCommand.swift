import ArgumentParser
import Foundation
import Labels
import Record
import Register
import Rules

struct LabelWriteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write the label that the law asks for into files (the default).",
    discussion: """
      The producer is a provider code of 27 characters, or is found by a filing number in a register: \
      then the code is made of the filing's credit code and model code. A number for the content is made \
      where none is given: later ones sort behind earlier ones.

      Files are written over once the labelled one is complete and has been read back; --output leaves \
      them as they are. With --batch, lines of JSON come on standard input and answers go to standard \
      output: {"file": ..., "producer"?, "contentID"?, "output"?, "system"?, "systemVersion"?, \
      "provider"?, "profile"?, "sidecar"?}; what a line leaves out, the options give.

      Exit code 0 if every file carries its label, 1 if one does not; the reason stands with it.

      EXAMPLES
        countermark label write picture.png film.mp4 --producer 001191110108335469089C10001
        countermark label write film.mp4 --filing 110108645502801230035 --data register
        countermark label write picture.jpg --producer 001191110108335469089C10001 --profile us-ca \
      --provider "Example Media" --system Example --system-version 3.1
        countermark label write --batch --producer 001191110108335469089C10001 < jobs.ndjson
      """)

  @Argument(help: "Files.", completion: .file())
  var files: [String] = []

  @Option(help: ArgumentHelp("The producer's code, or its name.", valueName: "code"))
  var producer: String?

  @Option(
    help: ArgumentHelp(
      "The filing whose model made the content; its register is named by --data.",
      valueName: "number"))
  var filing: String?

  @Option(
    help: ArgumentHelp("A register on this machine.", valueName: "dir"), completion: .directory)
  var data: String?

  @Option(
    name: .customLong("content-id"),
    help: ArgumentHelp("The producer's number for the content; for one file.", valueName: "id"))
  var contentID: String?

  @Option(
    help: ArgumentHelp("What else is written: cn, eu, us-ca, or all of it.", valueName: "profile"))
  var profile = "cn"

  @Option(help: ArgumentHelp("The name of the provider, for profiles that ask.", valueName: "name"))
  var provider: String?

  @Option(help: ArgumentHelp("The name of the generating system.", valueName: "name"))
  var system: String?

  @Option(
    name: .customLong("system-version"),
    help: ArgumentHelp("The version of the generating system.", valueName: "version"))
  var systemVersion: String?

  @Option(
    help: ArgumentHelp("Write the labelled file here, for one file.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Put the label into FILE.xmp where the format has no place for it.")
  var sidecar = false

  @Flag(help: "Take lines of JSON from standard input, a file a line.")
  var batch = false

  @OptionGroup var form: LabelForm

  func validate() throws {
    guard batch == files.isEmpty else {
      throw ValidationError("name files, or give them on standard input with --batch")
    }
    guard producer == nil || filing == nil else {
      throw ValidationError("name the producer once: --producer CODE or --filing NUMBER")
    }
    guard filing == nil || data != nil else {
      throw ValidationError("--filing needs the register that knows it: --data DIR")
    }
    guard batch || producer != nil || filing != nil else {
      throw ValidationError("who made it? --producer CODE or --filing NUMBER")
    }
    guard files.count == 1 || contentID == nil && output == nil else {
      throw ValidationError("--content-id and --output are for one file")
    }
  }

  func run() async throws {
    let isComplete = try await Output.answering { () -> Bool in
      let producer = try filing.map(code) ?? producer
      var isComplete = true
      var requests = Requests(files: batch ? nil : files)
      while let request = requests.next() {
        let answer: LabelAnswer
        switch request {
        case .success(var request):
          request.producer = request.producer ?? producer
          request.contentID = request.contentID ?? contentID
          request.output = request.output ?? output
          request.profile = request.profile ?? profile
          request.provider = request.provider ?? provider
          request.system = request.system ?? system
          request.systemVersion = request.systemVersion ?? systemVersion
          request.sidecar = request.sidecar ?? sidecar
          Output.progress("labelling \(request.file)")
          answer = request.carryOut()
        case .failure(let error):
          answer = LabelAnswer(file: "line \(error.line)", error: error.reason)
        }
        if answer.error != nil { isComplete = false }
        if batch { try answer.line() } else { try form.tell(answer) }
      }
      return isComplete
    }
    if !isComplete { throw Answer.no }
  }

  /// The provider code of a filing in a register.
  private func code(_ number: String) throws -> String {
    let state = try RegisterFile.openForReading(DataDirectory(data ?? "")).published.state
    guard let filing = state.filing(number)?.current else {
      throw ReadError(number, "there is no such filing in \(data ?? "")")
    }
    guard filing.status.isInForce else {
      throw ReadError(
        number, "the filing is \(filing.status.rawValue); nothing is labelled with it")
    }
    guard let creditCode = filing.facts.creditCode, let modelCode = filing.facts.modelCode,
      let code = ProviderCode(creditCode: creditCode, service: .generation, modelCode: modelCode)
    else {
      throw ReadError(
        number,
        "the register does not know the filing's codes (official lists print none): give "
          + "--producer CODE")
    }
    return code.description
  }

  /// Files that are named, or lines of a batch.
  private struct Requests {
    /// A line that is none.
    struct Fault: Error {
      let line: Int
      let reason: String
    }

    var files: [String]?
    private var place = 0

    init(files: [String]?) { self.files = files }

    mutating func next() -> Result<LabelRequest, Fault>? {
      if let files {
        guard place < files.count else { return nil }
        defer { place += 1 }
        return .success(LabelRequest(file: files[place]))
      }
      while let text = readLine() {
        place += 1
        if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        do {
          return .success(try JSONDecoder().decode(LabelRequest.self, from: Data(text.utf8)))
        } catch {
          return .failure(
            Fault(
              line: place,
              reason: "not a JSON object with the member file, and text in its members"))
        }
      }
      return nil
    }
  }
}
