public import Record

/// How a newer copy of a list differs from what is stored of it.
///
/// Rows are matched by their number, those left over by algorithm and organization together, and
/// what is still left over by position, where the algorithm or the organization agrees: so a row
/// whose misprinted number was corrected is a changed row, not one withdrawn and one added.
///
/// Cells are compared exactly as printed, except the serial number: a row that was inserted shifts
/// all those below it, and that is no change of theirs.
public struct ListDifference: Hashable, Sendable {
  /// A row of a copy.
  public struct Row: Hashable, Sendable {
    /// What identifies the row: its position when it was first seen, or in the newer copy its
    /// position there.
    public var id: Int
    /// The cells as printed.
    public var printed: [String]
    /// What was understood of them.
    public var facts: FilingFacts

    /// A row of a copy.
    public init(id: Int, printed: [String], facts: FilingFacts) {
      self.id = id
      self.printed = printed
      self.facts = facts
    }

    /// A row as it was read.
    public init(_ row: OfficialListRow) {
      self.init(id: row.row, printed: row.printed, facts: row.facts)
    }
  }

  /// A cell that reads otherwise in the newer copy.
  public struct CellChange: Hashable, Sendable, Codable {
    /// The heading of its column.
    public let column: String
    /// What it read before.
    public let before: String
    /// What it reads now.
    public let after: String
  }

  /// A row that reads otherwise in the newer copy.
  public struct RowChange: Hashable, Sendable {
    /// The stored row.
    public let id: Int
    /// The row of the newer copy.
    public let row: Row
    /// The cells that differ, in the order of the columns.
    public let cells: [CellChange]
  }

  /// A stored row and the same row in the newer copy.
  public struct Pair: Hashable, Sendable {
    /// The stored row.
    public let id: Int
    /// Its position in the newer copy.
    public let position: Int
  }

  /// The rows that only the newer copy has, in its order.
  public private(set) var added: [Row] = []
  /// The stored rows that the newer copy no longer has, by their ids.
  public private(set) var withdrawn: [Int] = []
  /// The rows that read otherwise, in the order of the newer copy.
  public private(set) var changed: [RowChange] = []
  /// Every stored row that the newer copy has, in the order of the newer copy.
  public private(set) var matched: [Pair] = []
  /// The stored rows, by their ids, whose cells are as they were but are understood otherwise: the
  /// reader has changed and not the list.
  public private(set) var reread: [Int] = []

  /// Whether the newer copy says what is stored.
  public var isEmpty: Bool { added.isEmpty && withdrawn.isEmpty && changed.isEmpty }

  /// Compares what is stored with a newer copy.
  ///
  /// - Parameters:
  ///   - old: The rows as stored, in order.
  ///   - oldColumns: The headings over them.
  ///   - new: The rows of the newer copy, in order.
  ///   - newColumns: The headings over these.
  public init(from old: [Row], oldColumns: [String], to new: [Row], newColumns: [String]) {
    let partners = ListDifference.match(old, new)
    var found: Set<Int> = []
    for (place, row) in new.enumerated() {
      guard let partner = partners[place] else {
        added.append(row)
        continue
      }
      found.insert(partner)
      let before = old[partner]
      matched.append(Pair(id: before.id, position: place + 1))
      let cells = ListDifference.compare(
        before.printed, under: oldColumns, with: row.printed, under: newColumns)
      if !cells.isEmpty {
        changed.append(RowChange(id: before.id, row: row, cells: cells))
      } else if before.facts != row.facts {
        reread.append(before.id)
      }
    }
    withdrawn = old.indices.filter { !found.contains($0) }.map { old[$0].id }
  }

  /// Compares what is stored with a newer copy as it was read.
  public init(from old: [Row], oldColumns: [String], to new: OfficialList) {
    self.init(
      from: old, oldColumns: oldColumns, to: new.rows.map(Row.init), newColumns: new.columns)
  }

  /// For each row of the newer copy the place of the stored row that it continues.
  private static func match(_ old: [Row], _ new: [Row]) -> [Int?] {
    var partners = [Int?](repeating: nil, count: new.count)
    var free = Set(old.indices)
    func pair(by key: (Row) -> [String]?) {
      var places: [[String]: [Int]] = [:]
      for place in old.indices.reversed() where free.contains(place) {
        if let key = key(old[place]) { places[key, default: []].append(place) }
      }
      for place in new.indices where partners[place] == nil {
        guard let key = key(new[place]), let partner = places[key]?.popLast() else { continue }
        partners[place] = partner
        free.remove(partner)
      }
    }
    pair { $0.facts.number.isEmpty ? nil : [$0.facts.number] }
    pair { [$0.facts.algorithm, $0.facts.organization] }
    var byID: [Int: Int] = [:]
    for place in free { byID[old[place].id] = place }
    for place in new.indices where partners[place] == nil {
      guard let partner = byID[place + 1], free.contains(partner),
        old[partner].facts.algorithm == new[place].facts.algorithm
          || old[partner].facts.organization == new[place].facts.organization
      else { continue }
      partners[place] = partner
      free.remove(partner)
    }
    return partners
  }

  private static func compare(
    _ old: [String], under oldColumns: [String], with new: [String], under newColumns: [String]
  ) -> [CellChange] {
    var changes: [CellChange] = []
    func note(_ column: String, _ before: String, _ after: String) {
      guard before != after, ListColumn(heading: column) != .serial else { return }
      changes.append(CellChange(column: column, before: before, after: after))
    }
    func cell(_ cells: [String], _ place: Int?) -> String {
      place.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
    }
    for (place, column) in newColumns.enumerated() {
      note(column, cell(old, oldColumns.firstIndex(of: column)), cell(new, place))
    }
    for (place, column) in oldColumns.enumerated() where !newColumns.contains(column) {
      note(column, cell(old, place), "")
    }
    // Surplus cells have no heading; they are told together.
    let before = old.dropFirst(oldColumns.count)
    let after = new.dropFirst(newColumns.count)
    if !before.elementsEqual(after) {
      note("", before.joined(separator: "\n"), after.joined(separator: "\n"))
    }
    return changes
  }
}
