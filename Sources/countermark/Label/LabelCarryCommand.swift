import ArgumentParser
import Labels
import Media

struct LabelCarryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carry",
    abstract: "Carry the label of an original over to its edited copy.",
    discussion: """
      Programs that edit often lose the label, and whoever edits has to keep it. It comes over as it is; \
      a copy that carries a label already keeps it, and one of another producer is refused.

      Exit code 0 if the copy carries the label, 1 if not.

      EXAMPLE
        countermark label carry original.png edited.jpg
      """)

  @Argument(help: "The file that carries the label.", completion: .file())
  var from: String

  @Argument(help: "The file that gets it.", completion: .file())
  var to: String

  @Option(
    help: ArgumentHelp("Write the labelled copy here.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var form: LabelForm

  func run() async throws {
    let answer: LabelAnswer
    do {
      let original = try LabelTarget.open(from)
      answer = try LabelTarget.write(to, to: output) {
        try LabelWriter.carry(from: original, to: $0)
      }
    } catch {
      answer = LabelAnswer(file: to, error: "\(error)")
    }
    try form.tell(answer)
    if answer.error != nil { throw Answer.no }
  }
}
