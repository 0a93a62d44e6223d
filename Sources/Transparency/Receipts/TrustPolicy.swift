/// Whose signatures make a checkpoint valid: the logs that are accepted, the witnesses that are
/// known, and how many of them it takes (c2sp.org/tlog-policy).
public struct TrustPolicy: Hashable, Sendable {
  /// Bytes that are read.
  public static let maximumLength = 1 << 20
  /// Logs, witnesses and groups that are read, of each; the format asks for at least 32.
  public static let maximumDefinitions = 256

  /// A log that is accepted.
  public struct Log: Hashable, Sendable {
    /// Its key; the key's name is the log's origin.
    public let key: VerifierKey
    let urlBytes: [UInt8]?

    /// Where it can be reached, if the policy says.
    public var url: String? { urlBytes.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// A witness that is known.
  public struct Witness: Hashable, Sendable {
    let nameBytes: [UInt8]
    /// Its key, of kind cosignature.
    public let key: VerifierKey
    let urlBytes: [UInt8]?

    /// Where it can be reached, if the policy says.
    public var url: String? { urlBytes.map { String(decoding: $0, as: UTF8.self) } }

    /// Its name within the policy, which means nothing outside it.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }
  }

  /// Witnesses and groups of which `threshold` must have cosigned.
  public struct Group: Hashable, Sendable {
    let nameBytes: [UInt8]
    /// How many members must have cosigned.
    public let threshold: Int
    let members: [Member]

    /// Its name within the policy.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }
  }

  /// A witness or a group, by its place in the policy.
  enum Member: Hashable, Sendable {
    case witness(Int)
    case group(Int)
  }

  /// The logs, in the order of the policy.
  public internal(set) var logs: [Log] = []
  /// The witnesses, in the order of the policy.
  public internal(set) var witnesses: [Witness] = []
  /// The groups; each refers to earlier ones only.
  public internal(set) var groups: [Group] = []
  /// The member that must have cosigned; nil where none need have.
  var quorum: Member?

  /// An empty policy, for the parser to fill.
  init() {}

  /// Whether these witnesses, by their place in `witnesses`, are enough.
  func isQuorum(_ cosigned: Set<Int>) -> Bool {
    guard let quorum else { return true }
    // Groups refer to earlier groups only, so one pass from the first to the last suffices.
    var reached: [Bool] = []
    func holds(_ member: Member) -> Bool {
      switch member {
      case .witness(let index): cosigned.contains(index)
      case .group(let index): reached[index]
      }
    }
    for group in groups {
      reached.append(group.members.count(where: holds) >= group.threshold)
    }
    return holds(quorum)
  }

  /// The policy as a file without comments, one definition a line.
  ///
  /// Reading it again gives the same policy.
  public var canonical: [UInt8] {
    var bytes: [UInt8] = []
    func line(_ words: [[UInt8]]) {
      bytes += words.joined(separator: [ASCII.space]) + [ASCII.newline]
    }
    for log in logs {
      line([Array("log".utf8), Array(log.key.text.utf8)] + url(log.urlBytes))
    }
    for witness in witnesses {
      line(
        [Array("witness".utf8), witness.nameBytes, Array(witness.key.text.utf8)]
          + url(witness.urlBytes))
    }
    for group in groups {
      line(
        [Array("group".utf8), group.nameBytes, Array(String(group.threshold).utf8)]
          + group.members.map(name))
    }
    line([Array("quorum".utf8), quorum.map(name) ?? Array("none".utf8)])
    return bytes
  }

  private func name(_ member: Member) -> [UInt8] {
    switch member {
    case .witness(let index): witnesses[index].nameBytes
    case .group(let index): groups[index].nameBytes
    }
  }

  private func url(_ bytes: [UInt8]?) -> [[UInt8]] { bytes.map { [$0] } ?? [] }
}
