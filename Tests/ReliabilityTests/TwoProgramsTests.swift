import Foundation
import Register
import TestSupport
import Testing
import Transparency

@Suite("Two programs on one data directory")
struct TwoProgramsTests {
  @Test("one serves and records while another imports: both go on, and both see everything")
  func servingAndImporting() async throws {
    let appending = try Appending()
    let server = try RegisterFile.create(
      appending.directory, kind: .mirror, origin: "register.example/appender")
    let importer = try appending.start(writer: 1, turns: 16)
    try await onThread { importer.waitFor(lines: 1) }
    var own = 0
    var handedOut: [[UInt8]] = []
    while (importer.end == nil && own < 480) || own < 12 {
      own += 1
      _ = try await server.carryOut(
        try MadeUp.list("20\(10 + own / 12)-\(own % 12 + 10)", own * 2...own * 2 + 1))
      let state = server.published.state
      handedOut.append(try server.receipt(index: state.tree.size - 1))
      // The made-up numbers end at 999, two for each turn; a slow importer is waited for.
      if own >= 12 { try await Task.sleep(for: .milliseconds(own < 200 ? 20 : 500)) }
    }
    let end = try await importer.wait()
    #expect(end.code == 0)
    var promises = Promises()
    try promises.take(importer.output)
    #expect(promises.count == 16)
    #expect(promises.failed == [])
    for (turn, receipt) in handedOut.enumerated() {
      let line = "kept \(turn) 0 \(Data(receipt).base64EncodedString())\n"
      try promises.take(Data(line.utf8))
    }
    try await server.refresh()
    try promises.hold(server)
    let state = server.published.state
    #expect(state.listIDs.filter { $0.hasPrefix("writer-1/") }.count == 10)
    #expect(state.listIDs.filter { $0.hasPrefix("deep-synthesis/") }.count == own)
    let reopened = try promises.verify(appending.directory)
    #expect(reopened.published.checkpoint == server.published.checkpoint)
    try await promises.audit(reopened)
  }
}
