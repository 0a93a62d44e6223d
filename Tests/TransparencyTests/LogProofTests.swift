import Foundation
import Testing

@testable import Transparency

@Suite("Receipts")
struct LogProofTests {
  /// A log of 20 entries with a checkpoint cosigned by two witnesses.
  struct Fixture {
    var log: TestLog
    let witnesses: [CosignatureSigner]
    let note: SignedNote

    init() throws {
      log = try TestLog()
      log.append(20)
      witnesses = try (1...2).map {
        try CosignatureSigner(name: "w\($0)", seed: [UInt8](repeating: UInt8(50 + $0), count: 32))
      }
      let plain = try log.note()
      note = plain.adding(
        try witnesses.enumerated().map {
          try $0.element.cosign(plain.textBytes, at: 1_000 + UInt64($0.offset))
        })
    }

    func proof(_ index: UInt64, extra: [UInt8]? = nil) throws -> LogProof {
      try LogProof(
        extra: extra, index: index,
        hashes: log.tree.inclusionProof(index: index, size: log.tree.size), checkpoint: note)
    }

    var witnessKeys: [VerifierKey] { witnesses.map(\.verifierKey) }
  }

  @Test func `every entry of a log has a receipt that verifies, and for that entry only`() throws {
    let fixture = try Fixture()
    let policy = try fixture.log.policy(witnesses: fixture.witnessKeys)
    for index in 0..<20 {
      let bytes = try fixture.proof(UInt64(index), extra: fixture.log.entries[index]).encoded
      let proof = try LogProof(parsing: bytes)
      #expect(proof.encoded == bytes)
      let verdict = try proof.verify(entry: try #require(proof.extra), policy: policy)
      #expect(verdict.index == UInt64(index))
      #expect(verdict.size == 20)
      #expect(verdict.cosignatures.map(\.witness) == ["w0", "w1"])
      #expect(verdict.cosignatures.map(\.timestamp) == [1_000, 1_001])
      for other in 0..<20 where other != index {
        #expect(
          throwsError { _ = try proof.verify(entry: fixture.log.entries[other], policy: policy) })
      }
    }
  }

  @Test func `no bit of a receipt may change, its entry in extra included`() throws {
    let fixture = try Fixture()
    let policy = try fixture.log.policy(witnesses: fixture.witnessKeys)
    let good = try fixture.proof(11, extra: fixture.log.entries[11]).encoded
    let accepted = acceptedCorruptions(of: good) {
      let proof = try LogProof(parsing: $0)
      _ = try proof.verify(entry: proof.extra ?? [], policy: policy)
    }
    #expect(accepted == [])
  }

  @Test func `the tree of one entry has a receipt without hashes`() throws {
    var log = try TestLog()
    log.append(1)
    let proof = try LogProof(index: 0, hashes: [], checkpoint: log.note())
    let again = try LogProof(parsing: proof.encoded)
    #expect(try again.verify(entry: log.entries[0], policy: log.policy()).size == 1)
    #expect(throws: TrustError.self) {
      try LogProof(index: 0, hashes: [.emptyRoot], checkpoint: log.note())
        .verify(entry: log.entries[0], policy: log.policy())
    }
  }

  @Test func `an empty extra line is kept as such`() throws {
    let proof = try Fixture().proof(3, extra: [])
    #expect(String(decoding: proof.encoded, as: UTF8.self).contains("\nextra \nindex 3\n"))
    #expect(try LogProof(parsing: proof.encoded) == proof)
  }

  @Test func `who is not in the policy does not count, and who is missing is told`() throws {
    let fixture = try Fixture()
    let proof = try fixture.proof(0)
    let entry = fixture.log.entries[0]
    let stranger = try CosignatureSigner(name: "w9", seed: [UInt8](repeating: 77, count: 32))
    #expect(throws: TrustError.quorumNotReached(cosigned: ["w0"])) {
      try proof.verify(
        entry: entry,
        policy: fixture.log.policy(
          witnesses: [fixture.witnessKeys[0], stranger.verifierKey]))
    }
    #expect(throws: TrustError.unknownLog(origin: fixture.log.origin)) {
      try proof.verify(entry: entry, policy: TrustPolicy(parsing: "quorum none\n"))
    }
    let other = try TestLog(name: "log.example/two", seed: 2)
    #expect(throws: TrustError.unknownLog(origin: fixture.log.origin)) {
      try proof.verify(entry: entry, policy: other.policy())
    }
    // The right name with another key: the log's own line is then a stranger's.
    let impostor = try TestLog(seed: 3)
    #expect(throws: TrustError.notSignedByLog(origin: fixture.log.origin)) {
      try proof.verify(entry: entry, policy: impostor.policy())
    }
    #expect(try proof.verify(entry: entry, policy: fixture.log.policy()).cosignatures.isEmpty)
  }

  @Test func `a message shows a stranger's name without what a terminal would obey`() {
    let error = TrustError.unknownLog(
      origin: "log\u{9B}2J\u{202E}gol" + String(repeating: "x", count: 500))
    #expect("\(error)".contains("\"log\u{FFFD}2J\u{FFFD}gol"))
    #expect("\(error)".utf8.count < 400)
  }

  @Test func `one log of a policy cannot sign for another`() throws {
    let fixture = try Fixture()
    let other = try TestLog(name: "log.example/two", seed: 2)
    let policy = try TrustPolicy(
      parsing: "log \(fixture.log.key.text)\nlog \(other.key.text)\nquorum none\n")
    let note = try fixture.log.checkpoint().signed(by: other.signer)
    let proof = try LogProof(
      index: 0, hashes: fixture.log.tree.inclusionProof(index: 0, size: 20), checkpoint: note)
    #expect(throws: TrustError.notSignedByLog(origin: fixture.log.origin)) {
      try proof.verify(entry: fixture.log.entries[0], policy: policy)
    }
  }

  @Test func `many cosignatures of one witness are one witness`() throws {
    let fixture = try Fixture()
    let more = try (0..<5).map {
      try fixture.witnesses[0].cosign(fixture.note.textBytes, at: UInt64($0))
    }
    let plain = try fixture.log.note()
    let note = plain.adding(more)
    let policy = try fixture.log.policy(witnesses: fixture.witnessKeys)
    #expect(throws: TrustError.quorumNotReached(cosigned: ["w0"])) { try policy.verify(note) }
  }

  @Test func `what is not a receipt is refused with its line`() throws {
    let good = String(decoding: try Fixture().proof(11, extra: [1, 2, 3]).encoded, as: UTF8.self)
    let cases: [(String, String, Int)] = [
      ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", 1),
      ("extra AQID", "extra AQI", 2),
      ("extra AQID", "Extra AQID", 2),
      ("index 11", "index 011", 3),
      ("index 11", "index", 3),
      ("index 11\n", "index 11\n\n\n", 5),
    ]
    for (from, to, line) in cases {
      let range = try #require(good.range(of: from))
      let bad = good.replacingCharacters(in: range, with: to)
      #expect {
        try LogProof(parsing: Array(bad.utf8))
      } throws: { error in
        switch error as? LogProofError {
        case .malformed(line, _), .checkpoint(_, line): true
        default: false
        }
      }
    }
    #expect(throws: LogProofError.self) { try LogProof(parsing: []) }
  }

  @Test func `more hashes than any tree has are refused`() throws {
    let note = try Fixture().note
    let many = [MerkleHash](repeating: .emptyRoot, count: 65)
    #expect(throws: LogProofError.tooManyHashes(limit: 64)) {
      try LogProof(index: 0, hashes: many, checkpoint: note)
    }
    let text =
      "c2sp.org/tlog-proof@v1\nindex 0\n"
      + String(repeating: MerkleHash.emptyRoot.base64 + "\n", count: 65) + "\n"
    #expect(throws: LogProofError.tooManyHashes(limit: 64)) {
      try LogProof(parsing: Array(text.utf8) + note.encoded)
    }
  }
}
