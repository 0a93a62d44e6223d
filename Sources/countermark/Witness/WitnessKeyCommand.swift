import ArgumentParser
import Foundation
import Register
import Transparency

struct WitnessKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a witness's key; prints its public half.",
    discussion: """
      The private key goes into a file that its owner alone may read. The public half goes into the \
      policies of those who trust the witness, after 'witness NAME'.

      EXAMPLE
        countermark witness key witness.example/w1 --output w1.key
      """)

  @Argument(help: "The witness's name, such as witness.example/w1.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The file to write the private key to; it must not exist.", valueName: "file"),
    completion: .file())
  var output: String

  func run() async throws {
    try await Output.answering {
      let signer = try CosignatureSigner.generate(name: name)
      let made =
        !FileManager.default.fileExists(atPath: output)
        && FileManager.default.createFile(
          atPath: output, contents: Data((signer.privateKey.text + "\n").utf8),
          attributes: [.posixPermissions: 0o600])
      guard made else {
        throw RegisterError.local(
          path: output, reason: "the key could not be written; the file must not exist yet")
      }
      Output.line(signer.verifierKey.text)
    }
  }
}
