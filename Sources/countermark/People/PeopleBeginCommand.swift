import ArgumentParser
import Foundation
import Register

struct PeopleBeginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "begin",
    abstract: "Make one of the first two administrators.",
    discussion: """
      Every official account is made by two administrators, in the browser; somebody has to be the \
      first two. This works twice in a register, and no more. The password is the first line \
      of a file, or of standard input; the second factor is set up at the first sign-in.

      Exit code 0 if the account was made, 1 if it was refused.

      EXAMPLE
        countermark people begin --data authority --name 'Zhang San' --email zhang@authority.example \\
          --staff-id 0001
      """)

  @OptionGroup var data: DataOptions

  @Option(help: "The administrator's name.")
  var name: String

  @Option(help: "The mail address to sign in with.")
  var email: String

  @Option(help: ArgumentHelp("The staff id, unique in the register.", valueName: "id"))
  var staffID: String

  @Option(
    help: ArgumentHelp(
      "The file with the password in its first line; standard input where it is not given.",
      valueName: "file"),
    completion: .file())
  var passwordFile: String?

  func run() async throws {
    let (registrar, password) = try await Output.answering { () -> (Registrar, String) in
      (try RegisterFile.open(DataDirectory(data.data)), try readPassword())
    }
    do {
      var random = SystemRandomNumberGenerator()
      let person = Identifier.random(using: &random)
      let accounts = try registrar.accounts(hasher: PasswordHasher())
      let account = try await accounts.newAccount(
        login: email, password: password, person: person, kind: .official)
      _ = try await registrar.carryOut(
        .people(
          .begin(
            PersonDetails(name: name, email: email), person: person, staffID: staffID,
            account: account)))
      Output.line("\(name) is an administrator of \(data.data), and signs in as \(email)")
    } catch {
      Output.note("\(error)")
      throw Answer.no
    }
  }

  private func readPassword() throws -> String {
    if let passwordFile {
      let first = try InputFile.text(passwordFile).utf8.prefix { $0 != 0x0A && $0 != 0x0D }
      return String(decoding: first, as: UTF8.self)
    }
    Output.progress("the password (at least 12 characters), and Enter: ")
    return readLine(strippingNewline: true) ?? ""
  }
}
