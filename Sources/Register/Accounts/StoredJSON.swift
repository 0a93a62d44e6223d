import Foundation
import Ledger

/// A body that is stored as JSON, with its version.
protocol StoredJSON: Codable {
  static var current: Int { get }
  var version: Int { get }
}

extension StoredJSON {
  /// The bytes that are stored.
  func encoded() throws(AccountRefusal) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw .storage(.storage("a body could not be written as JSON"))
    }
  }

  /// Reads what ``encoded()`` has written; `nil` where it is something else, or of a later program.
  init?(encoded: [UInt8]) {
    guard let value = try? JSONDecoder().decode(Self.self, from: Data(encoded)),
      value.version == Self.current
    else { return nil }
    self = value
  }
}

/// What is stored of a session beside its times.
struct SessionBody: StoredJSON {
  static let current = 1
  var version = Self.current
  var secondFactor: Bool

  init(secondFactor: Bool) { self.secondFactor = secondFactor }

  /// The two that there are, by their bytes.
  private static let known: [[UInt8]: SessionBody] = {
    var known: [[UInt8]: SessionBody] = [:]
    for secondFactor in [false, true] {
      let body = SessionBody(secondFactor: secondFactor)
      if let bytes = try? body.encoded() { known[bytes] = body }
    }
    return known
  }()

  /// Reads a body; one of the two that this program writes without a look into its JSON.
  static func read(_ bytes: [UInt8]) -> SessionBody? { known[bytes] ?? SessionBody(encoded: bytes) }
}

/// What is stored of an API token beside its times.
struct TokenBody: StoredJSON {
  static let current = 1
  var version = Self.current
  var name: String
  var scopes: [TokenScope]

  init(name: String, scopes: [TokenScope]) {
    self.name = name
    self.scopes = scopes
  }
}
