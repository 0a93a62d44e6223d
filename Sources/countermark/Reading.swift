import ArgumentParser
import Record
import Register
import Rules
import Web

/// Reads what stands on the command line; whatever cannot be read is wrong usage, with the reason.
enum Reading {
  static func day(_ text: String) throws -> Day {
    guard let day = Day(iso: text) else { throw wrong("not a date of the form YYYY-MM-DD") }
    return day
  }

  /// Something that happened to a period, `KIND=YYYY-MM-DD`.
  static func clockEvent(_ text: String) throws -> Clock.Event {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw wrong("not of the form KIND=YYYY-MM-DD") }
    let date = try day(parts[1])
    switch parts[0] {
    case "suspended": return .suspended(date, reason: "")
    case "returned": return .returned(date)
    case "resumed": return .resumed(date)
    case "restarted": return .restarted(date)
    default: throw wrong("there are: suspended, returned, resumed, restarted")
    }
  }

  static func publicDate(_ text: String) throws -> PublicDate {
    guard let date = PublicDate(text) else {
      throw wrong("not a date of the form YYYY-MM-DD or YYYY-MM")
    }
    return date
  }

  static func track(_ text: String) throws -> Track {
    try one(of: Track.known, text) { $0.rawValue }
  }

  static func role(_ text: String) throws -> Role {
    try one(of: Role.allCases, text) { $0.rawValue }
  }

  static func status(_ text: String) throws -> FilingStatus {
    try one(of: FilingStatus.allCases, text) { $0.rawValue }
  }

  static func region(_ text: String) throws -> String {
    guard [2, 4, 6].contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw wrong("not the leading 2, 4 or 6 digits of a division code, such as 44") }
    return text
  }

  static func exportFormat(_ text: String) throws -> ExportFormat {
    try one(of: ExportFormat.allCases, text) { $0.rawValue }
  }

  static func dialect(_ text: String) throws -> CSVExport.Dialect {
    try one(of: CSVExport.Dialect.allCases, text) { $0.rawValue }
  }

  static func cursor(_ text: String) throws -> SearchCursor {
    guard let cursor = SearchCursor(text) else {
      throw wrong("not a place that an answer has named; take it from the last answer")
    }
    return cursor
  }

  static func limit(_ text: String) throws -> Int {
    guard let limit = Int(text), (1...FilingQuery.maximumLimit).contains(limit) else {
      throw wrong("not a number from 1 to \(FilingQuery.maximumLimit)")
    }
    return limit
  }

  static func port(_ text: String) throws -> Int {
    guard let port = Int(text), (0...65_535).contains(port) else {
      throw wrong("not a number from 0 to 65535")
    }
    return port
  }

  static func megabytes(_ text: String) throws -> Int {
    guard let number = Int(text), (1...1_000_000).contains(number) else {
      throw wrong("not a number from 1 to 1000000")
    }
    return number
  }

  /// The address under which the public reaches a server, without a slash at its end.
  static func publicBase(_ text: String) throws -> String {
    var base = text
    while base.hasSuffix("/") { base.removeLast() }
    let host = ["https://", "http://"].compactMap { scheme in
      base.hasPrefix(scheme) ? base.dropFirst(scheme.count) : nil
    }.first
    guard let host, !host.isEmpty, !host.utf8.contains(0x2F), !host.utf8.contains(0x20) else {
      throw wrong("not an address such as https://register.example")
    }
    return base
  }

  private static func one<Value>(
    of values: [Value], _ text: String, name: (Value) -> String
  ) throws -> Value {
    guard let value = values.first(where: { name($0) == text }) else {
      throw wrong("there are: " + values.map(name).joined(separator: ", "))
    }
    return value
  }

  private static func wrong(_ reason: String) -> ValidationError { ValidationError(reason) }
}

extension Track {
  /// The tracks whose lists can be imported.
  static let known: [Track] = [.deepSynthesis, .recommendation, .generativeAI]
}
