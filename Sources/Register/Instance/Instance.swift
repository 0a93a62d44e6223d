import Foundation
public import Record

/// What kind of register an instance is.
public enum InstanceKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Takes filings, decides and issues numbers.
  case authority
  /// Holds imported lists and decides nothing. Every page says that it is not the authority's.
  case mirror
  /// Shows the software with fictional filings under region 000000. Every page says so.
  case demonstration
}

/// What was fixed when a register was made.
public struct Instance: Hashable, Sendable, Codable {
  /// The version of this record.
  public var v: Int
  /// Whether it decides, mirrors, or demonstrates.
  public var kind: InstanceKind
  /// The log's origin (C2SP tlog-checkpoint): its address without scheme and trailing slash.
  public var origin: String
  /// The log's public key as a C2SP verifier key.
  public var logKey: String
  /// When the register was made.
  public var created: Moment

  /// The version that is written today; every version ever written stays readable.
  public static let currentVersion = 1

  init(kind: InstanceKind, origin: String, logKey: String, created: Moment) {
    self.v = Self.currentVersion
    self.kind = kind
    self.origin = origin
    self.logKey = logKey
    self.created = created
  }

  init(parsing bytes: [UInt8]) throws(RegisterError) {
    do {
      self = try JSONDecoder().decode(Instance.self, from: Data(bytes))
    } catch {
      throw .damaged("the settings of the instance cannot be read: \(error)")
    }
    guard v <= Self.currentVersion else {
      throw .damaged(
        "the instance has version \(v), and this program reads up to \(Self.currentVersion): "
          + "use a newer program")
    }
  }

  func encoded() throws(RegisterError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(self)) } catch {
      throw .damaged("the settings of the instance cannot be written: \(error)")
    }
  }
}
