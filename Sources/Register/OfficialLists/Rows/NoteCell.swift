import Record
import Rules

/// The note of a row (备注), statement by statement.
///
/// Notes are free text in a few moulds: `已注销`, `原主体名称“甲”变更为“乙”`, `新增产品丙(APP)、丁(网站)`,
/// `变更主要用途`, several of them in a row, some with the month before them. What fits no mould stays
/// as a statement of kind ``NoteStatement/Kind/other`` with its words, and is remarked.
struct NoteCell {
  /// The statements in the order of the note.
  private(set) var statements: [NoteStatement] = []
  /// What is remarkable about them.
  private(set) var remarks: [ProductCell.Remark] = []

  /// The months that hold for the statements being read, and where these begin.
  private var months: [String] = []
  private var scope = 0

  /// Reads a cell.
  init(_ cell: String) {
    guard !ProductCell.isNone(cell) else { return }
    let segments = NoteSegment.merged(NoteSegment.split(cell))
    for segment in segments { take(segment) }
    endScope()
    for statement in statements where statement.kind == .other {
      remarks.append(
        (
          .noteNotUnderstood,
          Wording(
            zh: "未能归类的备注：“\(statement.text.shown)”",
            en: "a statement of the note fits no known mould: \(statement.text.shown)")
        ))
    }
  }

  private mutating func take(_ segment: NoteSegment) {
    var text = segment.text
    if let (read, rest) = NoteMonths.prefix(
      of: text, year: months.last.map { String($0.prefix(4)) })
    {
      // `2024年4月、6月，`: a second month before any statement joins the first.
      if scope == statements.count, !months.isEmpty {
        months += read
      } else {
        endScope()
        months = read
      }
      text = rest
    }
    text = NoteCell.withoutHeading(text)
    guard !text.isEmpty else { return }
    if let last = statements.last, statements.count > scope,
      let longer = NoteMould.continued(last, by: text, separator: segment.separator)
    {
      statements[statements.count - 1] = longer
    } else {
      let last = statements.count > scope ? statements.last?.kind : nil
      statements.append(NoteMould.read(text, after: last))
    }
  }

  /// Gives the statements since `scope` their month.
  private mutating func endScope() {
    defer {
      scope = statements.count
      months = []
    }
    guard scope < statements.count, !months.isEmpty else { return }
    if months.count == 1 {
      for place in scope..<statements.count { statements[place].month = months[0] }
    } else if statements.count == scope + 1 {
      // One statement for several months happened in each of them.
      let statement = statements.removeLast()
      for month in months {
        var copy = statement
        copy.month = month
        statements.append(copy)
      }
    } else {
      let listed = months.joined(separator: "、")
      remarks.append(
        (
          .noteMonths,
          Wording(
            zh: "备注给出多个月份（\(listed)），未说明各自对应的变更",
            en: "the note gives several months (\(listed)) and not which change is of which")
        ))
    }
  }

  /// The text without `变更内容：` before it.
  private static func withoutHeading(_ text: String) -> String {
    let heading = "变更内容"
    guard let rest = text.rest(after: heading)?.unicodeScalars else { return text }
    let isHeading = rest.first.map { "：:".unicodeScalars.contains($0) } ?? true
    return isHeading ? CellText.trimmed(String(rest.dropFirst())) : text
  }
}
