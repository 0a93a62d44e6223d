public import Record
public import Rules

/// A published list with its rows.
public struct ListState: Hashable, Sendable {
  /// The list's identifier, `track/period`.
  public let id: String
  /// Every copy that was recorded, oldest first, with its place in the log.
  public private(set) var copies: [Copy]
  /// Which filing stands in which row, in the order of the list.
  public private(set) var rows: [Row]

  /// One recorded copy of a list.
  public struct Copy: Hashable, Sendable {
    /// The index of the leaf that recorded the copy.
    public let index: UInt64
    /// What the copy says of itself.
    public let header: ListLeaf
  }

  /// A row of the list.
  public struct Row: Hashable, Sendable {
    /// The row's position when it was first seen, from 1.
    public let row: Int
    /// The filing's position in the order of the register.
    public let ordinal: Int
    /// The leaf that first recorded the row.
    public let firstLeaf: UInt64
    /// The newest leaf that says how the row reads.
    public var newestLeaf: UInt64
    /// The leaf that recorded that a newer copy of the list no longer has the row.
    public var withdrawnBy: UInt64?
  }

  /// The track that the list's filings stand under.
  public var track: Track { header.track }
  /// The header of the newest copy.
  public var header: ListLeaf { copies[copies.count - 1].header }
  /// When the list was first published.
  public var published: PublicDate { copies[0].header.published }

  init(first: Copy) {
    self.id = first.header.list
    self.copies = [first]
    self.rows = []
  }

  mutating func add(_ copy: Copy) { copies.append(copy) }

  mutating func add(_ row: Row) { rows.append(row) }

  mutating func update(row: Int, _ change: (inout Row) -> Void) {
    // Rows come in order, so a row usually stands at its own position.
    if row >= 1, row <= rows.count, rows[row - 1].row == row {
      change(&rows[row - 1])
    } else if let index = rows.firstIndex(where: { $0.row == row }) {
      change(&rows[index])
    }
  }
}
