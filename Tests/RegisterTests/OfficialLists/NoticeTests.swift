import Record
import Rules
import Testing

@testable import Register

@Suite("Comma-separated text")
struct CSVTextTests {
  private func fields(_ text: String) throws -> [[String]] {
    try CSVText.records(Array(text.utf8)).map(\.fields)
  }

  private func error(_ bytes: [UInt8]) -> CSVError? {
    do throws(CSVError) {
      _ = try CSVText.records(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Records end with CR LF, LF or the text; quotes hold anything",
    arguments: [
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("\u{FEFF}甲,乙", [["甲", "乙"]]), ("\"a,\"\"b\"\"\r\nc\",d", [["a,\"b\"\r\nc", "d"]]),
      (",\n", [["", ""]]), ("\n\na\n\n", [["a"]]), ("", []), ("\"\",x\n", [["", "x"]]),
    ])
  func records(text: String, expected: [[String]]) throws {
    #expect(try fields(text) == expected)
  }

  @Test("Faults are refused with their line")
  func faults() {
    #expect(error(Array("a\nb\"c".utf8))?.line == 2)
    #expect(error(Array("a\n\"b\nc".utf8))?.line == 2)
    #expect(error(Array("\"a\"b".utf8))?.line == 1)
    #expect(error([0x61, 0xFF])?.reason.contains("UTF-8") == true)
    #expect(error([0x61, 0])?.reason.contains("UTF-8") == true)
    let long = String(repeating: "x", count: CSVText.Limit.fieldBytes + 1)
    #expect(error(Array(long.utf8)) != nil)
    #expect(error(Array("\"\(long)\"".utf8)) != nil)
    #expect(error(Array("\"\(long)".utf8)) != nil)
    #expect(error(Array(String(repeating: ",", count: 64).utf8)) != nil)
  }

  @Test("Lines are counted through quoted fields")
  func lines() throws {
    let records = try CSVText.records(Array("a\n\"b\n\nc\"\nd".utf8))
    #expect(records.map(\.line) == [1, 2, 5])
  }
}

@Suite("Notices and extracts")
struct NoticeTests {
  private let headings = CancellationTable.headings.joined(separator: ",")
  private let number = MadeList.number(1)

  private func read(_ text: String) throws -> ParsedFile {
    try ListReader.read(Array(text.utf8), name: "made.csv")
  }

  private func reason(_ text: String) -> String {
    do {
      _ = try read(text)
      return "taken"
    } catch {
      return "\(error)"
    }
  }

  @Test("A cancellation notice names the number, the day and the list")
  func cancellation() throws {
    let parsed = try read(
      "\(headings)\r\n2025-07-14,样例算法,服务提供者,样例公司,甲(APP),\(number),ds:2024-06,https://a.example\r\n"
        + "2025-09-11,样例算法二,检索过滤类,样例公司,--,\(number),algo:2022-10,\r\n")
    #expect(parsed.lists.isEmpty)
    #expect(parsed.findings.isEmpty)
    let notice = try #require(parsed.cancellations.first)
    #expect(notice.row == 1)
    #expect(notice.announced == Day(iso: "2025-07-14"))
    #expect(notice.role == .provider)
    #expect(notice.category == nil)
    #expect(notice.products == [Product(name: "甲", form: "APP")])
    #expect(notice.number == number)
    #expect(notice.list == "deep-synthesis/2024-06")
    #expect(notice.source.address == "https://a.example")
    #expect(parsed.cancellations[1].category == "检索过滤类")
    #expect(parsed.cancellations[1].list == "recommendation/2022-10")
    #expect(parsed.cancellations[1].products.isEmpty)
    #expect(parsed.cancellations[1].source.address == nil)
  }

  @Test("A notice that cannot be read is refused with its line")
  func refusals() {
    let row = "样例算法,服务提供者,样例公司,--,\(number)"
    #expect(reason("\(headings)\n2025-13-14,\(row),,\n").contains("line 2: announced"))
    #expect(reason("\(headings)\n2025-07-14,\(row),ds:2024,\n").contains("line 2: listed_in_batch"))
    #expect(reason("\(headings)\n2025-07-14,\(row),xx:2024-06,\n").contains("listed_in_batch"))
    #expect(reason("\(headings)\n2025-07-14\n").contains("line 2: 1 fields under 8 headings"))
    #expect(reason("announced,announced\n").contains("stands twice"))
  }

  @Test("A number that cannot be read is kept as printed and reported")
  func unreadableNumber() throws {
    let parsed = try read("\(headings)\n2025-07-14,样例算法,别的,样例公司,--,网信算备1号,,\n")
    #expect(parsed.cancellations[0].number == "网信算备1号")
    #expect(parsed.cancellations[0].list == nil)
    #expect(parsed.findings.map(\.rule) == [.roleUnknown, .numberMalformed])
    #expect(parsed.findings.map(\.list) == ["cancellations", "cancellations"])
  }

  @Test("Services of generative AI make lists of a track of their own, one for each month")
  func generativeAI() throws {
    let headings = GenerativeAITable.headings.joined(separator: ",")
    let parsed = try read(
      "\(headings)\n2024-04,1,北京市,样例模型,样例公司,Beijing-YangLi-20240102,2024-01-17,filing,https://a.example\n"
        + "2026-08,650,上海市,样例应用,样例公司,Shanghai-YangLi-20260731S0210,2026-07-31,registration,\n"
        + "2024-04,9,某市,样例模型二,样例公司,Nowhere-YangLi-2024,2024-01-17,filing,\n")
    #expect(parsed.lists.map(\.id) == ["generative-ai/2024-04", "generative-ai/2026-08"])
    #expect(parsed.lists.map(\.rows.count) == [2, 1])
    let row = parsed.lists[0].rows[0]
    #expect(row.printed.count == GenerativeAITable.headings.count)
    #expect(row.facts.number == "Beijing-YangLi-20240102")
    #expect(row.facts.algorithm == "样例模型")
    #expect(row.facts.category == "filing")
    #expect(row.serial?.text == "1")
    #expect(parsed.lists[0].rows[1].row == 2)
    #expect(parsed.lists[0].published == PublicDate("2024-04"))
    #expect(parsed.lists[0].source.address == "https://a.example")
    #expect(parsed.lists.flatMap(\.allFindings).map(\.rule) == [.numberMalformed])
  }

  @Test(
    "What a file is, its content says; everything else is refused with what to do",
    arguments: [
      ("", "empty"), (" \n", "empty"), ("%PDF-1.7", "PDF"), ("{\\rtf1", ".rtf"),
      ("<!DOCTYPE html><html>", "web page"), ("\u{FEFF}\n<HTML>", "web page"),
      ("<?xml version=\"1.0\"?>", "XML"), ("a,b\n1,2\n", "neither the headings"),
      ("PK\u{3}\u{4}", "archive"), ("PK\u{5}\u{6}", "ZIP"), ("\u{0}", "neither a .docx"),
    ])
  func kinds(content: String, reason expected: String) {
    #expect(reason(content).contains(expected))
  }

  @Test("Old Word documents, spreadsheets and other archives are told by name")
  func otherOfficeFiles() throws {
    #expect(
      FileKind([0xD0, 0xCF, 0x11, 0xE0, 0xA1])
        == .refused("this is a document of the old kind (.doc, .wps); save it as .docx"))
    let sheet = try Spreadsheet.bytes(name: "x", columns: [.init("a")], rows: [["1"]])
    #expect(
      throws: ListReadError(
        kind: .document, file: "x.docx",
        reason: "this is a spreadsheet and not a word-processing document; save the list as .docx")
    ) { try ListReader.read(sheet, name: "x.docx") }
    let other = try MadeDocument.archive([("a", [])])
    #expect(throws: ListReadError.self) { try ListReader.read(other, name: "x.zip") }
  }
}
