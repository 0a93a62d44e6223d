extension FilingNumber {
  /// The check digit that goes with the first twenty digits.
  ///
  /// With digits a1 to a21 from the left, the sum of a[i]·2^(21−i) leaves 1 modulo 10. All weights
  /// but the last are even, so the check digit is always odd. It catches about 89 % of single wrong
  /// digits and 91 % of swapped neighbours: a warning, and no proof that a number exists.
  public var expectedCheckDigit: Int {
    // Horner's rule: each step doubles what stands to the left.
    let weighted = values.dropLast().reduce(0) { ($0 * 2 + Int($1)) % 10 } * 2 % 10
    return (11 - weighted) % 10
  }

  /// Whether the check digit goes with the other digits.
  public var checkDigitHolds: Bool { checkDigit == expectedCheckDigit }

  /// The number with the check digit that would fit.
  public var withExpectedCheckDigit: FilingNumber {
    FilingNumber(head: head, tail: tail - tail % 10 + UInt32(expectedCheckDigit))
  }

  /// Whether everything that can be told from the digits alone is in order: the check digit holds,
  /// the category is known and the region is an administrative division.
  var isPlausible: Bool {
    checkDigitHolds && category != nil && regionCode.isAdministrativeDivision
  }

  /// The numbers that one superfluous digit may have hidden: of 22 digits, each way to leave one
  /// out that makes a plausible number; in the order of the digit left out, none twice.
  static func leavingOneOut(of values: [UInt8]) -> [FilingNumber] {
    guard values.count == digitCount + 1 else { return [] }
    var found: [FilingNumber] = []
    for place in values.indices {
      var rest = values
      rest.remove(at: place)
      guard let number = FilingNumber(values: rest), number.isPlausible,
        !found.contains(number)
      else { continue }
      found.append(number)
    }
    return found
  }
}
