import Testing

@testable import Transparency

@Suite("Trust policies")
struct TrustPolicyTests {
  static let keys: [CosignatureSigner] = (1...7).compactMap {
    try? CosignatureSigner(name: "w\($0).example", seed: [UInt8](repeating: $0, count: 32))
  }
  static func key(_ index: Int) -> String { keys[index].verifierKey.text }
  static let logKey =
    (try? Ed25519NoteSigner(name: "log.example", seed: [UInt8](repeating: 99, count: 32)))?
    .verifierKey.text ?? ""

  @Test func `the shape of the specification's example is read and written`() throws {
    let text = """
      # Two groups of three, run by two organizations.
      log \(Self.logKey)  https://log.example/

      witness X1 \(Self.key(0))
      \twitness X2 \(Self.key(1)) https://x2.example/
      witness  X3   \(Self.key(2))
      group X-witnesses 2 X1 X2 X3

      witness Y1 \(Self.key(3))
      witness Y2 \(Self.key(4))
      group Y-witnesses any Y1 Y2
      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y
      """
    let policy = try TrustPolicy(parsing: text)
    #expect(policy.logs.map(\.url) == ["https://log.example/"])
    #expect(policy.witnesses.map(\.name) == ["X1", "X2", "X3", "Y1", "Y2"])
    #expect(policy.groups.map(\.threshold) == [2, 1, 2])
    #expect(try TrustPolicy(parsing: policy.canonical) == policy)
    #expect(!policy.isQuorum([]))
    #expect(!policy.isQuorum([0, 1]))
    #expect(!policy.isQuorum([0, 3]))
    #expect(policy.isQuorum([0, 1, 3]))
    #expect(policy.isQuorum([1, 2, 4]))
    #expect(!policy.isQuorum([3, 4]))
  }

  @Test func `a quorum may be a witness, a group, or nobody`() throws {
    let none = try TrustPolicy(parsing: "quorum none\n")
    #expect(none.isQuorum([]))
    let one = try TrustPolicy(parsing: "witness a \(Self.key(0))\nquorum a")
    #expect(!one.isQuorum([]))
    #expect(one.isQuorum([0]))
  }

  @Test func `one log without witnesses is a policy of its key`() throws {
    let key = try VerifierKey(parsing: Self.logKey)
    let policy = try TrustPolicy(log: key)
    #expect(policy.canonical == Array("log \(Self.logKey)\nquorum none\n".utf8))
    #expect(throws: TrustPolicyError.self) {
      try TrustPolicy(log: VerifierKey(parsing: Self.key(0)))
    }
  }

  @Test func `names are bytes: two that look alike are two, and need not be UTF-8`() throws {
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    let policy = try TrustPolicy(
      parsing: "witness \(composed) \(Self.key(0))\nwitness \(decomposed) \(Self.key(1))\n"
        + "group g all \(composed) \(decomposed)\nquorum g\n")
    #expect(!policy.isQuorum([0]))
    let latin =
      Array("witness caf".utf8) + [0xE9] + Array(" \(Self.key(0))\nquorum caf".utf8) + [0xE9, 0x0A]
    let opaque = try TrustPolicy(parsing: latin)
    #expect(opaque.isQuorum([0]))
    #expect(opaque.canonical == latin)
  }

  @Test func `as many as the specification recommends, and more, are read`() throws {
    var text = ""
    var names = ""
    for index in 0..<40 {
      let seed = [UInt8](repeating: UInt8(100 + index), count: 32)
      let witness = try CosignatureSigner(name: "w\(index)", seed: seed).verifierKey
      let log = try Ed25519NoteSigner(name: "l\(index)", seed: seed).verifierKey
      text += "log \(log.text)\nwitness n\(index) \(witness.text)\ngroup g\(index) 1 n\(index)\n"
      names += " g\(index)"
    }
    text += "group everyone all\(names)\nquorum everyone\n"
    let policy = try TrustPolicy(parsing: text)
    #expect(policy.isQuorum(Set(0..<40)))
    #expect(!policy.isQuorum(Set(0..<39)))
  }

  @Test(
    arguments: [
      ("", 1, .noQuorum), ("\n\n", 2, .noQuorum), ("# quorum none\n", 1, .noQuorum),
      ("quorum none\nquorum none\n", 2, .secondQuorum),
      ("quorum\n", 1, .usage("quorum <name|none>")),
      ("quorum a b\n", 1, .usage("quorum <name|none>")),
      ("quorum a\n", 1, .unknownName("a")),
      ("Quorum none\n", 1, .unknownKeyword("Quorum")),
      ("quorum none\r\n", 1, .controlCharacter(0x0D)),
      ("quorum none\u{7F}\n", 1, .controlCharacter(0x7F)),
      ("log\n", 1, .usage("log <vkey> [<url>]")),
      ("log a+b+c\nquorum none\n", 1, .badKey(.malformedKey)),
      ("log \(key(0))\nquorum none\n", 1, .badKey(.unsupportedKeyType(4))),
      ("witness a \(logKey)\nquorum none\n", 1, .badKey(.unsupportedKeyType(1))),
      ("log \(logKey)\nlog \(logKey) url\nquorum none\n", 2, .duplicateKey),
      ("witness a \(key(0))\nwitness b \(key(0))\nquorum a\n", 2, .duplicateKey),
      ("witness a \(key(0))\nwitness a \(key(1))\nquorum a\n", 2, .duplicateName("a")),
      ("witness none \(key(0))\nquorum none\n", 1, .reservedName),
      ("witness a \(key(0))\ngroup a 1 a\nquorum a\n", 2, .duplicateName("a")),
      ("group g any a\nwitness a \(key(0))\nquorum g\n", 1, .unknownName("a")),
      ("witness a \(key(0))\ngroup g any\n", 2, .usage("group <name> <k|any|all> <name>...")),
      ("witness a \(key(0))\ngroup g 0 a\n", 2, .badThreshold(members: 1)),
      ("witness a \(key(0))\ngroup g 2 a\n", 2, .badThreshold(members: 1)),
      ("witness a \(key(0))\ngroup g 01 a\n", 2, .badThreshold(members: 1)),
      ("witness a \(key(0))\ngroup g most a\n", 2, .badThreshold(members: 1)),
      ("witness a \(key(0))\ngroup g 1 a a\n", 2, .alreadyGrouped("a")),
      ("witness a \(key(0))\ngroup g 1 a\ngroup h 1 a\n", 3, .alreadyGrouped("a")),
      ("group g any none\n", 1, .unknownName("none")),
      ("group g any g\n", 1, .unknownName("g")),
    ] as [(String, Int, TrustPolicyError.Reason)])
  func `what is wrong is told with its line`(
    text: String, line: Int, reason: TrustPolicyError.Reason
  ) {
    #expect(throws: TrustPolicyError(line: line, reason: reason)) {
      try TrustPolicy(parsing: text)
    }
    #expect("\(TrustPolicyError(line: line, reason: reason))".hasPrefix("Policy, line \(line): "))
  }
}
