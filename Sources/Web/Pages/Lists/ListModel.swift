import Record
import Register
import Rules

/// What the page of one list shows.
struct ListModel: Sendable {
  var id: String
  var time: TimeView
  var portion: ListPortion
  var track: Track
  var title: String
  var published: PublicDate
  var columns: [String]
  var rowCount: Int
  var notInForce: Int
  /// The rows of the portion.
  var rows: [Row]
  var copies: [Copy]

  struct Row: Sendable {
    var row: Int
    var key: String
    var algorithm: String
    var cells: [String]
    var status: FilingStatus
    /// Whether the row reads otherwise than when it was first recorded.
    var isEdited: Bool
    /// Whether a newer copy of the list no longer has it.
    var isWithdrawn: Bool
  }

  struct Copy: Sendable {
    var index: UInt64
    var source: Source?
    var recorded: Moment
  }

  /// The first row of each page of the list.
  var pageStarts: [Int] {
    Array(stride(from: 1, through: max(rowCount, 1), by: ListPortion.rows))
  }

  /// The last row of the page that begins with a row.
  func end(of start: Int) -> Int { min(start + ListPortion.rows - 1, rowCount) }
}
