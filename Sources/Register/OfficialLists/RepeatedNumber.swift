import Record

/// A filing number that stands in more than one row.
public struct RepeatedNumber: Hashable, Sendable, Codable {
  /// Where a number stands.
  public struct Place: Hashable, Sendable, Codable {
    /// The list, `track/period`.
    public var list: String
    /// The row's position from 1.
    public var row: Int
  }

  /// The number.
  public var number: String
  /// The rows it stands in, in the order of the lists given.
  public var places: [Place]

  /// Whether the rows stand in lists of different tracks.
  public var isInSeveralTracks: Bool {
    Set(places.map { $0.list.utf8.prefix { $0 != 0x2F }.map { $0 } }).count > 1
  }

  /// The numbers that stand in more than one row of `lists`, in the order of their first rows.
  public static func all(in lists: [OfficialList]) -> [RepeatedNumber] {
    var places: [String: [Place]] = [:]
    var order: [String] = []
    for list in lists {
      for row in list.rows where !row.facts.number.isEmpty {
        let number = row.facts.number
        if places[number] == nil { order.append(number) }
        places[number, default: []].append(Place(list: list.id, row: row.row))
      }
    }
    return order.compactMap { number in
      guard let found = places[number], found.count > 1 else { return nil }
      return RepeatedNumber(number: number, places: found)
    }
  }
}
