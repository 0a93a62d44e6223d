import Rules

/// What pages of the queue are put together from, written once and kept from one state to the next: the
/// keys say everything that stands there but for the tokens.
final class QueueParts: Sendable {
  /// A row is made from this.
  struct RowKey: Hashable, Sendable {
    let shown: QueueModel.Case
    let language: Language
  }

  /// What stands around the rows is made from this.
  struct TopKey: Hashable, Sendable {
    let language: Language
    let today: Day
    let filter: QueueModel.Filter
    let counts: [QueueModel.Filter: Int]
    let spans: [QueueModel.Span: Int]
    let first: Int
    let mandates: Int
    let isEmpty: Bool
    let done: String?
  }

  let rows: Moulds<RowKey>
  let tops: Moulds<TopKey>

  init() {
    rows = Moulds(limit: 8 << 20)
    tops = Moulds(limit: 4 << 20)
  }

  private init(rows: Moulds<RowKey>, tops: Moulds<TopKey>) {
    self.rows = rows
    self.tops = tops
  }

  /// The same with those rows alone that are asked for.
  func keepingRows(_ isKept: (QueueModel.Case) -> Bool) -> QueueParts {
    QueueParts(rows: rows.filtered { isKept($0.shown) }, tops: tops)
  }
}
