import ArgumentParser
import Foundation
import Register
import Transparency

struct WitnessAskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Have a register's checkpoint cosigned by witnesses, and print it.",
    discussion: """
      'countermark serve --witnesses' does it for every checkpoint; this does it once, and shows why a \
      witness does not cosign.

      Exit code 0 if the policy is met, 1 if too few witnesses cosigned.

      EXAMPLE
        countermark witness ask --data mirror --policy witnesses.policy
      """)

  @OptionGroup var data: DataOptions

  @Option(
    help: ArgumentHelp(
      "The policy (C2SP tlog-policy) that names the witnesses and their addresses.",
      valueName: "file"),
    completion: .file())
  var policy: String

  func run() async throws {
    let met = try await Output.answering { () -> Bool in
      let policy = try InputFile.policy(policy)
      let registrar = try RegisterFile.openForReading(DataDirectory(data.data))
      let published = registrar.published
      var note = try SignedNote(parsing: published.checkpoint)
      for witness in policy.witnesses {
        guard let url = witness.url else { continue }
        do {
          let client = try WitnessClient(
            key: witness.key, transport: try HTTPWitnessTransport(url: url))
          let outcome = try await client.cosign(note, tree: published.state.tree, lastKnown: 0)
          note = note.adding([outcome.signature])
        } catch {
          Output.note("\(witness.name): \(error)")
        }
      }
      Output.bytes(note.encoded)
      return (try? policy.verify(note)) != nil
    }
    if !met { throw Answer.no }
  }
}
