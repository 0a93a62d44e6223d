import Record
import TestSupport
import Testing

@testable import Register

@Suite("A newer copy of a list")
struct ListDifferenceTests {
  private let columns = ["序号", "算法名称", "主体名称", "备案编号", "备注"]

  private func row(
    _ id: Int, _ number: String, algorithm: String? = nil, organization: String = "甲公司",
    note: String = ""
  ) -> ListDifference.Row {
    let name = algorithm ?? "算法\(number)"
    return ListDifference.Row(
      id: id, printed: ["\(id)", name, organization, number, note],
      facts: FilingFacts(number: number, algorithm: name, organization: organization))
  }

  private func difference(
    _ old: [ListDifference.Row], _ new: [ListDifference.Row], newColumns: [String]? = nil
  ) -> ListDifference {
    ListDifference(from: old, oldColumns: columns, to: new, newColumns: newColumns ?? columns)
  }

  @Test("The same copy differs in nothing")
  func same() {
    let rows = [row(1, "a"), row(2, "b")]
    let difference = difference(rows, rows)
    #expect(difference.isEmpty)
    #expect(difference.matched.map(\.id) == [1, 2])
    #expect(difference.reread.isEmpty)
  }

  @Test("A row that was inserted shifts the others and changes none of them")
  func inserted() {
    let difference = difference(
      [row(1, "a"), row(2, "b")], [row(1, "a"), row(2, "new"), row(3, "b")])
    #expect(difference.added.map(\.id) == [2])
    #expect(difference.changed.isEmpty)
    #expect(difference.withdrawn.isEmpty)
    #expect(difference.matched.map { [$0.id, $0.position] } == [[1, 1], [2, 3]])
  }

  @Test("A row that is missing was withdrawn")
  func withdrawn() {
    let difference = difference(
      [row(1, "a"), row(2, "b"), row(3, "c")], [row(1, "a"), row(2, "c")])
    #expect(difference.withdrawn == [2])
    #expect(difference.added.isEmpty)
    #expect(difference.changed.isEmpty)
  }

  @Test("Changed cells are told with their columns, before and after")
  func changed() {
    let difference = difference(
      [row(1, "a", organization: "甲公司")], [row(1, "a", organization: "乙公司", note: "更名")])
    #expect(difference.changed.map(\.id) == [1])
    #expect(
      difference.changed.first?.cells == [
        .init(column: "主体名称", before: "甲公司", after: "乙公司"),
        .init(column: "备注", before: "", after: "更名"),
      ])
  }

  @Test("A corrected misprint is a change of the row, also where it moved")
  func corrected() {
    let difference = difference(
      [row(1, "x"), row(2, "22 digits", algorithm: "算法"), row(3, "y")],
      [row(1, "new"), row(2, "x"), row(3, "21 digits", algorithm: "算法"), row(4, "y")])
    #expect(difference.changed.map(\.id) == [2])
    #expect(difference.changed.first?.row.id == 3)
    #expect(difference.changed.first?.cells.map(\.column) == ["备案编号"])
    #expect(difference.added.map(\.id) == [1])
    #expect(difference.withdrawn.isEmpty)
  }

  @Test("By position only a row is taken up whose algorithm or organization agrees")
  func byPosition() {
    let renamed = difference(
      [row(1, "a", algorithm: "旧")], [row(1, "b", algorithm: "新")])
    #expect(renamed.changed.first?.cells.map(\.column) == ["算法名称", "备案编号"])
    let other = difference(
      [row(1, "a", algorithm: "旧", organization: "甲")],
      [row(1, "b", algorithm: "新", organization: "乙")])
    #expect(other.withdrawn == [1])
    #expect(other.added.map(\.id) == [1])
  }

  @Test("A number that stands twice is matched in order")
  func repeated() {
    let difference = difference(
      [row(1, "a", algorithm: "一"), row(2, "a", algorithm: "二")],
      [row(1, "a", algorithm: "一"), row(2, "a", algorithm: "二")])
    #expect(difference.isEmpty)
    #expect(difference.matched.map(\.id) == [1, 2])
  }

  @Test("Cells that are understood otherwise are no change of the list")
  func reread() {
    var newer = row(1, "a")
    newer.facts.purpose = "读出"
    let difference = difference([row(1, "a")], [newer])
    #expect(difference.isEmpty)
    #expect(difference.reread == [1])
  }

  @Test("Columns are compared by their headings; new, lost and surplus cells are told")
  func columnsChange() {
    var newer = row(1, "a")
    newer.printed = ["1", "a", "算法a", "甲公司", "新增", "多出"]
    let difference = difference(
      [row(1, "a", note: "旧注")], [newer], newColumns: ["序号", "备案编号", "算法名称", "主体名称", "日期"])
    #expect(
      difference.changed.first?.cells == [
        .init(column: "日期", before: "", after: "新增"), .init(column: "备注", before: "旧注", after: ""),
        .init(column: "", before: "", after: "多出"),
      ])
  }

  @Test("Whatever was stored and whatever is new, each row is told exactly once")
  func complete() {
    var generator = SeededRandom()
    for _ in 0..<300 {
      func rows() -> [ListDifference.Row] {
        (0..<Int.random(in: 0...12, using: &generator)).map {
          row(
            $0 + 1, "n\(Int.random(in: 0...8, using: &generator))",
            algorithm: "a\(Int.random(in: 0...4, using: &generator))",
            organization: "o\(Int.random(in: 0...2, using: &generator))")
        }
      }
      let (old, new) = (rows(), rows())
      let difference = difference(old, new)
      #expect((difference.matched.map(\.id) + difference.withdrawn).sorted() == old.map(\.id))
      #expect(
        (difference.matched.map(\.position) + difference.added.map(\.id)).sorted() == new.map(\.id))
      #expect(Set(difference.changed.map(\.id)).isSubset(of: difference.matched.map(\.id)))
      #expect(self.difference(new, new).isEmpty)
    }
  }

  @Test("Numbers in several rows are found over lists and tracks")
  func repeatedNumbers() throws {
    var columns = MadeList.columns
    columns[2] = "算法类别"
    var cells = MadeList.cells(1)
    cells[2] = "生成合成类"
    let lists = try [
      MadeList.read(MadeList.document([MadeList.cells(1), MadeList.cells(2)])),
      MadeList.read(
        MadeList.document([cells], title: "境内互联网信息服务算法备案清单（2024年8月）", columns: columns)),
      MadeList.read(
        MadeList.document([MadeList.cells(2)], title: "境内深度合成服务算法备案清单（2024年8月）")),
    ]
    let repeated = RepeatedNumber.all(in: lists)
    #expect(repeated.map(\.number) == [MadeList.number(1), MadeList.number(2)])
    #expect(repeated.map(\.isInSeveralTracks) == [true, false])
    #expect(repeated[1].places.map(\.list) == ["deep-synthesis/2024-06", "deep-synthesis/2024-08"])
    #expect(repeated[1].places.map(\.row) == [2, 1])
  }
}
