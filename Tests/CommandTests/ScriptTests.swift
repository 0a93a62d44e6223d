import TestSupport
import Testing

@Suite("The command, as it is typed", .enabled(if: Built.exists(), "the command is not built"))
struct ScriptTests {
  @Test("What is typed does what the script says", arguments: Script.all)
  func script(_ script: Script) async throws {
    try await ScriptRunner(script).run()
  }

  @Test("There are scripts")
  func thereAreScripts() {
    #expect(!Script.all.isEmpty)
  }
}

extension Script: CustomTestStringConvertible {
  var testDescription: String { name }
}
