/// A unified social credit code (统一社会信用代码, GB 32100-2015): the identity of a legal entity.
///
/// | characters | part |
/// | --- | --- |
/// | 1 | registering authority |
/// | 2 | kind of entity |
/// | 3–8 | division of the registering authority: ``regionCode`` |
/// | 9–17 | organization code (GB 11714), its own check character last |
/// | 18 | check character, modulo 31 |
///
/// The letters I, O, S, V and Z do not occur. A value of this type always has its check character
/// right.
public struct CreditCode: Hashable, Sendable {
  /// The 18 characters.
  public let text: String

  /// The characters of a code in the order of their values, 0 to 30.
  static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// How many characters a code has.
  public static let length = 18

  init(unchecked text: String) { self.text = text }

  /// The division of the authority that registered the entity, or `nil` where the six characters
  /// are not all digits.
  public var regionCode: RegionCode? { RegionCode(digits: String(text.dropFirst(2).prefix(6))) }

  /// The nine characters of the organization code.
  public var organizationCode: String { String(text.dropFirst(8).prefix(9)) }

  /// Whether the organization code within ends in its own check character (GB 11714, modulo 11).
  public var organizationCheckHolds: Bool {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let characters = Array(organizationCode.utf8)
    guard characters.count == 9 else { return false }
    let sum = zip(characters, weights).reduce(0) { sum, pair in
      let (character, weight) = pair
      let value = character < 0x3A ? Int(character) - 0x30 : Int(character) - 0x41 + 10
      return sum + value * weight
    }
    let expected: UInt8 =
      switch (11 - sum % 11) % 11 {
      case 10: 0x58
      case let digit: 0x30 + UInt8(digit)
      }
    return characters[8] == expected
  }

  /// The check character for the first 17 characters, given as values 0 to 30.
  static func checkValue(_ values: some Sequence<Int>) -> Int {
    var weight = 1
    var sum = 0
    for value in values.prefix(length - 1) {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31
  }
}

extension CreditCode {
  /// Reads a code as it is written: 18 characters, capital letters, the check character right.
  ///
  /// The inverse of ``description``. ``read(_:)`` is the tolerant way.
  ///
  /// - Throws: ``CreditCodeError``, with what is wrong and where.
  public init(parsing text: String) throws(CreditCodeError) {
    var values: [Int] = []
    var count = 0
    for scalar in text.unicodeScalars {
      if count < CreditCode.length {
        guard let value = CreditCode.value(of: scalar) else {
          throw CreditCodeError(.notAllowed(found: scalar.shown), offset: count)
        }
        values.append(value)
      }
      count += 1
    }
    guard count == CreditCode.length else {
      throw CreditCodeError(.length(count), offset: min(count, CreditCode.length))
    }
    let expected = CreditCode.checkValue(values)
    guard values.last == expected else {
      let fitting = text.utf8.dropLast() + [CreditCode.alphabet[expected]]
      throw CreditCodeError(
        .checkFails(fitting: CreditCode(unchecked: String(decoding: fitting, as: UTF8.self))),
        offset: CreditCode.length - 1)
    }
    self.init(unchecked: text)
  }

  /// Reads a code as people type it: blanks are overlooked, small letters are taken as capital and
  /// full-width characters as plain ones.
  ///
  /// No character is replaced by another.
  ///
  /// - Throws: ``CreditCodeError``, with what is wrong and where in the text without its blanks.
  public static func read(_ text: String) throws(CreditCodeError) -> CreditCode {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.isBlank {
      var value = scalar.value
      if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
      if (0x61...0x7A).contains(value) { value -= 0x20 }
      plain.append(Unicode.Scalar(value) ?? scalar)
    }
    return try CreditCode(parsing: String(plain))
  }

  private static func value(of scalar: Unicode.Scalar) -> Int? {
    guard scalar.isASCII else { return nil }
    return alphabet.firstIndex(of: UInt8(scalar.value))
  }
}

extension CreditCode: CustomStringConvertible {
  /// The 18 characters.
  public var description: String { text }
}

extension CreditCode: Comparable {
  /// Orders by the characters.
  public static func < (left: CreditCode, right: CreditCode) -> Bool { left.text < right.text }
}

extension CreditCode: Codable {
  /// Reads the 18 characters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes the 18 characters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
