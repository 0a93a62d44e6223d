extension GenerativeAINumber {
  /// Reads `Place-Name-YYYYMMDD`, `Place-Name-YYYYMMDDnnnn` or `Place-Name-YYYYMMDDSnnnn`.
  ///
  /// The place is of Latin letters. The name is of Latin letters, digits and `- . _ + & ' ( )`. The
  /// last hyphen stands before the date. The inverse of ``description``.
  ///
  /// - Throws: ``GenerativeAINumberError``, with what is wrong and where.
  public init(parsing text: String) throws(GenerativeAINumberError) {
    let scalars = Array(text.unicodeScalars.prefix(GenerativeAINumber.readableLength))
    guard !scalars.isEmpty else { throw GenerativeAINumberError(.empty, offset: 0) }
    guard let first = scalars.firstIndex(of: "-"), let last = scalars.lastIndex(of: "-"),
      first < last
    else { throw GenerativeAINumberError(.partsMissing, offset: scalars.count) }

    if let wrong = scalars[..<first].firstIndex(where: { !$0.isASCIILetter }) {
      throw GenerativeAINumberError(.notAllowed(found: scalars[wrong].shown), offset: wrong)
    }
    guard first > 0 else { throw GenerativeAINumberError(.placeMissing, offset: 0) }

    let name = scalars[(first + 1)..<last]
    guard !name.isEmpty else { throw GenerativeAINumberError(.nameMissing, offset: first + 1) }
    if let wrong = name.firstIndex(where: { !$0.isAllowedInName }) {
      throw GenerativeAINumberError(.notAllowed(found: scalars[wrong].shown), offset: wrong)
    }
    guard name.count <= GenerativeAINumber.nameLimit else {
      throw GenerativeAINumberError(.nameTooLong, offset: first + 1 + GenerativeAINumber.nameLimit)
    }

    let tail = try GenerativeAINumber.tail(scalars[(last + 1)...])
    self.place = GenerativeAINumber.string(scalars[..<first])
    self.name = GenerativeAINumber.string(name)
    self.date = tail.date
    self.kind = tail.kind
    self.serial = tail.serial
  }

  /// More than place, name and tail can fill together.
  private static let readableLength = nameLimit + 100

  private static func tail(
    _ tail: ArraySlice<Unicode.Scalar>
  ) throws(GenerativeAINumberError) -> (date: Day, kind: Kind, serial: Int?) {
    let start = tail.startIndex
    var digits: [Int] = []
    var kind = Kind.filing
    for (place, scalar) in tail.enumerated() {
      if let value = scalar.asciiDigit {
        digits.append(Int(value))
      } else if scalar == "S", place == 8 {
        kind = .registration
      } else {
        throw GenerativeAINumberError(.notAllowed(found: scalar.shown), offset: start + place)
      }
    }
    let complete = kind == .registration ? [12] : [8, 12]
    guard complete.contains(digits.count) else {
      throw GenerativeAINumberError(.tail, offset: start + min(tail.count, 13))
    }
    func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard let date = Day(year: value(0..<4), month: value(4..<6), day: value(6..<8)) else {
      throw GenerativeAINumberError(.date(GenerativeAINumber.string(tail.prefix(8))), offset: start)
    }
    return (date, kind, digits.count == 12 ? value(8..<12) : nil)
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

/// Why a text is not a number of the generative-AI track, and where.
public struct GenerativeAINumberError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Fault: Hashable, Sendable {
    /// There is nothing to read.
    case empty
    /// There are no three parts with hyphens between them.
    case partsMissing
    /// No place stands before the first hyphen.
    case placeMissing
    /// No name stands between the first and the last hyphen.
    case nameMissing
    /// The name has more than ``GenerativeAINumber/nameLimit`` characters.
    case nameTooLong
    /// A character does not belong where it stands.
    case notAllowed(found: String)
    /// After the last hyphen there are not 8 digits, 12 digits, or 8 digits, `S` and 4 digits.
    case tail
    /// The first eight digits of the last part are no date.
    case date(String)
  }

  /// What is wrong.
  public let fault: Fault
  /// Where: the number of Unicode scalars before the fault.
  public let offset: Int

  /// A fault at a place.
  public init(_ fault: Fault, offset: Int) {
    self.fault = fault
    self.offset = offset
  }

  /// What is wrong, where, and what to do.
  public var wording: Wording {
    let place = offset + 1
    switch fault {
    case .empty:
      return Wording(
        zh: "没有内容：请填写编号，例如Beijing-WenXinYiYan-20230821",
        en: "nothing to read: give a number such as Beijing-WenXinYiYan-20230821")
    case .partsMissing:
      return Wording(
        zh: "缺少部分：应为“属地-名称-日期”，以连字符分隔",
        en: "parts are missing: place, name and date belong between hyphens")
    case .placeMissing:
      return Wording(zh: "第一个连字符前缺少属地", en: "no place stands before the first hyphen")
    case .nameMissing:
      return Wording(zh: "第\(place)个字符处缺少名称", en: "character \(place): the name is missing")
    case .nameTooLong:
      return Wording(
        zh: "名称超过\(GenerativeAINumber.nameLimit)个字符",
        en: "the name is longer than \(GenerativeAINumber.nameLimit) characters")
    case .notAllowed(let found):
      return Wording(
        zh: "第\(place)个字符“\(found)”不应出现在此处",
        en: "character \(place): \(found) does not belong here")
    case .tail:
      return Wording(
        zh: "第\(place)个字符处：最后部分应为8位日期，其后可有4位数字，登记编号为S加4位数字",
        en: "character \(place): the last part is 8 digits of a date, then nothing or 4 digits, "
          + "or S and 4 digits for a registration")
    case .date(let found):
      return Wording(
        zh: "第\(place)个字符处：\(found)不是日期（年月日）",
        en: "character \(place): \(found) is not a date (YYYYMMDD)")
    }
  }
}

extension GenerativeAINumberError: CustomStringConvertible {
  /// The wording in English.
  public var description: String { wording.en }
}

extension Unicode.Scalar {
  /// Whether this is a letter A to Z of either case.
  var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

  /// Whether this may stand in the name of a generative-AI number.
  fileprivate var isAllowedInName: Bool {
    if isASCIILetter || asciiDigit != nil { return true }
    switch self {
    case "-", ".", "_", "+", "&", "'", "(", ")": return true
    default: return false
    }
  }
}
