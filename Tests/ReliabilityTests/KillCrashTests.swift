import Foundation
import Register
import TestSupport
import Testing

@Suite("Crash: what was acknowledged survives kill -9, at whatever moment")
struct KillCrashTests {
  /// How many entries a register is let grow to before a new one is begun.
  private static let enough: UInt64 = 300

  @Test("one program, killed over and over while it makes, opens and fills a register")
  func one() async throws {
    var random = SeededRandom()
    var budget = Budget(seconds: 8, atLeast: 12)
    var (registers, kills, receipts) = (0, 0, 0)
    var current: (appending: Appending, promises: Promises)?
    while budget.goesOn() {
      if current == nil { registers += 1 }
      var (appending, promises) = try current ?? (Appending(), Promises())
      // Now and then it is killed wherever it is, perhaps before there is a register.
      let lines = max(0, Int.random(in: -2...8, using: &random))
      let delay = Int.random(in: 0...(lines == 0 ? 80 : 20), using: &random)
      let output = try await onThread { [appending] in
        let child = try appending.start()
        child.waitFor(lines: lines)
        pause(milliseconds: delay)
        try child.killHere()
        return child.output
      }
      kills += 1
      let before = promises.count
      try promises.take(output)
      receipts += promises.count - before
      #expect(promises.failed == [], "\(random)")
      // Sometimes the next appender is the first to see what the kill left behind.
      if Bool.random(using: &random) { try promises.verify(appending.directory) }
      if promises.newest < Self.enough {
        current = (appending, promises)
      } else {
        try await promises.audit(promises.verify(appending.directory))
        current = nil
      }
    }
    if let (appending, promises) = current {
      try await promises.audit(promises.verify(appending.directory))
    }
    print("kill -9: \(kills) kills, \(registers) registers, \(receipts) receipts, all hold")
    #expect(receipts > kills, "\(random)")
  }

  @Test("two programs on one data directory, killed one after the other")
  func two() async throws {
    var random = SeededRandom()
    var budget = Budget(seconds: 6, atLeast: 6)
    var (registers, kills, receipts) = (0, 0, 0)
    var current: (appending: Appending, promises: Promises)?
    while budget.goesOn() {
      if current == nil { registers += 1 }
      var (appending, promises) = try current ?? (Appending(), Promises())
      let waits = (0..<2).map { _ in
        (
          lines: Int.random(in: 1...6, using: &random),
          delay: Int.random(in: 0...20, using: &random)
        )
      }
      let first = Int.random(in: 0..<2, using: &random)
      let known = promises
      promises = try await onThread { [appending] in
        var promises = known
        let children = [try appending.start(writer: 0), try appending.start(writer: 1)]
        for (child, wait) in zip([children[first], children[1 - first]], waits) {
          child.waitFor(lines: wait.lines)
          pause(milliseconds: wait.delay)
          try child.killHere()
          try promises.take(child.output)
          // The one that is left goes on while a third program reads.
          if promises.logKey != nil {
            try promises.hold(try RegisterFile.openForReading(appending.directory))
          }
        }
        return promises
      }
      kills += 2
      receipts += promises.count - known.count
      #expect(promises.failed == [], "\(random)")
      let registrar = try promises.verify(appending.directory)
      if promises.newest < Self.enough {
        current = (appending, promises)
      } else {
        try await promises.audit(registrar)
        current = nil
      }
    }
    print("kill -9, two: \(kills) kills, \(registers) registers, \(receipts) receipts, all hold")
    #expect(receipts > kills, "\(random)")
  }
}
