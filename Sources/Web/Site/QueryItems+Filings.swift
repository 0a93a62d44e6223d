import Record
public import Register
public import Rules

/// A value in an address that could not be read.
public struct ParameterFault: Hashable, Sendable {
  /// The parameter's name.
  public let name: String
  /// What stands there.
  public let value: String
  /// What belongs there.
  public let expected: Wording
}

extension TimeView {
  /// Reads `as-of=DATE` and `at=INDEX`.
  public init(reading items: QueryItems, faults: inout [ParameterFault]) {
    self.init()
    asOf = items.read("as-of", Expected.date, &faults) { PublicDate($0) }
    at = items.read("at", Expected.index, &faults) { UInt64($0) }
  }

  /// The time as it stands in an address.
  public var queryItems: QueryItems {
    var items = QueryItems()
    items.add(self)
    return items
  }
}

extension FilingQuery {
  /// Reads a search from an address.
  ///
  /// What cannot be read is left out, and named in `faults`.
  public init(reading items: QueryItems, faults: inout [ParameterFault]) {
    self.init()
    text = items["q"]
    track = items.read("track", Expected.track, &faults) { text in
      text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
        ? Track(rawValue: text) : nil
    }
    list = items["list"]
    role = items.read("role", Expected.role, &faults) { Role(rawValue: $0) }
    status = items.read("status", Expected.status, &faults) { FilingStatus(rawValue: $0) }
    region = items.read("region", Expected.region, &faults) { text in
      [2, 4, 6].contains(text.utf8.count)
        && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
    }
    year = items.read("year", Expected.year, &faults) { text in
      Int(text).flatMap { (1900...9999).contains($0) ? $0 : nil }
    }
    time = TimeView(reading: items, faults: &faults)
    after = items.read("after", Expected.cursor, &faults) { SearchCursor($0) }
    limit =
      items.read("limit", Expected.limit, &faults) { text in
        Int(text).flatMap { (1...FilingQuery.maximumLimit).contains($0) ? $0 : nil }
      } ?? FilingQuery().limit
  }

  /// The search as it stands in an address; what is not asked for is left out.
  public var queryItems: QueryItems {
    var items = QueryItems()
    items.add("q", text)
    items.add("track", track?.rawValue)
    items.add("list", list)
    items.add("role", role?.rawValue)
    items.add("status", status?.rawValue)
    items.add("region", region)
    items.add("year", year.map(String.init))
    items.add(time)
    items.add("after", after?.description)
    if limit != FilingQuery().limit { items.add("limit", String(limit)) }
    return items
  }
}

extension QueryItems {
  fileprivate mutating func add(_ time: TimeView) {
    add("as-of", time.asOf?.description)
    add("at", time.at.map { String($0) })
  }

  fileprivate func read<Value>(
    _ name: String, _ expected: Wording, _ faults: inout [ParameterFault],
    _ convert: (String) -> Value?
  ) -> Value? {
    guard let text = self[name] else { return nil }
    guard let value = convert(text) else {
      faults.append(ParameterFault(name: name, value: text, expected: expected))
      return nil
    }
    return value
  }
}

/// What belongs into a parameter.
private enum Expected {
  static let date = Wording(
    zh: "形如2024-01-31的日期，或形如2024-01的月份", en: "a date such as 2024-01-31, or a month such as 2024-01"
  )
  static let index = Wording(zh: "日志条目数，即从0起的整数", en: "a number of log entries, from 0")
  static let track = Wording(
    zh: "登记类别，例如deep-synthesis", en: "the name of a track, such as deep-synthesis")
  static let role = Wording(
    zh: "provider或technical-supporter", en: "provider or technical-supporter")
  static let status = Wording(
    zh: "in-force、changed、cancelled或revoked", en: "in-force, changed, cancelled or revoked")
  static let region = Wording(
    zh: "行政区划代码的前2、4或6位", en: "the first 2, 4 or 6 digits of an administrative division code")
  static let year = Wording(zh: "四位数的年份", en: "a year of four digits")
  static let cursor = Wording(zh: "上一页给出的位置", en: "a place that the page before has given")
  static let limit = Wording(
    zh: "1至\(FilingQuery.maximumLimit)", en: "1 to \(FilingQuery.maximumLimit)")
}
