import ArgumentParser
import Labels
import Media

struct LabelCorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Correct a label that says something wrong; what it said stays in the file.",
    discussion: """
      Only its own producer corrects a label, and what it says of the content is never lowered. The \
      earlier label is kept word for word, with the time of the correction.

      Exit code 0 if the file carries the corrected label, 1 if not.

      EXAMPLE
        countermark label correct picture.png --producer 001191110108335469089C10001 --content-id A-17
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The producer's code, or its name.", valueName: "code"))
  var producer: String

  @Option(
    name: .customLong("content-id"),
    help: ArgumentHelp("The producer's number for the content.", valueName: "id"))
  var contentID: String

  @Option(
    help: ArgumentHelp("Write the corrected file here.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var form: LabelForm

  func run() async throws {
    let answer: LabelAnswer
    do {
      answer = try LabelTarget.write(file, to: output) { media in
        let found = try LabelReading(of: media).label
        let status = found?.status ?? .generated
        // A propagator that is somebody else stays; the producer's own part follows the correction.
        let propagator = found?[.contentPropagator] ?? ""
        let isOwn = propagator.isEmpty || propagator == found?[.contentProducer]
        let label = try AIGCLabel(
          status: status, contentProducer: producer, produceID: contentID,
          contentPropagator: isOwn ? producer : propagator,
          propagateID: isOwn ? contentID : found?[.propagateID] ?? "",
          reservedCode2: isOwn ? "" : found?[.reservedCode2] ?? "")
        return try LabelWriter.correct(media, to: label, milliseconds: LabelTarget.now)
      }
    } catch {
      answer = LabelAnswer(file: file, error: "\(error)")
    }
    try form.tell(answer)
    if answer.error != nil { throw Answer.no }
  }
}
