import Foundation
import Register
import TestSupport
import Testing

@Suite("A full disk, or one that is read-only: a clear answer, nothing lost, and it goes on after")
struct FullDiskTests {
  /// Holds what both runs wrote against the register, and says what failed.
  private func check(_ appending: Appending, _ output: Data, from directory: DataDirectory) throws {
    var promises = Promises()
    try promises.take(output)
    #expect(promises.count > 4)
    #expect(promises.failures > 0, "the disk was never full")
    // What SQLite says, and what the system says of the files beside the ledger.
    let causes = ["full", "I/O error", "too large", "No space left"]
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("failed ") {
      #expect(line.contains("/register"), "which file: \(line)")
      #expect(
        causes.contains { line.contains($0) }, "\(line)")
    }
    // The commands of the second run come last, and all of them were kept.
    let last = String(decoding: output, as: UTF8.self).split(separator: "\n").suffix(4)
    #expect(last.allSatisfy { $0.hasPrefix("kept ") }, "\(last.map { $0.prefix(200) })")
    try promises.verify(directory)
  }

  /// Runs a shell script with the appender's path and the register's folder as `$1` and `$2`.
  private func run(_ appending: Appending, _ program: [String], _ script: String) async throws
    -> Data
  {
    let command = program + ["sh", "-c", script, "sh"]
    let child = try Child(
      "/usr/bin/env", command + [Built.path(of: "appender"), appending.directory.path])
    let end = try await child.wait()
    try #require(end.code == 0, "\(String(decoding: child.errors, as: UTF8.self))")
    return child.output
  }

  @Test("no file may grow beyond a limit (RLIMIT_FSIZE)")
  func limit() async throws {
    let appending = try Appending()
    // Without the signal ignored, the system ends the program at the limit. What is written on
    // standard output goes through a pipe, which has no limit.
    let output = try await run(
      appending, [],
      """
      set -e
      (trap '' XFSZ; ulimit -f 400; "$1" "$2" 0 60 || true) | cat
      "$1" "$2" 0 4
      """)
    try check(appending, output, from: appending.directory)
  }

  /// Whether a file system can be mounted that only the one who mounts it sees.
  static let mayMount: Bool = {
    let tried = try? Tool.runHere("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
    return tried?.code == 0
  }()

  @Test(
    "the file system has no room left (ENOSPC)",
    .enabled("nothing may be mounted here") { FullDiskTests.mayMount })
  func noRoom() async throws {
    let appending = try Appending()
    try FileManager.default.createDirectory(
      atPath: appending.folder.path + "/small", withIntermediateDirectories: true)
    let output = try await run(
      appending, ["unshare", "-rm"],
      """
      set -e
      small=$(dirname "$2")/small
      mount -t tmpfs -o size=400k none "$small"
      "$1" "$small/register" 0 60 || true
      mount -o remount,size=16m "$small"
      "$1" "$small/register" 0 4
      cp -R "$small/register" "$small/register.local" "$(dirname "$2")"
      """)
    try check(appending, output, from: appending.directory)
  }

  @Test(
    "the file system is mounted read-only",
    .enabled("nothing may be mounted here") { FullDiskTests.mayMount })
  func readOnly() async throws {
    let appending = try Appending()
    try FileManager.default.createDirectory(
      atPath: appending.folder.path + "/small", withIntermediateDirectories: true)
    let output = try await run(
      appending, ["unshare", "-rm"],
      """
      set -e
      small=$(dirname "$2")/small
      mount -t tmpfs -o size=16m none "$small"
      "$1" "$small/register" 0 6
      mount -o remount,ro "$small"
      "$1" "$small/register" 0 6 2>"$(dirname "$2")/complaint" && exit 1
      mount -o remount,rw "$small"
      "$1" "$small/register" 0 4
      cp -R "$small/register" "$small/register.local" "$(dirname "$2")"
      """)
    var promises = Promises()
    try promises.take(output)
    #expect(promises.count == 10 && promises.failures == 0)
    try promises.verify(appending.directory)
    let complaint = try String(contentsOf: appending.folder.file("complaint"), encoding: .utf8)
    #expect(complaint.contains("/small/register/ledger.sqlite"), "which file: \(complaint)")
  }
}
