/// Names that firms use of themselves in English, so that `Alibaba` finds 阿里巴巴.
///
/// A row says: an organization whose name has this part is also known by this name. The rows are
/// data with their sources, in `Resources/aliases.csv`.
struct AliasTable: Sendable {
  private let rows: [(part: [UInt8], alias: String)]

  init(csv: String) {
    rows = csv.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count >= 2 else { return nil }
      let part = SearchNormalization.normalize(String(cells[0]))
      guard !part.isEmpty else { return nil }
      return (Array(part.utf8), SearchNormalization.normalize(String(cells[1])))
    }
  }

  /// The table that comes with the program.
  static let builtIn = AliasTable(csv: EmbeddedText.files["aliases.csv"] ?? "")

  /// The aliases of an organization, by its normalized name; normalized themselves.
  ///
  /// Asked for every text that is indexed, so it looks at bytes: `String.contains` takes ten times
  /// as long for one row as this does for all of them.
  func aliases(of organization: String) -> [String] {
    let name = Array(organization.utf8)
    return name.withUnsafeBufferPointer { name in
      rows.filter { Self.holds($0.part, name) }.map(\.alias)
    }
  }

  private static func holds(_ part: [UInt8], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = part[0]
    var at = 0
    while at + part.count <= name.count {
      if name[at] == first, name[at..<at + part.count].elementsEqual(part) { return true }
      at += 1
    }
    return false
  }
}
