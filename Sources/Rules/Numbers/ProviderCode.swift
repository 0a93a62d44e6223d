/// A provider code: who offers a service, in 27 characters, as it stands in the metadata of
/// labelled content.
///
/// Practice guide TC260-PG-20252A (14 March 2025). It names whoever offers the service, also through
/// an interface, and not the maker of a model further up.
///
/// | characters | part | values |
/// | --- | --- | --- |
/// | 1–2 | format | `00` |
/// | 3 | kind of subject | `1` organization |
/// | 4 | what identifies it | `1` unified social credit code |
/// | 5–22 | ``creditCode`` | 18 characters |
/// | 23 | ``service`` | `1`, `2`, or `0` unused |
/// | 24–27 | ``modelCode`` | `0000` unused |
public struct ProviderCode: Hashable, Sendable {
  /// What the organization does with the content.
  public enum Service: Int, Hashable, Sendable, Codable, CaseIterable {
    /// The last five characters are not used.
    case unused = 0
    /// It generates or synthesizes content.
    case generation = 1
    /// It spreads content.
    case propagation = 2
  }

  /// Whose code it is.
  public let creditCode: CreditCode
  /// What the organization does with the content.
  public let service: Service
  /// Which of its models or applications.
  public let modelCode: ModelCode

  /// How many characters a code has.
  public static let length = 27
  private static let head = "0011"

  /// The code of an organization as such, its last five characters unused.
  public init(creditCode: CreditCode) {
    self.creditCode = creditCode
    self.service = .unused
    self.modelCode = .unused
  }

  /// The code of an organization for one of its services, or `nil` where the service is unused and
  /// the model code is not.
  public init?(creditCode: CreditCode, service: Service, modelCode: ModelCode) {
    guard service != .unused || modelCode == .unused else { return nil }
    self.creditCode = creditCode
    self.service = service
    self.modelCode = modelCode
  }

  /// Reads a code; the inverse of ``description``.
  ///
  /// - Throws: ``ProviderCodeError``, with what is wrong and where.
  public init(parsing text: String) throws(ProviderCodeError) {
    let bytes = Array(text.utf8.prefix(ProviderCode.length + 1))
    if let wrong = bytes.firstIndex(where: { !$0.isDigitOrCapital }) {
      // Everything before it is ASCII, so the byte offset is the character offset.
      let found = text.unicodeScalars.dropFirst(wrong).first?.shown ?? ""
      throw ProviderCodeError(.notAllowed(found: found), offset: wrong)
    }
    guard bytes.count == ProviderCode.length else {
      throw ProviderCodeError(.length(text.unicodeScalars.count), offset: bytes.count)
    }
    for (place, expected) in ProviderCode.head.utf8.enumerated() where bytes[place] != expected {
      let part: ProviderCodeError.Part =
        switch place {
        case 2: .subjectType
        case 3: .binding
        default: .format
        }
      let found = String(decoding: [bytes[place]], as: UTF8.self)
      throw ProviderCodeError(.unknown(part, found: found), offset: place)
    }
    let credit: CreditCode
    do {
      credit = try CreditCode(parsing: String(decoding: bytes[4..<22], as: UTF8.self))
    } catch {
      throw ProviderCodeError(.creditCode(error), offset: 4 + error.offset)
    }
    guard let service = Service(rawValue: Int(bytes[22]) - 0x30) else {
      let found = String(decoding: [bytes[22]], as: UTF8.self)
      throw ProviderCodeError(.unknown(.service, found: found), offset: 22)
    }
    guard let model = ModelCode(String(decoding: bytes[23...], as: UTF8.self)),
      let code = ProviderCode(creditCode: credit, service: service, modelCode: model)
    else { throw ProviderCodeError(.modelWithoutService, offset: 23) }
    self = code
  }
}

extension ProviderCode: CustomStringConvertible {
  /// The 27 characters.
  public var description: String {
    "\(ProviderCode.head)\(creditCode)\(service.rawValue)\(modelCode)"
  }
}

extension ProviderCode: Codable {
  /// Reads the 27 characters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes the 27 characters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
