/// A number of the generative-AI track, a family of its own that is never counted with filing
/// numbers.
///
/// - Filing (备案): `Place-Name-YYYYMMDD`, later `Place-Name-YYYYMMDDnnnn`.
/// - Registration (登记): `Place-Name-YYYYMMDDSnnnn`.
///
/// Place and name are free Latin text in varying case. The date inside is not the date of the
/// filing.
public struct GenerativeAINumber: Hashable, Sendable {
  /// Which of the two procedures the number comes from.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// 备案: an own or adapted model that is offered to the public.
    case filing
    /// 登记: a service that calls a filed model through its interface.
    case registration
  }

  /// The place as written: a province in pinyin, or `ZhongYangQiYe` for central enterprises.
  public let place: String
  /// The name as written, mostly pinyin.
  public let name: String
  /// The date inside the number.
  public let date: Day
  /// Filing or registration.
  public let kind: Kind
  /// The four digits after the date; `nil` in early filings.
  public let serial: Int?

  /// The longest name that is read, in characters.
  public static let nameLimit = 200

  /// The province that the place means, or `nil` where it means none.
  public var province: Province? { Province(latin: place) }

  /// Whether the place is `ZhongYangQiYe`: an enterprise of the central state, of no province.
  public var isCentralEnterprise: Bool { place.lowercased() == "zhongyangqiye" }

  /// The number in lower case, by which two spellings of one number can be compared.
  public var foldedText: String { description.lowercased() }
}

extension GenerativeAINumber: CustomStringConvertible {
  /// The number as it was written.
  public var description: String {
    let day = date.iso.filter { $0 != "-" }
    let mark = kind == .registration ? "S" : ""
    let digits = serial.map {
      String(repeating: "0", count: 4 - min(4, String($0).count)) + String($0)
    }
    return "\(place)-\(name)-\(day)\(mark)\(digits ?? "")"
  }
}

extension GenerativeAINumber: Comparable {
  /// Orders by place, name, date and serial, as written.
  public static func < (left: GenerativeAINumber, right: GenerativeAINumber) -> Bool {
    left.description < right.description
  }
}

extension GenerativeAINumber: Codable {
  /// Reads the written form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes the written form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
