public import Damage

/// One part of the code that takes bytes from strangers: what it is fed with, and what is expected of it.
///
/// The tests spend a few seconds on each, `soak-files` a million inputs, and the programs of libFuzzer look
/// for the rest.
public struct FuzzCase: Sendable, CustomStringConvertible {
  /// What it is called in tables, and in the names of files that ended a program.
  public let name: String
  /// Which of the groups it belongs to.
  public let group: Group
  /// What its inputs are made from.
  public let damage: Damage

  private let body: @Sendable ([UInt8]) throws -> Bool

  /// Its name.
  public var description: String { name }

  /// What the cases are grouped by.
  public enum Group: String, Sendable, CaseIterable {
    /// A container: read, labelled on paper, and checked in full.
    case containers
    /// A parser that has a structure of its own.
    case parsers
    /// A whole file with a credential, validated in full.
    case credentials
  }

  init(
    _ name: String, _ group: Group, _ damage: Damage,
    _ body: @escaping @Sendable ([UInt8]) throws -> Bool
  ) {
    self.name = name
    self.group = group
    self.damage = damage
    self.body = body
  }

  /// Hands the bytes over.
  ///
  /// - Returns: Whether they were taken for what they are given out to be; either is an answer.
  /// - Throws: ``FuzzFault`` where there is no answer, or one that cannot be.
  public func answer(_ bytes: [UInt8]) throws(FuzzFault) -> Bool {
    do {
      return try body(bytes)
    } catch let fault as FuzzFault {
      throw fault
    } catch {
      // A refusal that says why.
      return false
    }
  }

  /// All of them.
  ///
  /// - Throws: What keeps the keys and the signed seeds from being made.
  public static func all() throws -> [FuzzCase] {
    try containers() + parsers() + signedFiles()
  }

  /// The parsers alone, which need no seeds of files.
  ///
  /// - Throws: What keeps the keys from being made.
  public static func parsers() throws -> [FuzzCase] {
    try labelTexts() + certificates() + credentials()
  }
}

/// An answer that cannot be, or none at all.
public struct FuzzFault: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension FuzzCase {
  /// Its name as part of a file's name.
  public var fileName: String {
    String(
      name.unicodeScalars.map {
        $0.properties.isAlphabetic || $0.value < 58 && $0.value > 47 ? Character($0) : "-"
      })
  }

  /// The byte that selects one of the parsers.
  public static func selector(of one: FuzzCase, in cases: [FuzzCase]) -> UInt8? {
    cases.filter { $0.group == .parsers }.firstIndex { $0.name == one.name }
      .flatMap { UInt8(exactly: $0) }
  }

  /// The parser that a byte selects.
  public static func parser(_ selector: UInt8, in cases: [FuzzCase]) -> FuzzCase? {
    let parsers = cases.filter { $0.group == .parsers }
    return parsers.isEmpty ? nil : parsers[Int(selector) % parsers.count]
  }
}
