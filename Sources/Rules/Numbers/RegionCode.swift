/// A six-digit code of an administrative division of China (GB/T 2260).
public struct RegionCode: Hashable, Sendable {
  /// The code as a number, 0 to 999,999.
  public let value: UInt32

  /// A code from its number, or `nil` outside 0 to 999,999.
  public init?(_ value: Int) {
    guard (0...999_999).contains(value) else { return nil }
    self.value = UInt32(value)
  }

  /// A code from six ASCII digits; anything else is `nil`.
  public init?(digits text: String) {
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = UInt32(text)
    else { return nil }
    self.value = value
  }

  init(unchecked value: UInt32) { self.value = value }

  /// 000000: no division.
  ///
  /// A demonstration numbers under it.
  public static let demonstration = RegionCode(unchecked: 0)

  /// The six digits.
  public var digits: String {
    let text = String(value)
    return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
  }

  /// The province that the first two digits name, or `nil` where they name none.
  public var province: Province? { Province(rawValue: Int(value / 10_000)) }

  /// The division, or `nil` where the code names none that was in force since 2015.
  public var division: Division? { DivisionTable.china.division(of: self) }

  /// Whether the code names an administrative division that was in force since 2015.
  public var isAdministrativeDivision: Bool { division != nil }
}

extension RegionCode: CustomStringConvertible {
  /// The six digits.
  public var description: String { digits }
}

extension RegionCode: Comparable {
  /// Orders by the digits.
  public static func < (left: RegionCode, right: RegionCode) -> Bool { left.value < right.value }
}

extension RegionCode: Codable {
  /// Reads six digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = RegionCode(digits: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.prefix(64)) is not six digits")
    }
    self = code
  }

  /// Writes the six digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}
