/// Reading a policy file. Names are bytes, never compared as Unicode.
extension TrustPolicy {
  /// Reads a policy file; throws with the number of the line that is wrong.
  public init(parsing text: String) throws(TrustPolicyError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// Reads a policy file; throws with the number of the line that is wrong.
  public init(parsing bytes: [UInt8]) throws(TrustPolicyError) {
    guard bytes.count <= Self.maximumLength else {
      throw TrustPolicyError(line: 1, reason: .tooLong(limit: Self.maximumLength))
    }
    var parser = Parser()
    for (position, line) in bytes.split(
      separator: ASCII.newline, omittingEmptySubsequences: false
    ).enumerated() {
      do {
        try parser.read(line)
      } catch {
        throw TrustPolicyError(line: position + 1, reason: error)
      }
    }
    guard parser.hasQuorum else {
      throw TrustPolicyError(
        line: max(1, bytes.count(where: { $0 == ASCII.newline })), reason: .noQuorum)
    }
    self = parser.policy
  }

  /// The policy that accepts one log and asks for no witness.
  public init(log key: VerifierKey) throws(TrustPolicyError) {
    try self.init(parsing: "log \(key.text)\nquorum none\n")
  }

  /// What has been read so far.
  private struct Parser {
    typealias Reason = TrustPolicyError.Reason

    var policy = TrustPolicy()
    var hasQuorum = false
    private var names: [[UInt8]: Member] = [:]
    private var grouped: Set<Member> = []
    private var logKeys: Set<[UInt8]> = []
    private var witnessKeys: Set<[UInt8]> = []

    /// Takes one line, without its newline.
    mutating func read(_ line: ArraySlice<UInt8>) throws(Reason) {
      if let bad = line.first(where: { $0 < ASCII.space && $0 != ASCII.tab || $0 == 0x7F }) {
        throw .controlCharacter(bad)
      }
      let words = line.split(whereSeparator: { $0 == ASCII.space || $0 == ASCII.tab })
      guard let keyword = words.first, keyword.first != ASCII.hash else { return }
      let arguments = words.dropFirst().map(Array.init)
      switch String(decoding: keyword, as: UTF8.self) {
      case "log": try log(arguments)
      case "witness": try witness(arguments)
      case "group": try group(arguments)
      case "quorum": try quorum(arguments)
      default: throw .unknownKeyword(String(decoding: keyword.prefix(40), as: UTF8.self))
      }
    }

    /// A line `log <vkey> [<url>]`.
    private mutating func log(_ arguments: [[UInt8]]) throws(Reason) {
      guard (1...2).contains(arguments.count) else { throw .usage("log <vkey> [<url>]") }
      let key = try key(arguments[0], kind: .ed25519)
      guard logKeys.insert(key.publicKey).inserted else { throw .duplicateKey }
      try limit(policy.logs.count)
      policy.logs.append(Log(key: key, urlBytes: arguments.count > 1 ? arguments[1] : nil))
    }

    /// A line `witness <name> <vkey> [<url>]`.
    private mutating func witness(_ arguments: [[UInt8]]) throws(Reason) {
      guard (2...3).contains(arguments.count) else {
        throw .usage("witness <name> <vkey> [<url>]")
      }
      let key = try key(arguments[1], kind: .cosignature)
      guard witnessKeys.insert(key.publicKey).inserted else { throw .duplicateKey }
      try limit(policy.witnesses.count)
      try define(arguments[0], as: .witness(policy.witnesses.count))
      policy.witnesses.append(
        Witness(
          nameBytes: arguments[0], key: key, urlBytes: arguments.count > 2 ? arguments[2] : nil))
    }

    /// A line `group <name> <k|any|all> <name>...`.
    private mutating func group(_ arguments: [[UInt8]]) throws(Reason) {
      guard arguments.count >= 3 else { throw .usage("group <name> <k|any|all> <name>...") }
      var members: [Member] = []
      for name in arguments[2...] {
        let member = try lookUp(name)
        guard grouped.insert(member).inserted else { throw .alreadyGrouped(Self.shown(name)) }
        members.append(member)
      }
      let threshold: UInt64
      switch String(decoding: arguments[1], as: UTF8.self) {
      case "any": threshold = 1
      case "all": threshold = UInt64(members.count)
      default: threshold = ASCII.decimal(arguments[1][...]) ?? 0
      }
      guard threshold >= 1, threshold <= UInt64(members.count) else {
        throw .badThreshold(members: members.count)
      }
      try limit(policy.groups.count)
      try define(arguments[0], as: .group(policy.groups.count))
      policy.groups.append(
        Group(nameBytes: arguments[0], threshold: Int(threshold), members: members))
    }

    /// A line `quorum <name|none>`.
    private mutating func quorum(_ arguments: [[UInt8]]) throws(Reason) {
      guard arguments.count == 1 else { throw .usage("quorum <name|none>") }
      guard !hasQuorum else { throw .secondQuorum }
      hasQuorum = true
      if !arguments[0].elementsEqual("none".utf8) { policy.quorum = try lookUp(arguments[0]) }
    }

    private func key(_ text: [UInt8], kind: VerifierKey.Kind) throws(Reason) -> VerifierKey {
      let key: VerifierKey
      do {
        key = try VerifierKey(parsing: text[...])
      } catch {
        throw .badKey(error)
      }
      guard key.kind == kind else { throw .badKey(.unsupportedKeyType(key.kind.rawValue)) }
      return key
    }

    private mutating func define(_ name: [UInt8], as member: Member) throws(Reason) {
      guard !name.elementsEqual("none".utf8) else { throw .reservedName }
      guard names.updateValue(member, forKey: name) == nil else {
        throw .duplicateName(Self.shown(name))
      }
    }

    private func lookUp(_ name: [UInt8]) throws(Reason) -> Member {
      guard let member = names[name] else { throw .unknownName(Self.shown(name)) }
      return member
    }

    private func limit(_ count: Int) throws(Reason) {
      guard count < TrustPolicy.maximumDefinitions else {
        throw .tooMany(limit: TrustPolicy.maximumDefinitions)
      }
    }

    private static func shown(_ name: [UInt8]) -> String {
      String(decoding: name.prefix(80), as: UTF8.self)
    }
  }
}
