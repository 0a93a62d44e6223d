import Record
import Rules
import Testing

@testable import Register

@Suite("Official lists")
struct OfficialListTests {
  @Test("A list says its track, its month, when it was published and what its rows say")
  func list() throws {
    let list = try MadeList.read(
      MadeList.document([
        MadeList.cells(1, products: "甲(APP)、乙(网站)", note: "2024年8月，新增产品乙(网站)"),
        MadeList.cells(2, role: "服务技术支持者", products: "--"),
      ]))
    #expect(list.id == "deep-synthesis/2024-06")
    #expect(list.title == MadeList.title)
    #expect(list.published == PublicDate("2024-06-12"))
    #expect(list.columns == MadeList.columns)
    #expect(list.source.name == "made.docx")
    #expect(list.source.sha256.utf8.count == 64)
    #expect(list.source.address?.hasPrefix("https://www.cac.gov.cn/2024-06/12/") == true)
    #expect(list.allFindings.isEmpty)
    let row = try #require(list.rows.first)
    #expect(row.row == 1)
    #expect(row.serial == ListSerial(text: "1", isAutomatic: false))
    #expect(row.printed[4] == "甲(APP)、乙(网站)")
    #expect(
      row.facts
        == FilingFacts(
          number: MadeList.number(1), algorithm: "样例算法1", role: .provider,
          organization: "样例科技有限公司",
          products: [Product(name: "甲", form: "APP"), Product(name: "乙", form: "网站")],
          purpose: "应用于样例场景。",
          notes: [
            NoteStatement(
              kind: .productsChanged, month: "2024-08", after: "乙(网站)", text: "新增产品乙(网站)")
          ]))
    #expect(list.rows[1].facts.role == .technicalSupporter)
    #expect(list.rows[1].facts.products.isEmpty)
  }

  @Test("The other sequence has a category in place of the role")
  func recommendation() throws {
    var columns = MadeList.columns
    columns[2] = "算法类别"
    var cells = MadeList.cells(1, number: MadeList.number(1, category: "05"))
    cells[2] = "检索过滤类"
    let list = try MadeList.read(
      MadeList.document([cells], title: "境内互联网信息服务算法备案清单（2031年1月）", columns: columns))
    #expect(list.id == "recommendation/2031-01")
    #expect(list.published == PublicDate("2031-01"))
    #expect(list.source.address == nil)
    #expect(list.rows[0].facts.role == nil)
    #expect(list.rows[0].facts.category == "检索过滤类")
    #expect(list.allFindings.isEmpty)
  }

  @Test(
    "The title may be broken over paragraphs, stand in the table, or have wide digits",
    arguments: [
      "<p>境内深度合成服务算法</p><p>备案清单</p><p>（2024年6月）</p>",
      "<p>附件 18</p><p>境内深度合成服务算法备案清单（ ２０２４ 年 ６ 月 ）</p>", "<p>境内深度合成服务算法备案清单(2024年06月)</p>",
    ])
  func titles(paragraphs: String) throws {
    let texts = paragraphs.split(separator: "<p>").map {
      String($0.dropLast(4))
    }
    let title = try #require(ListTitle(in: texts))
    #expect(title.period == "2024-06")
    #expect(title.track == .deepSynthesis)
    let inTable = MadeDocument(
      body: Word.table([
        Word.row([Word.cell(MadeList.title, properties: "<w:gridSpan w:val=\"8\"/>")]),
        Word.row(MadeList.columns.map { Word.cell($0) }),
        Word.row(MadeList.cells(1).map { Word.cell($0) }),
      ]))
    #expect(try MadeList.read(inTable).rows.count == 1)
  }

  @Test(
    "Misprints of numbers are reported, never repaired in what is printed",
    arguments: [
      ("网信算备3301060000001012400119号", ListFinding.Rule.numberMalformed, nil as String?),
      ("网信算备33010600000010124001号", .numberMalformed, nil),
      ("尚未编号", .numberMalformed, nil),
      ("网信算备330106000000101240011号", .numberCheckDigit, "网信算备330106000000101240011号"),
      ("网信算备３３０１０６000000101240019号", .numberForm, "网信算备330106000000101240019号"),
      ("330106000000101240019", .numberForm, "网信算备330106000000101240019号"),
      ("网信算备 330106000000101240019号", .numberForm, "网信算备330106000000101240019号"),
    ])
  func misprints(printed: String, rule: ListFinding.Rule, read: String?) throws {
    let list = try MadeList.read(MadeList.document([MadeList.cells(1, number: printed)]))
    #expect(list.rows[0].printed[6] == printed)
    #expect(list.rows[0].facts.number == read ?? printed)
    #expect(list.allFindings.map(\.rule) == [rule])
    #expect(list.allFindings.first?.row == 1)
    #expect(list.allFindings.first?.column == "备案编号")
    #expect(list.allFindings.first?.list == "deep-synthesis/2024-06")
  }

  @Test("A paragraph end after a number is no misprint")
  func trailingParagraph() throws {
    let list = try MadeList.read(
      MadeList.document([MadeList.cells(1, number: MadeList.number(1) + "\n")]))
    #expect(list.rows[0].printed[6] == MadeList.number(1) + "\n")
    #expect(list.rows[0].facts.number == MadeList.number(1))
    #expect(list.allFindings.isEmpty)
  }

  @Test("Odd rows are reported by rule and place")
  func findings() throws {
    func rules(_ change: (inout [String]) -> Void) throws -> [ListFinding.Rule] {
      var cells = MadeList.cells(1)
      change(&cells)
      return try MadeList.findings(cells).map(\.rule)
    }
    #expect(try rules { $0[6] = MadeList.number(1, region: "406301") } == [.regionUnknown])
    #expect(try rules { $0[6] = MadeList.number(1, category: "02") } == [.numberCategory])
    #expect(try rules { $0[2] = "提供者" } == [.roleUnknown])
    #expect(try rules { $0[0] = "2" } == [.serialGap])
    #expect(try rules { $0[0] = "" } == [.serialUnreadable])
    #expect(try rules { $0[0] = "一" } == [.serialUnreadable])
    #expect(try rules { $0[0] = "１．" } == [])
    #expect(try rules { $0[4] = "" } == [.cellEmpty])
    #expect(try rules { $0[5] = "应用于\n样例场景。" } == [.cellBroken])
    #expect(try rules { $0[5] = "应⽤于样例场景。" } == [.compatibilityCharacter])
    #expect(try rules { $0[7] = "一句话" } == [.noteNotUnderstood])
    #expect(try rules { $0.removeLast() } == [.cellsMissing])
    #expect(try rules { $0.append("多出") } == [.cellsSurplus])
    let later = MadeList.document(
      [MadeList.cells(1)], title: "境内深度合成服务算法备案清单（2023年6月）")
    #expect(try MadeList.read(later).allFindings.map(\.rule) == [.numberYear])
    let twice = MadeList.document([
      MadeList.cells(1), MadeList.cells(2, number: MadeList.number(1)), MadeList.cells(3),
    ])
    let found = try MadeList.read(twice).allFindings
    #expect(found.map(\.rule) == [.numberRepeated])
    #expect(found.first?.row == 2)
    #expect(found.first?.description.contains("row 1 already") == true)
  }

  @Test("Lines broken within Chinese text are joined, others get a space; printed stays")
  func brokenLines() throws {
    var cells = MadeList.cells(1)
    cells[1] = "样例\n算法"
    cells[3] = "Sample\nCompany"
    let row = try MadeList.read(MadeList.document([cells])).rows[0]
    #expect(row.facts.algorithm == "样例算法")
    #expect(row.facts.organization == "Sample Company")
    #expect(row.printed[1] == "样例\n算法")
  }

  @Test("Serial numbers may be automatic, and show as they print")
  func automaticSerials() throws {
    var document = MadeDocument(
      numbering: """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        """)
    let numbered = Word.rawCell(
      Word.paragraph(
        "", properties: "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"))
    document.body =
      Word.paragraph(Word.text(MadeList.title))
      + Word.table(
        [Word.row(MadeList.columns.map { Word.cell($0) })]
          + [1, 2].map { serial in
            Word.row([numbered] + MadeList.cells(serial).dropFirst().map { Word.cell($0) })
          })
    let list = try MadeList.read(document)
    #expect(list.rows.map(\.serial?.text) == ["1.", "2."])
    #expect(
      list.rows.allSatisfy { $0.serial?.isAutomatic == true && $0.printed[0] == $0.serial?.text })
    #expect(list.allFindings.isEmpty)
  }

  @Test("Tables are told apart by content: what is no list is refused with a reason")
  func refusals() throws {
    func reason(_ body: String) -> String {
      do {
        _ = try MadeList.read(MadeDocument(body: body))
        return "taken"
      } catch {
        return "\(error)"
      }
    }
    let header = Word.row(MadeList.columns.map { Word.cell($0) })
    #expect(reason("").contains("no table has the columns"))
    #expect(reason(Word.table([Word.row([Word.cell("序号")])])).contains("no table has the columns"))
    #expect(reason(Word.table([header])).contains("no title like"))
    #expect(
      reason(Word.paragraph(Word.text("境内深度合成服务算法备案清单")) + Word.table([header]))
        .contains("no title like"))
    #expect(
      reason(Word.paragraph(Word.text("境内深度合成服务算法备案清单（2024年13月）")) + Word.table([header]))
        .contains("no title like"))
  }
}

@Suite("Rows of a list over tables, merges and pages")
struct RawRowsTests {
  private let header = Word.row(MadeList.columns.map { Word.cell($0) })
  private let title = Word.paragraph(Word.text(MadeList.title))

  private func made(_ serial: Int) -> String {
    Word.row(MadeList.cells(serial).map { Word.cell($0) })
  }

  private func read(_ tables: [[String]]) throws -> OfficialList {
    try MadeList.read(MadeDocument(body: title + tables.map { Word.table($0) }.joined()))
  }

  @Test("A list may go on over tables, with its header repeated or not")
  func severalTables() throws {
    let list = try read([[header, made(1)], [header, made(2)], [made(3)]])
    #expect(list.rows.map(\.printed) == (1...3).map { MadeList.cells($0) })
    #expect(list.allFindings.isEmpty)
  }

  @Test("A later table may order its columns otherwise")
  func otherOrder() throws {
    let swapped = [0, 3, 2, 1, 4, 5, 6, 7]
    let cells = MadeList.cells(2)
    let list = try read([
      [header, made(1)],
      [
        Word.row(swapped.map { Word.cell(MadeList.columns[$0]) }),
        Word.row(swapped.map { Word.cell(cells[$0]) }),
      ],
    ])
    #expect(list.rows.map(\.printed) == [MadeList.cells(1), cells])
  }

  @Test("Empty rows and rows over all columns are left out and reported")
  func emptyAndForeign() throws {
    let remark = Word.row([Word.cell("注：以上", properties: "<w:gridSpan w:val=\"8\"/>")])
    let empty = Word.row((0..<8).map { _ in Word.cell(" ") })
    let list = try read([[header, made(1), empty, remark, made(2)], [Word.row([Word.cell("签发")])]])
    #expect(list.rows.count == 2)
    #expect(list.findings.map(\.rule) == [.rowEmpty, .tableForeign])
    #expect(
      list.findings.map(\.wording.en) == [
        "empty rows left out: 1", "rows that are no part of the list's table, left out: 2",
      ])
  }

  @Test("A cell merged downwards is read in every row that it covers, and reported there")
  func merged() throws {
    func row(_ serial: Int, _ merge: String) -> String {
      Word.row(
        MadeList.cells(serial).enumerated().map {
          $0.offset == 3
            ? Word.cell(merge == "<w:vMerge/>" ? "" : $0.element, properties: merge)
            : Word.cell($0.element)
        })
    }
    let list = try read([
      [header, row(1, "<w:vMerge w:val=\"restart\"/>"), row(2, "<w:vMerge/>"), made(3)]
    ])
    #expect(list.rows.map(\.facts.organization) == Array(repeating: "样例科技有限公司", count: 3))
    #expect(list.rows.map { $0.findings.map(\.rule) } == [[.cellMerged], [.cellMerged], []])
    #expect(list.rows[1].findings.first?.column == "主体名称")
  }

  @Test("A row whose serial and number reach over several rows is one row")
  func splitByMerge() throws {
    func row(_ cells: [String], _ merge: String) -> String {
      Word.row(
        cells.enumerated().map {
          Word.cell($0.element, properties: [0, 6].contains($0.offset) ? merge : "")
        })
    }
    var second = Array(repeating: "", count: 8)
    second[4] = "乙(网站)"
    let list = try read([
      [
        header, row(MadeList.cells(1), "<w:vMerge w:val=\"restart\"/>"), row(second, "<w:vMerge/>"),
        made(2),
      ]
    ])
    #expect(list.rows.count == 2)
    #expect(list.rows[0].printed[4] == "样例(网站)\n乙(网站)")
    #expect(list.rows[0].facts.products.count == 2)
    #expect(list.rows[0].findings.map(\.rule).contains(.rowSplit))
    #expect(list.rows[1].findings.isEmpty)
  }

  @Test("A row broken over a page is put together again", arguments: [3, 5, 6])
  func splitByPage(column: Int) throws {
    var first = MadeList.cells(1)
    let whole = first[column]
    let half = whole.unicodeScalars.count / 2
    first[column] = String(String.UnicodeScalarView(whole.unicodeScalars.prefix(half)))
    var rest = Array(repeating: "", count: 8)
    rest[column] = String(String.UnicodeScalarView(whole.unicodeScalars.dropFirst(half)))
    let list = try read([
      [header, Word.row(first.map { Word.cell($0) })],
      [Word.row(rest.map { Word.cell($0) }), made(2)],
    ])
    #expect(list.rows.count == 2)
    #expect(list.rows[0].printed[column] == first[column] + "\n" + rest[column])
    let facts = list.rows[0].facts
    #expect([3: facts.organization, 5: facts.purpose, 6: facts.number][column] == whole)
    #expect(list.rows[0].findings.map(\.rule).contains(.rowSplit))
  }

  @Test("A row that lacks its serial and its number stays a row of its own if it names a filing")
  func nothingDropped() throws {
    var cells = MadeList.cells(2)
    cells[0] = ""
    cells[6] = ""
    let list = try read([[header, made(1), Word.row(cells.map { Word.cell($0) })]])
    #expect(list.rows.count == 2)
    #expect(list.rows[1].findings.map(\.rule) == [.cellEmpty, .serialUnreadable])
    #expect(list.rows[1].facts.number == "")
  }

  @Test("With another number of cells than headings, the grid says what lies under what")
  func byGrid() throws {
    let wide = Word.row(
      MadeList.columns.enumerated().map {
        Word.cell($0.element, properties: $0.offset == 5 ? "<w:gridSpan w:val=\"2\"/>" : "")
      })
    let cells = MadeList.cells(1)
    var split = cells.map { Word.cell($0) }
    split[5] = Word.cell("应用于") + Word.cell("样例场景。")
    var joined = MadeList.cells(2).map { Word.cell($0) }
    joined[3] = Word.cell("样例科技有限公司", properties: "<w:gridSpan w:val=\"2\"/>")
    joined.remove(at: 4)
    joined[4] = Word.cell("应用于样例场景。", properties: "<w:gridSpan w:val=\"2\"/>")
    let list = try read([[wide, Word.row(split), Word.row(joined)]])
    #expect(list.rows.count == 2)
    #expect(list.rows[0].printed.count == 8)
    #expect(list.rows[0].facts.number == MadeList.number(1))
    #expect(list.rows[1].facts.number == MadeList.number(2))
    #expect(list.rows[1].printed[4] == "样例科技有限公司")
    #expect(list.rows[1].findings.contains { $0.rule == .cellMerged && $0.column == "应用产品" })
  }
}
