import Foundation
import Ledger
import Record
import Register
import Rules
import TestSupport
import Testing
import Transparency

@Suite("The data directory of every release opens, for ever")
struct FixtureTests {
  /// The release to make one for; `scripts/make-fixture` sets it.
  static let wanted = ProcessInfo.processInfo.environment["COUNTERMARK_MAKE_FIXTURE"]

  @Test("there is one of this release at least")
  func present() { #expect(!Fixture.all.isEmpty) }

  @Test("it holds what the release said, is whole, and takes new entries", arguments: Fixture.all)
  func opens(fixture: Fixture) async throws {
    let folder = try TemporaryDirectory()
    let directory = DataDirectory(folder.path + "/register")
    try fixture.copy(to: directory)
    let expected = try fixture.content()
    let registrar = try RegisterFile.open(directory, now: MadeUp.clock)
    var found = Fixture.Content(registrar)
    for (id, version) in expected.rulebooks {
      #expect(found.rulebooks[id].map { $0 >= version } == true, "rulebook \(id) \(version)")
    }
    found.rulebooks = expected.rulebooks
    #expect(found == expected)
    try registrar.audit()

    let policy = try TrustPolicy(parsing: fixture.bytes("policy"))
    let receipt = try LogProof(parsing: fixture.bytes("receipt.tlog-proof"))
    let entry = try #require(receipt.extra)
    _ = try receipt.verify(entry: entry, policy: policy)
    #expect(try registrar.leaves(receipt.index..<receipt.index + 1) == [entry])

    _ = try await registrar.carryOut(try MadeUp.list("2090-01", 700...702))
    let state = registrar.published.state
    #expect(state.tree.size == expected.size + 4)
    try Proofs.verifyConsistency(
      old: receipt.checkpoint.size, oldRoot: receipt.checkpoint.root, size: state.tree.size,
      root: state.tree.root,
      proof: try state.tree.consistencyProof(
        from: receipt.checkpoint.size, to: state.tree.size))
    let report = try await LogAudit(reader: RegisterLogReader(registrar), policy: policy).run()
    #expect(report.isClean)
    let reopened = try RegisterFile.open(directory, now: MadeUp.clock)
    #expect(reopened.published.checkpoint == registrar.published.checkpoint)
  }

  @Test(
    "making one for a release",
    .enabled(if: FixtureTests.wanted != nil, "scripts/make-fixture does this"))
  func make() async throws {
    let version = try #require(Self.wanted)
    let fixture = Fixture(version: version, folder: Fixture.home.appending(path: version))
    try #require(
      !FileManager.default.fileExists(atPath: fixture.folder.path),
      "\(fixture.folder.path) is there already: what was released is not made again")
    let folder = try TemporaryDirectory()
    let directory = DataDirectory(folder.path + "/register")
    let content: Fixture.Content
    let receipt: [UInt8]
    do {
      let registrar = try RegisterFile.create(
        directory, kind: .demonstration, origin: "fixture.example/log", now: MadeUp.clock)
      try await Demonstration.fill(registrar)
      for command in try Self.commands() { _ = try await registrar.carryOut(command) }
      content = Fixture.Content(registrar)
      receipt = try registrar.receipt(index: content.size / 2)
    }
    let files = FileManager.default
    try files.createDirectory(at: fixture.folder, withIntermediateDirectories: true)
    for (from, name) in [
      (directory.path + "/" + SQLiteLedger.fileName, "register/" + SQLiteLedger.fileName),
      (directory.logKey, "register.local/log.key"), (directory.anchor, "register.local/anchor"),
    ] {
      let target = fixture.folder.appending(path: name)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: URL(filePath: from), to: target)
    }
    // Everything has to be in the one file.
    #expect(!files.fileExists(atPath: directory.path + "/" + SQLiteLedger.fileName + "-wal"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(content) + Data("\n".utf8))
      .write(to: fixture.folder.appending(path: "expected.json"))
    try Data(receipt).write(to: fixture.folder.appending(path: "receipt.tlog-proof"))
    try Data("log \(content.logKey)\nquorum none\n".utf8)
      .write(to: fixture.folder.appending(path: "policy"))
  }

  /// Lists as an authority would hand them out: copies that differ, misprints, a number in two
  /// tracks, notices for a filing that is there and for one that is not.
  private static func commands() throws -> [Command] {
    func row(
      _ row: Int, _ number: String, note: String = "", notes: [NoteStatement] = [],
      findings: [ListFinding] = []
    ) -> OfficialListRow {
      OfficialListRow(
        row: row, serial: ListSerial(text: "\(row)", isAutomatic: true),
        printed: [
          "\(row)", "虚构算法\(row)", "服务提供者", "虚构（\(row)）有限公司", "甲(网站)、乙(APP)", "用途\(row)", number,
          note,
        ],
        facts: FilingFacts(
          number: number, algorithm: "虚构算法\(row)", role: .provider, organization: "虚构（\(row)）有限公司",
          products: [Product(name: "甲", form: "网站"), Product(name: "乙", form: "APP")],
          purpose: "用途\(row)", notes: notes), findings: findings)
    }
    func list(_ track: Track, _ rows: [OfficialListRow]) throws -> Command {
      let list = OfficialList(
        track: track, title: "虚构清单（2025年5月）", period: "2025-05",
        published: PublicDate("2025-05") ?? PublicDate(MadeUp.day), columns: MadeUp.columns,
        rows: rows, findings: [],
        source: Source(
          name: "fictional.docx", sha256: String(repeating: "0", count: 64), bytes: 1,
          address: "https://fixture.example/list"))
      return .importList(list, observed: MadeUp.day)
    }
    let numbers = try (1...5).map { try MadeUp.number($0, subject: 9_999_001) }
    let misprint = numbers[4].replacing("9999001", with: "99990001")
    let finding = ListFinding(
      rule: .numberMalformed, list: "deep-synthesis/2025-05", row: 4,
      wording: Wording(zh: "多一位", en: "one digit too many"))
    let first = [
      row(1, numbers[0]), row(2, numbers[1]), row(3, numbers[2]),
      row(4, misprint, findings: [finding]),
    ]
    let renamed = NoteStatement(
      kind: .algorithmRenamed, month: "2025-06", before: "旧名", text: "2025年6月，原名旧名")
    let newer = [
      row(1, numbers[0], note: renamed.text, notes: [renamed]), row(3, numbers[2]),
      row(4, numbers[4]), row(5, numbers[3]),
    ]
    return [
      try list(.deepSynthesis, first), try list(.recommendation, [row(1, numbers[2])]),
      try list(.deepSynthesis, newer), try notice(numbers[2]), try MadeUp.notice(900),
    ]
  }

  private static func notice(_ number: String) throws -> Command {
    let notice = CancellationNotice(
      row: 1, announced: MadeUp.day, algorithm: "虚构算法3", role: .provider, category: nil,
      organization: "虚构（3）有限公司", products: [], number: number, list: "deep-synthesis/2025-05",
      source: MadeUp.source)
    return .importNotices([notice], source: MadeUp.source)
  }
}
