import Foundation
import TestSupport
import Testing

@Suite("The harness: processes, ports and randomness")
struct HarnessTests {
  @Test("A child's input, output, errors and exit code come back")
  func childComesBack() async throws {
    let child = try Child(
      "/bin/sh", ["-c", "cat; echo $GREETING >&2; exit 7"], input: Data("hello".utf8),
      environment: ["GREETING": "to you"])
    let end = try await child.wait()
    #expect(end == Child.End(code: 7, bySignal: false))
    #expect(child.output == Data("hello".utf8))
    #expect(child.errors == Data("to you\n".utf8))
  }

  @Test("A child that takes too long is killed, and what it wrote is told")
  func slowChildIsKilled() async throws {
    let child = try Child("/bin/sh", ["-c", "echo so far; sleep 600"])
    // How long a machine takes to come to its first line is not what is asked here.
    while child.output.last != 0x0A { try await Task.sleep(for: .milliseconds(5)) }
    let error = await #expect(throws: HarnessError.self) { try await child.wait(timeout: 0.3) }
    #expect(error?.description.contains("so far") == true)
    let end = try await child.wait(timeout: 10)
    #expect(end == Child.End(code: 9, bySignal: true))
  }

  @Test("Killing a child kills what it started")
  func groupIsKilled() async throws {
    let child = try Child("/bin/sh", ["-c", "sleep 600 & echo $!; wait"])
    while child.output.last != 0x0A { try await Task.sleep(for: .milliseconds(5)) }
    let text = String(decoding: child.output, as: UTF8.self).split(separator: "\n").first
    let grandchild = try #require(text.flatMap { Int32($0) })
    child.kill()
    try await child.wait(timeout: 10)
    var gone = false
    for _ in 0..<500 where !gone {
      // Whoever adopts the orphan may be slow to bury it: a zombie counts as gone.
      let state = try? String(contentsOfFile: "/proc/\(grandchild)/stat", encoding: .utf8)
      gone = state.map { $0.contains(") Z ") } ?? true
      if !gone { try await Task.sleep(for: .milliseconds(10)) }
    }
    #expect(gone)
  }

  @Test("Big outputs do not block")
  func bigOutput() async throws {
    let child = try Child(
      "/bin/sh", ["-c", "head -c 5000000 /dev/zero; head -c 300000 /dev/zero >&2"])
    #expect(try await child.wait().code == 0)
    #expect(child.output.count == 5_000_000)
    #expect(child.errors.count == 300_000)
  }

  @Test("One seed gives one sequence, and the known one of SplitMix64")
  func seededRandom() {
    var random = SeededRandom(seed: 1_234_567)
    let known: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
    #expect([random.next(), random.next()] == known)
    var other = SeededRandom(seed: 9)
    var same = SeededRandom(seed: 9)
    let text = Array("a text to be damaged".utf8)
    #expect((0..<50).map { _ in other.damage(text) } == (0..<50).map { _ in same.damage(text) })
  }

  @Test("Damage stays within the bounds of any input")
  func damageOfAnything() {
    var random = SeededRandom()
    for length in 0..<40 {
      for _ in 0..<200 { _ = random.damage([UInt8](repeating: 7, count: length)) }
    }
  }

  @Test("A temporary folder goes when nobody holds it")
  func temporaryFolderGoes() throws {
    var folder: TemporaryDirectory? = try TemporaryDirectory()
    let file = try #require(try folder?.write("text", to: "a/b.txt"))
    #expect(FileManager.default.fileExists(atPath: file.path))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("JSON goes in and out unchanged")
  func jsonGoesAround() throws {
    let value: JSON = [
      "text": "华为", "list": [1, nil, true, ["deep": 9_007_199_254_740_991]], "nothing": nil,
    ]
    #expect(try JSON(parsing: value.encoded()) == value)
    #expect(value["list"][3]["deep"].int == 9_007_199_254_740_991)
    #expect(value["absent"]["further"][5].isNull)
  }
}
