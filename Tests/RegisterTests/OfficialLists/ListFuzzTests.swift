import Foundation
import TestSupport
import Testing

@testable import Register

/// How long each fuzzer runs.
private enum FuzzBudget {
  /// The seconds of a normal run: `COUNTERMARK_FUZZ_SECONDS`, otherwise two.
  static let seconds =
    ProcessInfo.processInfo.environment["COUNTERMARK_FUZZ_SECONDS"].flatMap(Double.init) ?? 2

  /// Runs `body` with the number of the round until the time is up, and at least once.
  static func run(_ body: (Int) throws -> Void) rethrows -> Int {
    var round = 0
    return try Effort.spend(seconds: seconds) {
      try body(round)
      round += 1
    }
  }
}

/// Hostile and damaged input: every one gets an answer, and nothing traps.
///
/// The counts are printed.
@Suite("Fuzzing of files from strangers", .serialized)
struct ListFuzzTests {
  private var generator = SeededRandom()

  /// Reads and counts answers by kind; that it returns at all is the test.
  private func read(_ bytes: [UInt8], _ counts: inout [String: Int]) {
    do throws(ListReadError) {
      let parsed = try ListReader.read(bytes, name: "fuzz")
      counts["read", default: 0] += 1
      for list in parsed.lists {
        // What was read holds together.
        #expect(list.rows.map(\.row) == list.rows.indices.map { $0 + 1 })
        #expect(list.rows.allSatisfy { $0.printed.count >= list.columns.count })
      }
    } catch {
      counts[error.kind.rawValue, default: 0] += 1
      #expect(!error.reason.isEmpty)
    }
  }

  private func report(_ what: String, _ runs: Int, _ counts: [String: Int]) {
    let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print("fuzz: \(what): \(runs) inputs: \(kinds.joined(separator: ", "))")
  }

  /// A list with most of what documents do.
  private func richDocument() -> MadeDocument {
    let number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
    func cells(_ serial: Int) -> [String] {
      [Word.rawCell(Word.paragraph("", properties: number))]
        + MadeList.cells(
          serial, products: "甲（APP、网站）、乙(其他)等", note: "2024年4月、6月，原主体“甲”变更为“乙”，新增产品丙(APP)、丁(网站)"
        )
        .dropFirst().map { Word.cell($0) }
    }
    var merged = cells(3)
    merged[3] = Word.cell("", properties: "<w:vMerge/>")
    merged[5] = Word.rawCell(
      Word.table([Word.row([Word.cell("套")])])
        + "<w:p><w:ins><w:r><w:t>新</w:t><w:tab/><w:br/></w:r></w:ins>"
        + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>",
      properties: "<w:gridSpan w:val=\"2\"/>")
    return MadeDocument(
      body: Word.paragraph(Word.text(MadeList.title))
        + Word.table(
          [Word.row(MadeList.columns.map { Word.cell($0) }), Word.row(cells(1))])
        + Word.table([Word.row(cells(2)), Word.row(merged)]),
      numbering: """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        """,
      styles: "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>")
  }

  /// Changes some bytes: flips, cuts, doublings, and pieces of the format in odd places.
  private mutating func mutate(_ bytes: [UInt8], pieces: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let length = min(Int.random(in: 1...40, using: &generator), bytes.count - place)
      switch Int.random(in: 0...5, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 1: bytes[place] = .random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 4: bytes.removeLast(min(length, bytes.count))
      default: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
      }
    }
    return bytes
  }

  @Test("Archives with changed bytes")
  mutating func archives() throws {
    let seeds = [
      try richDocument().bytes(), RawArchive([RawArchive.Entry("_rels/.rels", [])]).bytes,
    ]
    let pieces: [[UInt8]] = [
      [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x01, 0x02], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0],
    ]
    var counts: [String: Int] = [:]
    let runs = FuzzBudget.run { run in
      read(mutate(seeds[run % seeds.count], pieces: pieces), &counts)
    }
    report("archives", runs, counts)
    #expect(counts["archive", default: 0] > 0)
  }

  @Test("Documents with changed parts in a sound archive")
  mutating func documents() throws {
    let parts = richDocument().parts
    let pieces = [
      "<w:tc>", "</w:tc>", "<w:tr>", "</w:tr>", "<w:tbl>", "</w:tbl>", "<w:p>", "</w:p>",
      "<w:vMerge/>", "<w:gridSpan w:val=\"99999999999\"/>", "<w:del>", "<![CDATA[", "]]>", "<!--",
      "&#x10FFFF;", "&amp;", "\"", "<w:t>序号</w:t>", "备案编号", "<w:sdt>", "<w:ilvl w:val=\"-1\"/>",
      "<mc:Fallback>", "xmlns:w=\"x\"", "、", "（", "变更为", "年", "\u{301}", "\u{202E}",
    ].map { Array($0.utf8) }
    var counts: [String: Int] = [:]
    let runs = try FuzzBudget.run { run in
      var changed = parts
      let place = Int.random(in: 0..<parts.count, using: &generator)
      changed[place].1 = mutate(changed[place].1, pieces: pieces)
      read(try MadeDocument.archive(changed), &counts)
    }
    report("documents", runs, counts)
    #expect(counts["read", default: 0] > 0)
  }

  @Test("Well-formed documents of any structure")
  mutating func structures() throws {
    var counts: [String: Int] = [:]
    let header = Word.row(MadeList.columns.map { Word.cell($0) })
    let runs = try FuzzBudget.run { _ in
      let inside = (0..<Int.random(in: 1...12, using: &generator)).map { _ in element(depth: 0) }
      let body =
        Word.paragraph(Word.text(MadeList.title)) + "<w:tbl>" + header + inside.joined()
        + "</w:tbl>" + element(depth: 0)
      var document = richDocument()
      document.body = body
      read(try document.bytes(), &counts)
    }
    report("structures", runs, counts)
    #expect(counts["read", default: 0] > 0)
  }

  /// An element of WordprocessingML with others in it, mostly where they may not be.
  private mutating func element(depth: Int) -> String {
    let names = [
      "tbl", "tr", "tr", "tc", "tc", "tc", "p", "p", "r", "r", "t", "pPr", "rPr", "tcPr", "trPr",
      "numPr",
      "numId", "ilvl", "gridSpan", "gridBefore", "vMerge", "hMerge", "cellDel", "ins", "del",
      "moveFrom", "vanish", "tab", "br", "sym", "sdt", "drawing", "pStyle", "bookmarkStart",
    ]
    let values = ["restart", "0", "1", "-1", "2", "64", "9999999999999999999", "page", "甲", ""]
    let name = names.randomElement(using: &generator) ?? "p"
    let value = values.randomElement(using: &generator) ?? ""
    let texts = MadeList.columns + MadeList.cells(1) + ["、", "\n", ""]
    let text = name == "t" ? texts.randomElement(using: &generator) ?? "" : ""
    let count = depth < 9 ? Int.random(in: 0...(depth < 2 ? 4 : 2), using: &generator) : 0
    let inside = (0..<count).map { _ in element(depth: depth + 1) }
    return "<w:\(name) w:val=\"\(value)\">\(text)\(inside.joined())</w:\(name)>"
  }

  @Test("Cells of any text")
  mutating func cells() throws {
    let words = [
      "变更内容：", "原主体名称", "“", "”", "变更为", "、", "，", "；", "新增产品", "甲(APP)", "（网站）", "等", "2024年",
      "8月", "12月", "《", "》", "(", ")", "备案材料中新增", "模型", "已注销", "\n", " ", "--", "网信算备",
      "330106", "号", "１", "\u{301}", "\u{200B}", "\"", "删除", "主要用途", "描述", "功能", "0", "服务提供者",
    ]
    var counts: [String: Int] = [:]
    let runs = try FuzzBudget.run { _ in
      let rows = (1...4).map { serial in
        MadeList.cells(serial).map { cell in
          guard Bool.random(using: &generator) else { return cell }
          return (0..<Int.random(in: 0...30, using: &generator))
            .map { _ in words.randomElement(using: &generator) ?? "" }.joined()
        }
      }
      read(try MadeList.document(rows).bytes(), &counts)
    }
    report("cells", runs, counts)
    #expect(counts["read", default: 0] > 0)
  }

  @Test("Comma-separated texts with changed bytes")
  mutating func tables() {
    let cancellations =
      CancellationTable.headings.joined(separator: ",")
      + "\r\n2025-07-14,样例算法,服务提供者,样例公司,\"甲(APP)、乙\"\"(网站)\",\(MadeList.number(1)),ds:2024-06,https://a\r\n"
    let services =
      GenerativeAITable.headings.joined(separator: ",")
      + "\n2024-04,1,北京市,样例,样例公司,Beijing-YangLi-20240102,2024-01-17,filing,\n"
    let seeds = [Array(cancellations.utf8), Array(services.utf8)]
    let pieces: [[UInt8]] = [
      [0x22], [0x2C], [0x0D, 0x0A], [0xEF, 0xBB, 0xBF], Array("ds:".utf8), [0],
    ]
    var counts: [String: Int] = [:]
    let runs = FuzzBudget.run { run in
      read(mutate(seeds[run % 2], pieces: pieces), &counts)
    }
    report("tables", runs, counts)
    #expect(counts["csv", default: 0] > 0)
  }

  @Test("A document cut off after every byte, inside a sound archive too")
  func truncated() throws {
    let document = MadeList.document([MadeList.cells(1)])
    let bytes = try document.bytes()
    var counts: [String: Int] = [:]
    for length in 0..<bytes.count { read(Array(bytes[..<length]), &counts) }
    #expect(counts["read"] == nil)
    let xml = Array(document.xml.utf8)
    var inner: [String: Int] = [:]
    for length in 0..<xml.count {
      var parts = document.parts
      parts[1].1 = Array(xml[..<length])
      read(try MadeDocument.archive(parts), &inner)
    }
    #expect(inner["read"] == nil)
    report("cut archives", bytes.count, counts)
    report("cut documents", xml.count, inner)
  }

  @Test("Documents made to exhaust memory or stack are refused, and memory stays bounded")
  func bombs() throws {
    func refused(_ body: String, _ reason: String) throws {
      // Stored, so that it is not already refused for inflating too far.
      let parts = MadeDocument(body: body).parts
      let bytes = RawArchive(parts.map { RawArchive.Entry($0.0, $0.1) }).bytes
      do throws(ListReadError) {
        _ = try ListReader.read(bytes, name: "bomb")
        Issue.record("taken: \(reason)")
      } catch {
        #expect(error.reason.contains(reason), "\(error.reason)")
      }
    }
    let many = 100_000
    try refused(
      String(repeating: "<w:p>", count: many) + String(repeating: "</w:p>", count: many),
      "elements within one another")
    try refused(
      String(repeating: "<w:tbl><w:tr><w:tc>", count: 20)
        + String(repeating: "</w:tc></w:tr></w:tbl>", count: 20), "tables within one another")
    let wide = "<w:tr>" + String(repeating: "<w:tc/>", count: 50) + "</w:tr>"
    try refused("<w:tbl>" + String(repeating: wide, count: 20_000) + "</w:tbl>", "cells")
    try refused(
      "<w:tbl><w:tr>" + String(repeating: "<w:tc/>", count: 1_000_000) + "</w:tr></w:tbl>", "cells")
    // Entities that grow: refused for being declared.
    var document = MadeDocument()
    document.body = "&c;"
    var parts = document.parts
    let entities =
      "<!DOCTYPE a [<!ENTITY a \"\(String(repeating: "x", count: 1000))\">"
      + "<!ENTITY b \"\(String(repeating: "&a;", count: 1000))\">"
      + "<!ENTITY c \"\(String(repeating: "&b;", count: 1000))\">]>"
    parts[1].1 = Array(document.xml.replacing("?><w:", with: "?>\(entities)<w:").utf8)
    #expect(throws: ListReadError.self) {
      try ListReader.read(MadeDocument.archive(parts), name: "entities")
    }
    // Sixty megabytes of zeros, as a part and as a part that is never read.
    let zeros = [UInt8](repeating: 0, count: 60 << 20)
    for name in ["word/document.xml", "word/media/image1.bmp"] {
      var parts = MadeList.document([MadeList.cells(1)]).parts
      parts.removeAll { $0.0 == name }
      parts.append((name, zeros))
      #expect(throws: ListReadError.self) {
        try ListReader.read(MadeDocument.archive(parts), name: name)
      }
    }
    if let peak = FuzzMemory.peak() {
      print("fuzz: peak memory \(peak >> 20) MiB")
      #expect(peak < 2 << 30)
    }
  }
}

/// The memory that this process has used at its peak, where the system tells.
private enum FuzzMemory {
  static func peak() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
    }
    return nil
  }
}
