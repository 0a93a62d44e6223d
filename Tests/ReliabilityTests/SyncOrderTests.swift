import Foundation
import Register
import TestSupport
import Testing

@Suite(
  "Under strace, what is answered has been synced before",
  .enabled("strace is not installed, or may not trace here") { Strace.isUsable })
struct SyncOrderTests {
  let appending: Appending
  let trace: Trace
  let wal: String

  init() async throws {
    appending = try Appending()
    let file = appending.folder.file("trace")
    let child = try appending.start(
      under: try #require(Strace.program),
      [
        "-f", "-y", "--seccomp-bpf", "-o", file.path,
        "-e", "trace=%file,%desc", "--",
      ], turns: 8)
    let end = try await child.wait()
    try #require(end.code == 0, "\(String(decoding: child.errors, as: UTF8.self))")
    trace = try Trace(contentsOf: file)
    wal = appending.directory.path + "/ledger.sqlite-wal"
  }

  /// The writes of an answer to standard output.
  func answers(_ word: String) -> [Trace.Call] {
    trace.calls.filter { $0.name == "write" && $0.quoted.first?.hasPrefix(word + " ") == true }
  }

  func isSync(_ call: Trace.Call, of path: String) -> Bool {
    (call.name == "fdatasync" || call.name == "fsync") && call.path == path && call.result == 0
  }

  func isSynced(_ path: String, after line: Int, before other: Int) -> Bool {
    trace.calls.contains {
      isSync($0, of: path) && $0.began > line && $0.ended.map { $0 < other } == true
    }
  }

  @Test("between the last write of a transaction and its answer lies a sync of the log file")
  func answersAreDurable() throws {
    let kept = answers("kept")
    #expect(kept.count == 8)
    var before = try #require(answers("open").first).began
    for answer in kept {
      let writes = trace.calls.filter {
        $0.name == "pwrite64" && $0.path == wal && $0.began > before && $0.began < answer.began
      }
      let last = try #require(writes.last, "nothing was written before \(answer.text)")
      let ended = try #require(last.ended)
      #expect(
        isSynced(wal, after: ended, before: answer.began),
        "line \(answer.began): \(answer.text) comes before the sync of line \(last.began)")
      before = answer.began
    }
  }

  @Test("the anchor is written and synced before the answer, in its place or under its name")
  func anchorIsDurable() throws {
    let anchor = appending.directory.anchor
    var before = try #require(answers("open").first).began
    for answer in answers("kept") {
      let written = try #require(
        trace.calls.last {
          $0.name == "write" && [anchor, anchor + ".new"].contains($0.path) && $0.began > before
            && $0.began < answer.began
        })
      let path = try #require(written.path)
      var limit = answer.began
      if path != anchor {
        let renamed = try #require(
          trace.calls.last {
            $0.name.hasPrefix("rename") && $0.quoted.last == anchor && $0.began < answer.began
          })
        limit = renamed.began
      }
      #expect(isSynced(path, after: try #require(written.ended), before: limit))
      before = answer.began
    }
  }

  @Test("a new register is said to be open when every file, and the name of each, is synced")
  func creationIsDurable() throws {
    let open = try #require(answers("open").first).began
    var names: [(path: String, line: Int)] = []
    for call in trace.calls where call.began < open && (call.result ?? -1) >= 0 {
      switch call.name {
      case "mkdir", "mkdirat", "rename", "renameat", "renameat2":
        if let path = call.quoted.last { names.append((path, call.began)) }
      case "openat" where call.text.contains("O_CREAT"):
        if let path = call.quoted.first, path.hasSuffix(".sqlite") || path.hasSuffix("-wal") {
          // A file that is there is opened in the same way.
          if !names.contains(where: { $0.path == path }) { names.append((path, call.began)) }
        }
      default: break
      }
    }
    let directory = appending.directory
    #expect(
      Set(names.map(\.path))
        == [
          directory.path, directory.local, directory.anchor, directory.logKey, wal,
          directory.path + "/ledger.sqlite",
        ])
    for (path, line) in names {
      let folder = URL(filePath: path).deletingLastPathComponent().path
      #expect(isSynced(folder, after: line, before: open), "the name of \(path) is not synced")
    }
    for path in [directory.anchor, directory.logKey] {
      #expect(isSynced(path + ".new", after: 0, before: open))
    }
    #expect(isSynced(wal, after: 0, before: open))
  }

  @Test("the write-ahead log is given up only when the database that took it over is synced")
  func checkpointIsDurable() throws {
    let database = appending.directory.path + "/ledger.sqlite"
    let removed = try #require(
      trace.calls.last { $0.name.hasPrefix("unlink") && $0.quoted.last == wal })
    let written = try #require(
      trace.calls.last { $0.name == "pwrite64" && $0.path == database })
    #expect(isSynced(database, after: try #require(written.ended), before: removed.began))
  }
}
