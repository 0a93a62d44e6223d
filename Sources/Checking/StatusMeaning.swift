public import Rules

extension CredentialSummary.Status {
  /// What the code says, in words for everybody; ``sentence`` says it of this very file, for those who
  /// know the format.
  ///
  /// A code of a later version than this program knows speaks for itself.
  public var meaning: Wording {
    StatusMeaning.known[code] ?? Wording(zh: "状态\(code)", en: "the status \(code)")
  }
}

/// The words for status codes.
enum StatusMeaning {
  static let known = read(EmbeddedText.files["statuses.tsv"] ?? "")

  private static func read(_ table: String) -> [String: Wording] {
    var meanings: [String: Wording] = [:]
    for line in table.utf8.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      guard cells.count == 3 else { continue }
      meanings[cells[0]] = Wording(zh: cells[1], en: cells[2])
    }
    return meanings
  }
}
