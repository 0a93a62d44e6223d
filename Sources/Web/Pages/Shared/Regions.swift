import Rules

/// Divisions by the leading 2, 4 or 6 digits of their codes.
enum Regions {
  /// The name, with the digits: 浙江省杭州市余杭区 330110, Zhejiang 33.
  static func wording(_ digits: String) -> Wording {
    let name = name(digits)
    return Wording(zh: "\(name.zh) \(digits)", en: "\(name.en) \(digits)")
  }

  static func name(_ digits: String, _ texts: Texts) -> String { texts[wording(digits)] }

  /// The name alone; the digits where they name nothing.
  static func name(_ digits: String) -> Wording {
    let padded = digits + String(repeating: "0", count: max(0, 6 - digits.utf8.count))
    guard let code = RegionCode(digits: padded) else { return Wording(zh: digits, en: digits) }
    if digits.utf8.count == 2, let province = code.province { return province.name }
    if code == .demonstration { return Wording(zh: "演示", en: "demonstration") }
    guard let division = code.division else { return Wording(zh: digits, en: digits) }
    let province = code.province.map { $0.name.en + ", " } ?? ""
    return Wording(zh: division.fullName, en: province + division.name)
  }
}
