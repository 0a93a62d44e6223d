/// A number that an official list prints with a fault.
public struct OfficialMisprint: Hashable, Sendable {
  /// The digits as printed.
  public let printed: String
  /// The list that prints them, `recommendation-2022-08`.
  public let list: String
  /// The serial number of the row in that list.
  public let row: Int
  /// The algorithm in that row.
  public let algorithm: String
  /// The subject in that row.
  public let subject: String
  /// The number that was probably meant: our reading, confirmed by no authority.
  public let probable: FilingNumber

  /// All misprints that are known.
  public static let known: [OfficialMisprint] = read(EmbeddedText.files["misprints.csv"] ?? "")

  /// The misprint with these digits, if one is known.
  public static func printed(_ digits: String) -> OfficialMisprint? {
    known.first { $0.printed == digits }
  }

  private static func read(_ csv: String) -> [OfficialMisprint] {
    csv.utf8.split(separator: 0x0A).filter { $0.first != 0x23 }.compactMap { line in
      let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false)
        .map { String($0) ?? "" }
      guard cells.count == 6, let row = Int(cells[2]),
        let probable = FilingNumber(digits: cells[5])
      else { return nil }
      return OfficialMisprint(
        printed: cells[0], list: cells[1], row: row, algorithm: cells[3], subject: cells[4],
        probable: probable)
    }
  }

  /// That the fault is the list's own, and what would fit.
  public var wording: Wording {
    Wording(
      zh: "公布清单\(list)第\(row)行即如此印出（\(subject)，\(algorithm)）；推测应为\(probable)，未经主管部门确认",
      en:
        "printed so by the authority itself, list \(list), row \(row) (\(subject), \(algorithm)); "
        + "probably meant: \(probable), which no authority has confirmed")
  }
}
