public import Rules

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z; written `YYYY-MM-DDThh:mm:ssZ`.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  /// The moment so many seconds after 1970-01-01T00:00:00Z; negative ones lie before.
  public init(seconds: Int) { self.seconds = seconds }

  /// The Beijing day of this moment.
  public var beijingDay: Day { Day(beijingSecondsSinceEpoch: seconds) }

  /// Reads `YYYY-MM-DDThh:mm:ssZ`; anything else is `nil`.
  ///
  /// Leap seconds are not expressed.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
      bytes[19] == 0x5A, let day = Day(iso: String(text.prefix(10)))
    else { return nil }
    func pair(_ at: Int, below limit: Int) -> Int? {
      guard (0x30...0x39).contains(bytes[at]), (0x30...0x39).contains(bytes[at + 1]) else {
        return nil
      }
      let value = Int(bytes[at] - 0x30) * 10 + Int(bytes[at + 1] - 0x30)
      return value < limit ? value : nil
    }
    guard let hour = pair(11, below: 24), let minute = pair(14, below: 60),
      let second = pair(17, below: 60)
    else { return nil }
    self.seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second
  }
}

extension Moment: CustomStringConvertible {
  /// `YYYY-MM-DDThh:mm:ssZ`.
  public var description: String {
    let ofDay = ((seconds % 86_400) + 86_400) % 86_400
    func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return Day(number: (seconds - ofDay) / 86_400).iso
      + "T\(pad(ofDay / 3600)):\(pad(ofDay / 60 % 60)):\(pad(ofDay % 60))Z"
  }
}

extension Moment: Comparable {
  /// Earlier moments come first.
  public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment: Codable {
  /// Reads `YYYY-MM-DDThh:mm:ssZ`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text) is not a time of the form YYYY-MM-DDThh:mm:ssZ")
    }
    self = moment
  }

  /// Writes `YYYY-MM-DDThh:mm:ssZ`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
