import ArgumentParser
import Foundation
import Register

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a register with fictional filings, to look at.",
    discussion: """
      Everything in it is made up, numbers under region 000000 and says 演示. Official lists can be \
      imported beside it with 'countermark register import'.

      EXAMPLE
        countermark demo --data demo --port 8080
      """)

  @Option(help: ArgumentHelp("Where to keep it.", valueName: "dir"), completion: .directory)
  var data = "demo"

  @OptionGroup var server: ServerOptions

  func run() async throws {
    try await Output.answering {
      let directory = DataDirectory(data)
      let registrar: Registrar
      if RegisterFile.exists(directory) {
        registrar = try RegisterFile.open(directory)
        guard registrar.instance.kind == .demonstration else {
          throw RegisterError.refused(
            reason: "\(data) is a register of its own, not a demonstration: start it with "
              + "'countermark serve --data \(data)', or name another folder with --data")
        }
      } else {
        registrar = try RegisterFile.create(
          directory, kind: .demonstration, origin: "localhost:\(server.port)/log")
        try await Demonstration.fill(registrar)
      }
      let people = try await Demonstration.people(registrar, in: directory)
      try await server.serve(registrar, in: directory) { port in
        let base = server.address(port)
        Output.line(
          """
          A demonstration (演示) with \(registrar.published.state.filings.count) filings: \(base)/

          Sign in at \(base)/office as one of these fictional people:
          \(Self.shown(people))

          Next, in another terminal:
          \(Self.next(data, base))

          Stop with Ctrl-C.
          """)
      }
    }
  }

  /// What to try, as it can be pasted: the program by the name that it was started by.
  private static func next(_ data: String, _ base: String) -> String {
    let program = CommandLine.arguments.first ?? "countermark"
    let steps = [
      ("register import LISTS/*.docx --data \(data)", "import official lists"),
      ("register search 华为 --data \(data)", "find a filing"),
      ("check PICTURE.jpg --data \(data)", "ask a file how it was made"),
      ("log verify --url \(base)", "prove that nothing was rewritten"),
    ]
    return steps.map { "  \(program) \($0.0)    # \($0.1)" }.joined(separator: "\n")
  }

  private static func shown(_ people: [DemonstrationSignIn]) -> String {
    people.map { one in
      let role = one.roles.map(\.rawValue).sorted().joined(separator: ", ")
      return
        "  \(role.padding(toLength: 15, withPad: " ", startingAt: 0)) \(one.email.padding(toLength: 29, withPad: " ", startingAt: 0)) "
        + "password " + one.password
    }.joined(separator: "\n")
  }
}
