import Foundation
import Record
import Register
import Synchronization
import TestSupport
import Testing
import Transparency

@Suite("A clock that is turned back loses nothing, and the order is that of the log")
struct ClockTests {
  @Test("entries keep the order in which they were recorded, whatever the clock says")
  func turnedBack() async throws {
    let folder = try TemporaryDirectory()
    let directory = DataDirectory(folder.path + "/register")
    let time = Mutex(1_790_000_000)
    let clock: @Sendable () -> Moment = {
      time.withLock { time in
        time -= 40_000
        return Moment(seconds: time)
      }
    }
    let registrar = try RegisterFile.create(
      directory, kind: .demonstration, origin: MadeUp.origin, now: clock)
    var before: [(size: UInt64, views: [FilingView])] = []
    for command in try MadeUp.everyKind() {
      _ = try await registrar.carryOut(command)
      let state = registrar.published.state
      before.append((state.tree.size, state.filings.map(\.current)))
    }
    let reopened = try RegisterFile.open(directory, now: clock)
    try reopened.audit()
    let state = reopened.published.state
    #expect(state.tree.root == registrar.published.state.tree.root)
    for (size, views) in before {
      #expect(state.filings.compactMap { $0.view(TimeView(at: size)) } == views)
    }
    let recorded = try reopened.leaves(0..<state.tree.size).map { try Leaf(parsing: $0).recorded }
    #expect(recorded.first.map { first in recorded.last.map { $0 < first } == true } == true)
  }
}
