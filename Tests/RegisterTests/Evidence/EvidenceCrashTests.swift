import Foundation
import Record
import TestSupport
import Testing

@testable import Register

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A program that is killed while it takes a file")
struct EvidenceCrashTests {
  @Test("Nothing is kept of the file, and what is left of it is swept a day later")
  func killed() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/evidence"
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try EvidenceStore(folder: path, now: Moment(seconds: 0))
      let writer = try store.begin(limit: 1 << 20)
      try writer.write([UInt8](repeating: 1, count: 100_000)[...])
      kill(getpid(), SIGKILL)
      try writer.finish()
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(names == ["incoming"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/incoming").count == 1)
    let tomorrow = Moment(seconds: Int(Date().timeIntervalSince1970) + 2 * 86_400)
    _ = try EvidenceStore(folder: path, now: tomorrow)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/incoming") == [])
  }
}
