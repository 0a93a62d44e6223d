import Record
import Rules

/// When and where the authority published its lists, as far as that is known: the table
/// `lists.csv` among the resources, with its sources.
struct KnownList: Hashable, Sendable {
  /// The list, `track/period`.
  let id: String
  /// When it was published.
  let published: PublicDate
  /// The page that hands it out, where that is known.
  let address: String?

  /// The known list of that identifier.
  static func named(_ id: String) -> KnownList? { all[id] }

  /// All known lists by their identifiers.
  static let all: [String: KnownList] = {
    let text = EmbeddedText.files["lists.csv"] ?? ""
    var lists: [String: KnownList] = [:]
    for line in text.utf8.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false)
        .map { String($0) ?? "" }
      guard cells.count == 3, let published = PublicDate(cells[1]) else { continue }
      lists[cells[0]] = KnownList(
        id: cells[0], published: published, address: cells[2].isEmpty ? nil : cells[2])
    }
    return lists
  }()
}
