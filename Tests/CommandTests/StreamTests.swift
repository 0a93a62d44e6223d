import Foundation
import TestSupport
import Testing

@Suite("The command's streams", .enabled(if: Built.exists(), "the command is not built"))
struct StreamTests {
  /// More than a pipe holds.
  private static let numbers = Data(
    String(repeating: "网信算备330110507206401230035号\n", count: 2000).utf8)

  @Test("A reader who has seen enough ends the command, quietly")
  func closedPipe() async throws {
    let child = try Child(
      "/bin/bash",
      ["-c", "\"$0\" number check - | head -n 1; echo ${PIPESTATUS[0]}", Built.path()],
      input: Self.numbers)
    let end = try await child.wait()
    #expect(end.code == 0)
    #expect(
      String(decoding: child.output, as: UTF8.self) == "网信算备330110507206401230035号\n141\n")
    #expect(child.errors.isEmpty, "\(String(decoding: child.errors, as: UTF8.self))")
  }

  @Test(
    "A disk that is full is told, and is no answer",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func fullDisk() async throws {
    let child = try Child(
      "/bin/bash", ["-c", "\"$0\" number check - > /dev/full", Built.path()], input: Self.numbers)
    #expect(try await child.wait().code == 3)
    let told = String(decoding: child.errors, as: UTF8.self)
    #expect(told.hasPrefix("countermark: the answer could not be written: "), "\(told)")
  }

  @Test("What a terminal would obey is replaced; machines get it as it is")
  func terminal() async throws {
    let evil = "\u{1B}]0;title\u{07}\u{202E}123"
    let people = try await Built.run(["number", "check", evil])
    #expect(!people.output.contains(0x1B) && !people.output.contains(0x07))
    #expect(people.text.hasPrefix("\u{FFFD}]0;title\u{FFFD}\u{FFFD}123\n"))
    let machines = try await Built.run(["number", "check", evil, "--json"])
    #expect(try machines.json()[0]["text"].string == evil)
  }
}
