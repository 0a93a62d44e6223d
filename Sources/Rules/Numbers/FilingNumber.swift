/// A filing number (备案编号): `网信算备`, 21 digits, `号`.
///
/// The digits have six parts. No authority documents them; they are read off some 8,000 published
/// numbers.
///
/// | digits | part |
/// | --- | --- |
/// | 1–6 | division where the subject was registered when it filed: ``regionCode`` |
/// | 7–13 | subject: ``subjectNumber`` |
/// | 14–15 | algorithm category: ``category`` |
/// | 16–17 | year of issue: ``year`` |
/// | 18–20 | running number per subject and category, over the years: ``serial`` |
/// | 21 | ``checkDigit`` |
///
/// Any 21 digits are a value of this type: a check digit that does not hold, an unknown category
/// or a region that is no administrative division is a remark about a number and no reason to
/// refuse it, since official lists hold such numbers. ``NumberReading`` makes these remarks.
///
/// 16 bytes, no heap storage.
public struct FilingNumber: Hashable, Sendable {
  /// Digits 1 to 13, below 10^13.
  let head: UInt64
  /// Digits 14 to 21, below 10^8.
  let tail: UInt32

  /// How many digits a number has.
  public static let digitCount = 21
  /// What stands before the digits.
  public static let prefix = "网信算备"
  /// What stands after the digits.
  public static let suffix = "号"

  /// A number from its digits, each 0 to 9; `nil` unless there are 21.
  init?(values: some Collection<UInt8>) {
    guard values.count == FilingNumber.digitCount, values.allSatisfy({ $0 <= 9 }) else {
      return nil
    }
    var head: UInt64 = 0
    var tail: UInt32 = 0
    for (place, value) in values.enumerated() {
      if place < 13 { head = head * 10 + UInt64(value) } else { tail = tail * 10 + UInt32(value) }
    }
    self.head = head
    self.tail = tail
  }

  /// A number from its parts, with the check digit computed; `nil` where a part is outside its
  /// domain.
  ///
  /// - Parameters:
  ///   - region: The division, 000000 for a demonstration.
  ///   - subject: The subject number, 0 to 9,999,999.
  ///   - category: The algorithm category.
  ///   - year: The year of issue, 2000 to 2099.
  ///   - serial: The running number of the subject in that category, 1 to 999.
  public init?(
    region: RegionCode, subject: Int, category: AlgorithmCategory, year: Int, serial: Int
  ) {
    guard (0...9_999_999).contains(subject), (2000...2099).contains(year),
      (1...999).contains(serial)
    else { return nil }
    self.head = UInt64(region.value) * 10_000_000 + UInt64(subject)
    let unchecked =
      UInt32(category.rawValue) * 1_000_000 + UInt32(year - 2000) * 10_000 + UInt32(serial) * 10
    let draft = FilingNumber(head: head, tail: unchecked)
    self.tail = unchecked + UInt32(draft.expectedCheckDigit)
  }

  init(head: UInt64, tail: UInt32) {
    self.head = head
    self.tail = tail
  }

  /// The division where the subject was registered when it filed.
  public var regionCode: RegionCode { RegionCode(unchecked: UInt32(head / 10_000_000)) }

  /// The national number of the subject, 0 to 9,999,999.
  ///
  /// A subject keeps it over the years, over categories and over changes of its name or district.
  public var subjectNumber: Int { Int(head % 10_000_000) }

  /// The seven digits of the subject number.
  public var subjectDigits: String {
    String(decoding: values[6..<13].map { 0x30 + $0 }, as: UTF8.self)
  }

  /// The two digits of the category as a number, 0 to 99.
  public var categoryCode: Int { Int(tail / 1_000_000) }

  /// The algorithm category, or `nil` where no list uses the code.
  public var category: AlgorithmCategory? { AlgorithmCategory(rawValue: categoryCode) }

  /// The year in which the number was issued, 2000 to 2099.
  public var year: Int { 2000 + Int(tail / 10_000 % 100) }

  /// The running number of the subject in this category, 0 to 999.
  ///
  /// It does not restart with a year.
  public var serial: Int { Int(tail / 10 % 1000) }

  /// The last digit.
  public var checkDigit: Int { Int(tail % 10) }

  /// The 21 digits.
  public var digits: String {
    String(unsafeUninitializedCapacity: FilingNumber.digitCount) { buffer in
      var place = 0
      for value in values {
        buffer[place] = 0x30 + value
        place += 1
      }
      return place
    }
  }

  /// The 21 digits as numbers 0 to 9.
  var values: [UInt8] {
    var values = [UInt8](repeating: 0, count: FilingNumber.digitCount)
    var rest = head
    for place in stride(from: 12, through: 0, by: -1) {
      values[place] = UInt8(rest % 10)
      rest /= 10
    }
    var end = tail
    for place in stride(from: 20, through: 13, by: -1) {
      values[place] = UInt8(end % 10)
      end /= 10
    }
    return values
  }
}

extension FilingNumber: CustomStringConvertible {
  /// The number as it is printed: `网信算备`, 21 digits, `号`.
  public var description: String { FilingNumber.prefix + digits + FilingNumber.suffix }
}

extension FilingNumber: Comparable {
  /// Orders by the digits: by region, subject, category, year and serial.
  public static func < (left: FilingNumber, right: FilingNumber) -> Bool {
    (left.head, left.tail) < (right.head, right.tail)
  }
}

extension FilingNumber: Codable {
  /// Reads 21 ASCII digits, without prefix and suffix.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = FilingNumber(digits: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.prefix(64)) is not 21 digits")
    }
    self = number
  }

  /// Writes the 21 digits, without prefix and suffix.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}
