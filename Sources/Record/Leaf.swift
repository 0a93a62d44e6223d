import Foundation

/// One entry of the public log: a fact that the register has made public.
///
/// A leaf is a JSON object with a version `v` and a `type`. It holds facts of published filings
/// only: never personal data, never the content of a file, never free text of strangers
/// (a printed list's own cells are official text). Its bytes are verified as stored; this type
/// is the reading of them and is never re-encoded to check a hash.
@nonexhaustive
public enum Leaf: Hashable, Sendable {
  /// A list was published by this register, or observed at its official source.
  case list(ListLeaf)
  /// A row of a list, as first printed.
  case row(RowLeaf)
  /// A row of a list, as a newer copy of the list prints it.
  case rowChanged(RowLeaf)
  /// A row that a newer copy of its list no longer has.
  case rowWithdrawn(WithdrawalLeaf)
  /// An official notice that a filing was cancelled.
  case cancellation(CancellationLeaf)
  /// A decision of this register on a filing of its own.
  case decision(DecisionLeaf)
  /// A decision that is not public yet (since version 2).
  case commitment(CommitmentLeaf)
  /// A public source's word for the credit code of an organization (since version 3).
  case organizationCode(OrganizationCodeLeaf)

  /// The newest version of the format; every version ever written stays readable.
  ///
  /// A leaf is written in the oldest version that has its type, so that older programs go on reading
  /// what they can.
  public static let currentVersion = 3

  /// The most bytes a leaf may have (C2SP tlog-tiles: the length is a 16-bit number).
  public static let maximumBytes = 65_535
}

/// What is wrong with the bytes of a leaf.
@nonexhaustive
public enum LeafError: Error, Hashable, Sendable {
  /// The bytes are not a leaf of any version; the text says where and why.
  case unreadable(String)
  /// The leaf is of a version that this program is too old for.
  case newer(version: Int)
  /// The leaf has more bytes than the log can hold.
  case tooLong(bytes: Int)
}

extension LeafError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unreadable(let reason): "this is not a leaf of a register: \(reason)"
    case .newer(let version):
      "this leaf has version \(version), and this program reads up to \(Leaf.currentVersion): "
        + "use a newer program"
    case .tooLong(let bytes):
      "a leaf of \(bytes) bytes does not fit into the log, which takes \(Leaf.maximumBytes)"
    }
  }
}

extension Leaf {
  private enum Kind: String, Codable {
    case list
    case row
    case rowChanged = "row-changed"
    case rowWithdrawn = "row-withdrawn"
    case cancellation
    case decision
    case commitment
    case organizationCode = "organization-code"

    /// The version that brought the type.
    var version: Int {
      switch self {
      case .commitment: 2
      case .organizationCode: 3
      default: 1
      }
    }
  }

  private struct Envelope: Codable {
    var v: Int
    var type: Kind
  }

  private struct Version: Codable {
    var v: Int
  }

  private struct Written<Body: Encodable>: Encodable {
    var envelope: Envelope
    var body: Body

    func encode(to encoder: any Encoder) throws {
      try envelope.encode(to: encoder)
      try body.encode(to: encoder)
    }
  }

  /// Reads a leaf from the bytes that the log holds.
  public init(parsing bytes: some Collection<UInt8>) throws(LeafError) {
    guard bytes.count <= Leaf.maximumBytes else { throw .tooLong(bytes: bytes.count) }
    let data = Data(bytes)
    do {
      let decoder = JSONDecoder()
      let version = try decoder.decode(Version.self, from: data).v
      guard version <= Leaf.currentVersion else { throw LeafError.newer(version: version) }
      switch try decoder.decode(Envelope.self, from: data).type {
      case .list: self = .list(try decoder.decode(ListLeaf.self, from: data))
      case .row: self = .row(try decoder.decode(RowLeaf.self, from: data))
      case .rowChanged: self = .rowChanged(try decoder.decode(RowLeaf.self, from: data))
      case .rowWithdrawn:
        self = .rowWithdrawn(try decoder.decode(WithdrawalLeaf.self, from: data))
      case .cancellation:
        self = .cancellation(try decoder.decode(CancellationLeaf.self, from: data))
      case .decision: self = .decision(try decoder.decode(DecisionLeaf.self, from: data))
      case .commitment: self = .commitment(try decoder.decode(CommitmentLeaf.self, from: data))
      case .organizationCode:
        self = .organizationCode(try decoder.decode(OrganizationCodeLeaf.self, from: data))
      }
    } catch let error as LeafError {
      throw error
    } catch {
      throw .unreadable(String(describing: error))
    }
  }

  /// The bytes to put into the log: JSON with sorted keys, UTF-8.
  public func encoded() throws(LeafError) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes =
        switch self {
        case .list(let body): try Leaf.write(.list, body)
        case .row(let body): try Leaf.write(.row, body)
        case .rowChanged(let body): try Leaf.write(.rowChanged, body)
        case .rowWithdrawn(let body): try Leaf.write(.rowWithdrawn, body)
        case .cancellation(let body): try Leaf.write(.cancellation, body)
        case .decision(let body): try Leaf.write(.decision, body)
        case .commitment(let body): try Leaf.write(.commitment, body)
        case .organizationCode(let body): try Leaf.write(.organizationCode, body)
        }
    } catch {
      throw .unreadable(String(describing: error))
    }
    guard bytes.count <= Leaf.maximumBytes else { throw .tooLong(bytes: bytes.count) }
    return bytes
  }

  private static func write(_ kind: Kind, _ body: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let envelope = Envelope(v: kind.version, type: kind)
    return [UInt8](try encoder.encode(Written(envelope: envelope, body: body)))
  }
}
