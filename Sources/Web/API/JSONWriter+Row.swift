import Record
import Register

extension JSONWriter {
  /// A row that a filing stands in: as first printed, as it reads now, and whether a newer copy of
  /// the list has it still.
  mutating func row(
    of filing: Filing, at place: RowPlace, _ publication: Publication, _ time: TimeView
  ) {
    let readings = filing.readings(of: place.row, in: place.list, time)
    object { json in
      json.member("list", place.list)
      json.member("row", place.row)
      json.member("href", SiteAddress.apiList(id: place.list, time).path)
      json.key("first")
      json.reading(readings.first, in: publication.state.list(place.list))
      json.key("newest")
      json.reading(readings.last, in: publication.state.list(place.list))
      json.key("withdrawn")
      if let withdrawal = filing.withdrawal(of: place.row, in: place.list, time) {
        json.object { json in
          json.member("index", withdrawal.index)
          json.member("effective", withdrawal.leaf.effective.description)
          json.member("recorded", withdrawal.leaf.recorded.description)
        }
      } else {
        json.null()
      }
    }
  }

  private mutating func reading(_ entry: FilingEntry?, in list: ListState?) {
    guard let entry, let row = entry.leaf.row else { return null() }
    object { json in
      json.member("columns", list?.columns(at: entry.index) ?? [])
      json.member("cells", row.printed)
      json.member("index", entry.index)
      json.member("effective", row.effective.description)
      json.member("recorded", row.recorded.description)
    }
  }
}

extension Leaf {
  /// The row that the leaf records, for the first time or anew.
  var row: RowLeaf? {
    switch self {
    case .row(let row), .rowChanged(let row): row
    default: nil
    }
  }
}

extension Filing {
  /// How a row read, from first to newest.
  func readings(of row: Int, in list: String, _ time: TimeView) -> [FilingEntry] {
    entries.filter { entry in
      guard let read = entry.leaf.row else { return false }
      return read.row == row && read.list == list && time.shows(entry)
    }
  }

  /// The entry that says that a newer copy of the list no longer has a row.
  func withdrawal(of row: Int, in list: String, _ time: TimeView) -> FilingEntry? {
    entries.last { entry in
      guard case .rowWithdrawn(let read) = entry.leaf else { return false }
      return read.row == row && read.list == list && time.shows(entry)
    }
  }
}

extension ListState {
  /// The headings of the copy that a leaf came with.
  func columns(at index: UInt64) -> [String] {
    (copies.last { $0.index <= index } ?? copies[0]).header.columns
  }
}
