/// A filing number read from a text that was not quite in the printed form, with what was
/// overlooked.
public struct ReadFilingNumber: Hashable, Sendable {
  /// The number.
  public let number: FilingNumber
  /// What was overlooked, each once, in the order of ``Tolerance``'s cases.
  ///
  /// Empty for the printed form.
  public let tolerated: [Tolerance]

  /// Something that a tolerant reading overlooks.
  public enum Tolerance: String, Hashable, Sendable, Codable, CaseIterable {
    /// Blanks around or within the number: spaces of any width, tabs, line ends, zero-width marks.
    case blanks
    /// Digits of full width, `１` for `1`.
    case fullWidthDigits = "full-width-digits"
    /// Traditional characters, `網信算備` and `號`.
    case traditionalCharacters = "traditional-characters"
    /// No `网信算备` before the digits.
    case prefixMissing = "prefix-missing"
    /// No `号` after the digits.
    case suffixMissing = "suffix-missing"

    /// What was overlooked, in words.
    public var wording: Wording {
      switch self {
      case .blanks: Wording(zh: "忽略了空白字符", en: "blanks were overlooked")
      case .fullWidthDigits: Wording(zh: "全角数字按半角处理", en: "full-width digits were taken as digits")
      case .traditionalCharacters:
        Wording(zh: "繁体字按简体处理", en: "traditional characters were taken as simplified")
      case .prefixMissing: Wording(zh: "缺少“网信算备”", en: "网信算备 was missing")
      case .suffixMissing: Wording(zh: "缺少“号”", en: "号 was missing")
      }
    }
  }
}

extension FilingNumber {
  /// Reads a number as people copy it: full-width digits, blanks and traditional characters are
  /// overlooked and listed, and so is a missing prefix or suffix.
  ///
  /// No digit is ever changed, added or left out.
  ///
  /// - Throws: ``FilingNumberError``, with what is wrong and where in `text`.
  public static func read(_ text: String) throws(FilingNumberError) -> ReadFilingNumber {
    var reader = TolerantReader()
    for scalar in text.unicodeScalars { try reader.take(scalar) }
    return try reader.finish()
  }
}

/// The tolerant reading as one pass: prefix, digits, suffix, end.
private struct TolerantReader {
  private enum Stage { case prefix(Int), digits, end }

  private var stage = Stage.prefix(0)
  private var tolerated: Set<ReadFilingNumber.Tolerance> = []
  private var values: [UInt8] = []
  private var digitCount = 0
  private var firstDigit = 0
  /// The place of the first digit too many.
  private var excess: Int?
  private var offset = 0
  /// The number of scalars up to and including the last that is not blank.
  private var inked = 0

  private static let prefix = Array(zip("网信算备".unicodeScalars, "網信算備".unicodeScalars))

  mutating func take(_ scalar: Unicode.Scalar) throws(FilingNumberError) {
    defer { offset += 1 }
    if scalar.isBlank {
      tolerated.insert(.blanks)
      return
    }
    defer { inked = offset + 1 }
    switch stage {
    case .prefix(let place): try takePrefix(scalar, at: place)
    case .digits: try takeDigit(scalar)
    case .end: throw FilingNumberError(.trailing(found: scalar.shown), offset: offset)
    }
  }

  private mutating func takePrefix(
    _ scalar: Unicode.Scalar, at place: Int
  ) throws(FilingNumberError) {
    let (simplified, traditional) = TolerantReader.prefix[place]
    if scalar == simplified || scalar == traditional {
      if scalar != simplified { tolerated.insert(.traditionalCharacters) }
      stage = place + 1 == TolerantReader.prefix.count ? .digits : .prefix(place + 1)
      return
    }
    guard place == 0, scalar.asciiDigit ?? scalar.fullWidthDigit != nil else {
      throw FilingNumberError(.prefixMissing, offset: offset)
    }
    tolerated.insert(.prefixMissing)
    stage = .digits
    try takeDigit(scalar)
  }

  private mutating func takeDigit(_ scalar: Unicode.Scalar) throws(FilingNumberError) {
    if let value = scalar.asciiDigit ?? scalar.fullWidthDigit {
      if scalar.asciiDigit == nil { tolerated.insert(.fullWidthDigits) }
      if digitCount == FilingNumber.digitCount { excess = offset }
      digitCount += 1
      if values.count < FilingNumber.readableDigits { values.append(value) }
    } else if scalar == "号" || scalar == "號" {
      if scalar == "號" { tolerated.insert(.traditionalCharacters) }
      try checkCount()
      stage = .end
    } else {
      throw FilingNumberError(.notADigit(found: scalar.shown), offset: offset)
    }
  }

  private func checkCount() throws(FilingNumberError) {
    guard digitCount == FilingNumber.digitCount else {
      throw FilingNumberError(
        .digitCount(digitCount, fitting: FilingNumber.leavingOneOut(of: values)),
        offset: excess ?? inked)
    }
  }

  mutating func finish() throws(FilingNumberError) -> ReadFilingNumber {
    switch stage {
    case .prefix(0): throw FilingNumberError(.empty, offset: 0)
    case .prefix: throw FilingNumberError(.prefixMissing, offset: inked)
    case .digits:
      try checkCount()
      tolerated.insert(.suffixMissing)
    case .end: break
    }
    guard let number = FilingNumber(values: values) else {
      throw FilingNumberError(.digitCount(digitCount, fitting: []), offset: inked)
    }
    let order = ReadFilingNumber.Tolerance.allCases
    return ReadFilingNumber(number: number, tolerated: order.filter(tolerated.contains))
  }
}

extension Unicode.Scalar {
  /// Whether this leaves no ink: blanks of any width, line ends, and marks of zero width.
  var isBlank: Bool {
    switch value {
    case 0x200B...0x200F, 0x2060, 0xFEFF: true
    // Most of what is written, told without looking it up: ASCII, and the CJK ideographs.
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: properties.isWhitespace
    }
  }
}
