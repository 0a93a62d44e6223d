import Record
import Register
import Rules

/// What the feed says of an event: a title, and a summary with what a reader looks for.
struct FeedEntryText: Hashable, Sendable {
  let title: Wording
  let summary: Wording

  init(_ event: FeedEvent, isFirstCopy: Bool, facts: FilingFacts?) {
    let day = event.leaf.effective.description
    let subject = facts.map { "\($0.algorithm)（\($0.organization)）" } ?? ""
    switch event.leaf {
    case .list(let list):
      title =
        isFirstCopy
        ? Wording(zh: "清单公布：\(list.title)", en: "List published: \(list.list)")
        : Wording(zh: "清单有新版：\(list.title)", en: "Newer copy of a list: \(list.list)")
      summary = Wording(
        zh: "清单\(list.list)，\(list.rows)行，公布日期\(day)",
        en: "list \(list.list), \(list.rows) rows, published \(day)")
    case .row(let row), .rowChanged(let row):
      title = Wording(zh: "备案变更：\(subject)", en: "Filing changed: \(row.facts.number)")
      let columns = row.changed.joined(separator: "、")
      summary = Wording(
        zh: "\(row.facts.number)，\(row.list)第\(row.row)行，变更栏目：\(columns)，自\(day)",
        en:
          "\(row.facts.number), \(row.list) row \(row.row), columns changed: \(columns), from \(day)"
      )
    case .rowWithdrawn(let row):
      title = Wording(zh: "新版清单不再列出：\(subject)", en: "No longer in its list: \(row.number)")
      summary = Wording(
        zh: "\(row.number)，\(row.list)第\(row.row)行，自\(day)",
        en: "\(row.number), \(row.list) row \(row.row), from \(day)")
    case .cancellation(let notice):
      title = Wording(
        zh: "备案注销：\(notice.algorithm)（\(notice.organization)）",
        en: "Filing cancelled: \(notice.number)")
      summary = Wording(zh: "\(notice.number)，\(day)公布", en: "\(notice.number), announced \(day)")
    case .decision(let decision):
      title =
        switch decision.act {
        case .changed: Wording(zh: "备案变更：\(subject)", en: "Filing changed: \(decision.number)")
        case .cancelled: Wording(zh: "备案注销：\(subject)", en: "Filing cancelled: \(decision.number)")
        case .revoked: Wording(zh: "备案撤销：\(subject)", en: "Filing revoked: \(decision.number)")
        }
      summary = Wording(
        zh: "\(decision.number)，依据\(decision.ground)，自\(day)",
        en: "\(decision.number), ground: \(decision.ground), from \(day)")
    case .commitment:
      // A decision that is not public yet concerns no filing that anybody can look up.
      title = Wording(zh: "一项尚未公布的决定", en: "A decision that is not public yet")
      summary = Wording(zh: "日志第\(event.index)条", en: "entry \(event.index) of the log")
    case .organizationCode(let statement):
      title = Wording(
        zh: "主体的统一社会信用代码：\(statement.organization)",
        en: "Credit code of an organization: \(statement.creditCode)")
      summary = Wording(
        zh: "\(statement.organization)，\(statement.creditCode)，据\(day)的来源",
        en: "\(statement.organization), \(statement.creditCode), as a source said on \(day)")
    @unknown default:
      title = Wording(zh: "新的日志条目", en: "New entry in the log")
      summary = Wording(zh: "日志第\(event.index)条", en: "entry \(event.index) of the log")
    }
  }
}
