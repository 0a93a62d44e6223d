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
      try await server.serve(registrar, data: data) { port in
        let base = server.address(port)
        Output.line(
          """
          A demonstration (演示) with \(registrar.published.state.filings.count) filings: \(base)/

          Next, in another terminal:
            countermark register import LISTS/*.docx --data \(data)    import official lists
            countermark register search 华为 --data \(data)            find a filing
            countermark log verify --url \(base)    prove that nothing was rewritten

          Stop with Ctrl-C.
          """)
      }
    }
  }
}
