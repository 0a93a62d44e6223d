import Foundation
import Register
import TestSupport
import Testing

@Suite(
  "Crash: each call of the storage fails once, or is the last",
  .enabled("strace is not installed, or may not trace here") { Strace.isUsable })
struct FailingCallCrashTests {
  /// What happens at the chosen call.
  enum Blow: String, CaseIterable {
    case error = "error=EIO"
    case full = "error=ENOSPC"
    case kill = "signal=KILL"
  }

  /// One case: a blow at a call of a kind, counted from 1.
  struct Case {
    let group: [String]
    let blow: Blow
    let turn: Int
  }

  @Test("a register being made and filled", .timeLimit(.minutes(60)))
  func fresh() async throws {
    try await sweep(seconds: 8, from: nil)
  }

  @Test("a register that was killed, opened again and filled", .timeLimit(.minutes(60)))
  func existing() async throws {
    let appending = try Appending()
    var promises = Promises()
    let output = try await onThread { [appending] in
      let child = try appending.start()
      child.waitFor(lines: 5)
      try child.killHere()
      return child.output
    }
    try promises.take(output)
    try #require(promises.count >= 4)
    try await sweep(seconds: 8, from: (appending, promises))
  }

  /// Tries as many cases as the budget allows: one of each kind first, then in random order.
  private func sweep(
    seconds: Double, from model: (Appending, Promises)?
  ) async throws {
    var random = SeededRandom()
    var cases: [Case] = []
    let calls = try await calls(from: model)
    for group in Strace.storageCalls {
      // strace counts the calls of each thread.
      let threads = Dictionary(grouping: calls.filter { group.contains($0.name) }, by: \.thread)
      let count = threads.values.map(\.count).max() ?? 0
      for blow in Blow.allCases where blow != .full || Self.takesSpace(group) {
        cases += (0..<count).map { Case(group: group, blow: blow, turn: $0 + 1) }
      }
    }
    try #require(cases.count > 100)
    cases.shuffle(using: &random)
    var seen: Set<String> = []
    var ordered: [Case] = []
    var rest: [Case] = []
    for one in cases {
      if seen.insert("\(one.group)\(one.blow)").inserted {
        ordered.append(one)
      } else {
        rest.append(one)
      }
    }
    ordered += rest
    var budget = Budget(seconds: seconds, atLeast: 12)
    var (tried, struck, answered, failed) = (0, 0, 0, 0)
    for one in ordered {
      guard budget.goesOn() else { break }
      let (promises, hit) = try await run(one, from: model, "\(random)")
      tried += 1
      struck += hit ? 1 : 0
      answered += promises.count
      failed += promises.failures
    }
    print(
      "failing calls: \(tried) of \(cases.count) tried, \(struck) struck, \(answered) commands "
        + "kept, \(failed) answered with an error")
    // Now and then another thread does the work, and the number is not reached.
    #expect(struck > tried / 2)
  }

  private static func takesSpace(_ group: [String]) -> Bool {
    ["openat", "write", "pwrite64", "ftruncate", "fdatasync", "fsync", "mkdir"].contains(group[0])
  }

  /// The calls that a run makes when all goes well.
  private func calls(from model: (Appending, Promises)?) async throws -> [Trace.Call] {
    let (appending, _) = try copy(of: model)
    let file = appending.folder.file("trace")
    let calls = Strace.names(Strace.storageCalls.flatMap { $0 })
    _ = try await trace(appending, into: file, ["--seccomp-bpf", "-e", "trace=\(calls)"])
    return try Trace(contentsOf: file).calls
  }

  /// Runs an appender to its end, with those of its calls traced that concern the register's files.
  private func trace(
    _ appending: Appending, into file: URL, _ options: [String]
  ) async throws -> Child {
    let program = try #require(Strace.program)
    return try await onThread {
      let child = try appending.start(
        under: program,
        ["-f", "-o", file.path] + Strace.paths(of: appending.directory) + options + ["--"],
        turns: 3)
      _ = try child.waitHere()
      return child
    }
  }

  private func copy(of model: (Appending, Promises)?) throws -> (Appending, Promises) {
    let appending = try Appending()
    guard let (template, promises) = model else { return (appending, Promises()) }
    for path in [\DataDirectory.path, \DataDirectory.local] {
      try FileManager.default.copyItem(
        atPath: template.directory[keyPath: path], toPath: appending.directory[keyPath: path])
    }
    return (appending, promises)
  }

  /// Runs one case and holds all promises against what it leaves behind; says whether the blow fell.
  private func run(
    _ one: Case, from model: (Appending, Promises)?, _ random: String
  ) async throws -> (Promises, Bool) {
    var (appending, promises) = try copy(of: model)
    let file = appending.folder.file("trace")
    let names = Strace.names(one.group)
    let inject = "inject=\(names):\(one.blow.rawValue):when=\(one.turn)"
    // The faster way of tracing loses injected signals.
    let options = ["-e", "trace=\(names)", "-e", inject]
    let child = try await trace(
      appending, into: file, one.blow == .kill ? options : ["--seccomp-bpf"] + options)
    let end = try child.waitHere()
    let what = "\(one.blow.rawValue) at \(one.group[0]) \(one.turn), \(random)"
    if end.bySignal {
      #expect(one.blow == .kill && end.code == SIGKILL, "signal \(end.code): \(what)")
    } else {
      #expect([0, 1, 3].contains(end.code), "exit code \(end.code): \(what)")
    }
    do {
      try promises.take(child.output)
      let registrar = try promises.verify(appending.directory)
      _ = try await registrar.carryOut(try MadeUp.list("2030-01", 1...2))
      try promises.hold(registrar)
    } catch {
      throw BrokenPromise("\(error) (\(what))")
    }
    let trace = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return (promises, end.bySignal || trace.contains("(INJECTED)"))
  }
}
