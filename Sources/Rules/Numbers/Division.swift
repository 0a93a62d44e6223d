/// An administrative division of China, as its code names it.
public struct Division: Hashable, Sendable {
  /// How high a division stands.
  public enum Level: String, Hashable, Sendable, Codable {
    /// A province, autonomous region, municipality or special administrative region.
    case province
    /// A prefecture-level city, prefecture or league.
    case prefecture
    /// A district, county or county-level city; also a city's districts taken together, which is
    /// how cities without districts (Dongguan, Zhongshan) appear in numbers.
    case county
  }

  /// The code.
  public let code: RegionCode
  /// How high it stands.
  public let level: Level
  /// Its own name in Chinese, 余杭区; the newest where it was renamed under the same code.
  public let name: String
  /// The name with those of the divisions above it, 浙江省杭州市余杭区.
  public let fullName: String
  /// The year at whose end the code was no longer in force, or `nil` while it is.
  public let endYear: Int?
}

/// The divisions in force at any time since 2015, from the table that is compiled in.
struct DivisionTable: Sendable {
  private struct Entry {
    let name: String
    let endYear: Int?
  }

  private var entries: [UInt32: Entry] = [:]

  static let china = DivisionTable(csv: EmbeddedText.files["regions/cn.csv"] ?? "")

  /// The codes in the table.
  var codes: [RegionCode] { entries.keys.sorted().map(RegionCode.init(unchecked:)) }

  /// Reads `code,name,first year,end year` lines; `#` begins a comment line.
  ///
  /// Of several lines with one code the last counts: lines of one code stand in the order of their
  /// years.
  init(csv: String) {
    for line in csv.utf8.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false)
      guard cells.count == 4, cells[0].count == 6, let code = UInt32(String(cells[0]) ?? "") else {
        continue
      }
      entries[code] = Entry(name: String(cells[1]) ?? "", endYear: Int(String(cells[3]) ?? ""))
    }
  }

  func division(of code: RegionCode) -> Division? {
    let province = code.value / 10_000 * 10_000
    let prefecture = code.value / 100 * 100
    guard let top = entries[province] else { return nil }
    if code.value == province {
      return Division(
        code: code, level: .province, name: top.name, fullName: top.name, endYear: top.endYear)
    }
    let middle = entries[prefecture]
    if code.value == prefecture {
      guard let middle else { return nil }
      return Division(
        code: code, level: .prefecture, name: middle.name, fullName: top.name + middle.name,
        endYear: middle.endYear)
    }
    let above = top.name + (middle?.name ?? "")
    if let entry = entries[code.value] {
      return Division(
        code: code, level: .county, name: entry.name, fullName: above + entry.name,
        endYear: entry.endYear)
    }
    // GB/T 2260 keeps 01 under a prefecture-level city for its districts taken together; the yearly
    // lists leave that line out.
    guard code.value % 100 == 1, let middle, DivisionTable.isCity(prefecture / 100 % 100) else {
      return nil
    }
    return Division(
      code: code, level: .county, name: "市辖区", fullName: above + "市辖区", endYear: middle.endYear)
  }

  /// Whether the third and fourth digit are those of a prefecture-level city: 01 to 20 and 51 to 70.
  private static func isCity(_ digits: UInt32) -> Bool {
    (1...20).contains(digits) || (51...70).contains(digits)
  }
}
