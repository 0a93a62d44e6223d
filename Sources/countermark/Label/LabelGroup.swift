import ArgumentParser

struct LabelGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Label what a model made, so that anyone can tell and find the filing.",
    discussion: """
      The label goes where the guides name a place for the format, is read back before the file has its \
      name, and is never taken off, lowered, or written over another producer's.

      EXAMPLES
        countermark label picture.png film.mp4 --producer 001191110108335469089C10001
        countermark label carry original.png edited.png
        countermark label propagate film.mp4 --as 001191110108335469089C20000
      """,
    subcommands: [
      LabelWriteCommand.self, LabelCarryCommand.self, LabelPropagateCommand.self,
      LabelCorrectCommand.self,
    ],
    defaultSubcommand: LabelWriteCommand.self)
}
