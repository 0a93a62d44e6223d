extension FilingNumber {
  /// Reads the printed form and nothing else: `网信算备`, 21 ASCII digits, `号`.
  ///
  /// The inverse of ``description``. ``read(_:)`` is the tolerant way.
  ///
  /// - Throws: ``FilingNumberError``, with what is wrong and where.
  public init(parsing text: String) throws(FilingNumberError) {
    let scalars = text.unicodeScalars
    guard !scalars.isEmpty else { throw FilingNumberError(.empty, offset: 0) }
    let prefix = FilingNumber.prefix.unicodeScalars
    guard scalars.starts(with: prefix) else {
      let agreeing = zip(scalars, prefix).prefix { $0 == $1 }.count
      throw FilingNumberError(.prefixMissing, offset: agreeing)
    }
    let rest = scalars.dropFirst(prefix.count)
    let run = rest.prefix { $0.asciiDigit != nil }
    let after = rest.dropFirst(run.count)
    let end = prefix.count + run.count
    if let next = after.first, next != "号" {
      throw FilingNumberError(.notADigit(found: next.shown), offset: end)
    }
    let values = run.prefix(FilingNumber.readableDigits).compactMap(\.asciiDigit)
    guard let number = FilingNumber(values: values) else {
      throw FilingNumberError.count(values, whole: run.count, start: prefix.count)
    }
    guard !after.isEmpty else { throw FilingNumberError(.suffixMissing, offset: end) }
    if let extra = after.dropFirst().first {
      throw FilingNumberError(.trailing(found: extra.shown), offset: end + 1)
    }
    self = number
  }

  /// Reads 21 ASCII digits without prefix and suffix; anything else is `nil`.
  public init?(digits text: String) {
    let values = text.utf8.prefix(FilingNumber.readableDigits).map { $0 &- 0x30 }
    self.init(values: values)
  }

  /// How many digits are kept of a run that is too long: enough to tell that it is.
  static let readableDigits = digitCount + 2
}

extension FilingNumberError {
  /// The error for a run of `whole` digits that begins at `start`; the fault lies where the run
  /// ends too early, or at the first digit too many.
  static func count(_ values: [UInt8], whole: Int, start: Int) -> FilingNumberError {
    FilingNumberError(
      .digitCount(whole, fitting: FilingNumber.leavingOneOut(of: values)),
      offset: start + min(whole, FilingNumber.digitCount))
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII digit.
  var asciiDigit: UInt8? {
    (0x30...0x39).contains(value) ? UInt8(value - 0x30) : nil
  }

  /// The value of a full-width digit, U+FF10 to U+FF19.
  var fullWidthDigit: UInt8? {
    (0xFF10...0xFF19).contains(value) ? UInt8(value - 0xFF10) : nil
  }

  /// The character as a message may show it: itself, or its code point where it cannot be seen or
  /// would act on its neighbours.
  var shown: String {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator,
      .paragraphSeparator, .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
      let hex = String(value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
    default:
      return String(self)
    }
  }
}
