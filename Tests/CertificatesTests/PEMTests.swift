import Certificates
import TestSupport
import Testing

@Suite("PEM")
struct PEMTests {
  let block = PEMBlock(label: "CERTIFICATE", bytes: Array(0...99)).text

  @Test("What is written is read, whatever the length")
  func roundTrip() throws {
    for count in 0...130 {
      let bytes = (0..<count).map { UInt8($0) }
      let read = try PEMText(PEMBlock(label: "X", bytes: bytes).text)
      #expect(read.blocks.map(\.bytes) == [bytes])
      #expect(read.remarks == [])
    }
  }

  @Test("Text between blocks is skipped with a remark, and any line end will do")
  func prose() throws {
    let text = "## A list\n\nFirst \n\(block)\nSecond\n\(block)"
    for text in [text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r")] {
      let read = try PEMText(text)
      #expect(read.blocks.count == 2)
      #expect(read.remarks.count == 2)
    }
  }

  @Test("Line ends written out as backslash and n are taken, with a remark")
  func escaped() throws {
    let read = try PEMText(block.replacing("\n", with: "\\n"))
    #expect(read.blocks.map(\.bytes) == [Array(0...99)])
    #expect(read.remarks.first?.text.contains("backslash") == true)
  }

  @Test(
    "A block that breaks off, ends as another or is not base64 is refused by name",
    arguments: [
      ("-----BEGIN A-----\nAAAA\n", "cut off"),
      ("-----BEGIN A-----\nAAAA\n-----END B-----\n", "ends as B"),
      ("-----BEGIN A-----\nA$AA\n-----END A-----\n", "base64"),
      ("-----BEGIN A-----\nAAAAA\n-----END A-----\n", "base64"),
      ("-----BEGIN A-----\nAAAA\n-----BEGIN A-----\n", "another block"),
    ])
  func refusals(_ text: String, _ words: String) {
    #expect {
      try PEMText(text)
    } throws: {
      "\($0)".contains(words)
    }
  }
}
