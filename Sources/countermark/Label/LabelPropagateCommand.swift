import ArgumentParser
import Labels
import Media

struct LabelPropagateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propagate",
    abstract: "Add a platform to the label of what it spreads.",
    discussion: """
      The producer's fields stay byte for byte. A file without a label gets one that says what the \
      platform knows: --declared where its user said that it is generated, --suspected where traces were \
      found (Measures for Labelling, article 6). Another platform's part is replaced only with \
      --keep-earlier, and then stays in the file as an earlier label.

      Exit code 0 if every file carries the platform's part, 1 if one does not.

      EXAMPLES
        countermark label propagate film.mp4 --as 001191110108335469089C20000
        countermark label propagate upload.jpg --as 001191110108335469089C20000 --declared
      """)

  @Argument(help: "Files.", completion: .file())
  var files: [String]

  @Option(
    name: .customLong("as"), help: ArgumentHelp("The platform's code.", valueName: "code"))
  var code: String

  @Option(
    name: .customLong("content-id"),
    help: ArgumentHelp(
      "The platform's number for the content, for one file; made where none is given.",
      valueName: "id"))
  var contentID: String?

  @Flag(help: "Whoever published it declared that it is generated.")
  var declared = false

  @Flag(help: "Traces of generation were found.")
  var suspected = false

  @Flag(
    name: .customLong("keep-earlier"),
    help: "Replace another platform's part, which stays in the file as an earlier label.")
  var keepEarlier = false

  @Option(
    help: ArgumentHelp("Write the file here, for one file.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var form: LabelForm

  func validate() throws {
    guard !declared || !suspected else {
      throw ValidationError("either --declared or --suspected")
    }
    guard files.count == 1 || contentID == nil && output == nil else {
      throw ValidationError("--content-id and --output are for one file")
    }
  }

  func run() async throws {
    var isComplete = true
    for path in files {
      Output.progress("labelling \(path)")
      let answer: LabelAnswer
      do {
        var random = SystemRandomNumberGenerator()
        let number =
          contentID ?? ContentID(milliseconds: LabelTarget.now, using: &random).text
        let propagator = try LabelWriter.Propagator(code: code, contentID: number)
        let basis: LabelWriter.Basis? = declared ? .declared : suspected ? .suspected : nil
        answer = try LabelTarget.write(path, to: output) {
          try LabelWriter.propagate(
            $0, as: propagator, basis: basis, keepingEarlier: keepEarlier,
            milliseconds: LabelTarget.now)
        }
      } catch LabelError.noLabel {
        answer = LabelAnswer(
          file: path,
          error: "the file carries no label: say what is known of it, --declared or --suspected")
      } catch {
        answer = LabelAnswer(file: path, error: "\(error)")
      }
      if answer.error != nil { isComplete = false }
      try form.tell(answer)
    }
    if !isComplete { throw Answer.no }
  }
}
