import Foundation
import Testing

@testable import Transparency

@Suite("The witness")
struct WitnessTests {
  let folder: TemporaryFolder
  let store: FileCheckpointStore
  let cosigner: CosignatureSigner
  let witness: Witness
  var log: TestLog

  init() throws {
    folder = try TemporaryFolder()
    store = try FileCheckpointStore(folder: folder.path + "/witness")
    cosigner = try CosignatureSigner(
      name: "witness.example", seed: [UInt8](repeating: 42, count: 32))
    log = try TestLog()
    log.append(300)
    witness = Witness(cosigner: cosigner, logs: [.init(key: log.key)], store: store)
  }

  /// A request from one size of the log to another, honest unless told otherwise.
  private func request(
    from old: UInt64, to size: UInt64, proof: [MerkleHash]? = nil, note: SignedNote? = nil
  ) throws -> [UInt8] {
    try AddCheckpointRequest(
      oldSize: old, proof: proof ?? log.tree.consistencyProof(from: old, to: size),
      note: note ?? log.note(size: size)
    ).encoded
  }

  private func ask(_ body: [UInt8], now: UInt64 = 1_000) throws -> WitnessResponse {
    try witness.addCheckpoint(body, now: now)
  }

  @Test func `a log that grows is cosigned, and what is answered is what is kept`() throws {
    for (step, (old, size)) in [(0, 0), (0, 1), (1, 256), (256, 256), (256, 300)].enumerated() {
      let now = 1_000 + UInt64(step)
      let body = try request(from: UInt64(old), to: UInt64(size))
      let answer = try ask(body, now: now)
      #expect(answer.status == 200)
      let note = try log.note(size: UInt64(size))
      let lines = try NoteSignature.lines(answer.body)
      let opened = try note.adding(lines).open(with: [cosigner.verifierKey])
      #expect(opened.verified.map(\.timestamp) == [now])
      let path = OriginHash.hex(log.origin) + "/checkpoint"
      let read = try witness.read(path: path)
      #expect(read.status == 200)
      #expect(read.body == note.adding(lines).encoded)
      #expect(try folder.read("witness/" + path) == read.body)
    }
  }

  @Test func `a witness that starts anew on its store goes on where it was`() throws {
    #expect(try ask(request(from: 0, to: 200)).status == 200)
    let again = Witness(
      cosigner: cosigner, logs: [.init(key: log.key)],
      store: try FileCheckpointStore(folder: store.folder))
    #expect(try again.addCheckpoint(request(from: 0, to: 300), now: 2_000).status == 409)
    #expect(try again.addCheckpoint(request(from: 200, to: 300), now: 2_000).status == 200)
  }

  @Test func `another old size is a conflict that tells the size`() throws {
    let first = try ask(request(from: 5, to: 200))
    #expect(first.status == 409)
    #expect(first.body == Array("0\n".utf8))
    #expect(first.contentType == "text/x.tlog.size")
    #expect(try ask(request(from: 0, to: 200)).status == 200)
    for old: UInt64 in [0, 1, 199] {
      let answer = try ask(request(from: old, to: 300))
      #expect(answer.status == 409)
      #expect(answer.toldSize == 200)
    }
    // Rolling back is a conflict too, never a cosignature.
    #expect(try ask(request(from: 0, to: 100)).status == 409)
  }

  @Test func `what the protocol calls bad is 400`() throws {
    #expect(try ask([]).status == 400)
    #expect(try ask(Array("old 0\n\nnot a note\n".utf8)).status == 400)
    let note = try log.note(size: 10)
    #expect(try ask(Array("old 00\n\n".utf8) + note.encoded).status == 400)
    #expect(try ask(Array("old 11\n\n".utf8) + note.encoded).status == 400)
    let many = String(repeating: MerkleHash.emptyRoot.base64 + "\n", count: 64)
    #expect(try ask(Array("old 0\n\(many)\n".utf8) + note.encoded).status == 400)
    let allowed = String(repeating: MerkleHash.emptyRoot.base64 + "\n", count: 63)
    #expect(try ask(Array("old 0\n\(allowed)\n".utf8) + note.encoded).status == 422)
    #expect(try ask([UInt8](repeating: 0x61, count: 2 << 20)).status == 400)
  }

  @Test func `an unknown log is 404, an unknown or failing key 403`() throws {
    var other = try TestLog(name: "other.example", seed: 2)
    other.append(3)
    #expect(try ask(request(from: 0, to: 3, proof: [], note: other.note())).status == 404)
    let forged = try log.checkpoint(size: 3).signed(by: other.signer)
    #expect(try ask(request(from: 0, to: 3, proof: [], note: forged)).status == 403)
    let good = try log.note(size: 3)
    let failing = NoteSignature(
      keyName: log.key.keyName, keyID: log.key.id, signature: [UInt8](repeating: 1, count: 64))
    #expect(
      try ask(request(from: 0, to: 3, proof: [], note: good.adding([failing]))).status == 403)
    #expect(try witness.read(path: OriginHash.hex(log.origin) + "/checkpoint").status == 404)
    #expect(try witness.read(path: "../witness").status == 404)
    #expect(try witness.read(path: OriginHash.hex("other.example") + "/checkpoint").status == 404)
  }

  @Test func `a tree that does not continue the one cosigned is 422`() throws {
    #expect(try ask(request(from: 0, to: 200)).status == 200)
    var fork = try TestLog()
    fork.append(199)
    fork.append(101, text: "another")
    // The same size with another root, a larger size with an honest proof of the fork, no proof.
    #expect(
      try ask(request(from: 200, to: 200, note: fork.note(size: 200))).status == 422)
    let proof = try fork.tree.consistencyProof(from: 200, to: 300)
    #expect(try ask(request(from: 200, to: 300, proof: proof, note: fork.note())).status == 422)
    #expect(try ask(request(from: 200, to: 300, proof: [])).status == 422)
    // Proofs where none is due, and an empty tree with a root.
    #expect(try ask(request(from: 200, to: 200, proof: [.emptyRoot])).status == 422)
    let honest = try log.tree.consistencyProof(from: 200, to: 300)
    for bit in stride(from: 0, to: honest.count * 256, by: 7) {
      var bytes = honest.map(\.bytes)
      bytes[bit / 256][bit % 256 / 8] ^= 1 << UInt8(bit % 8)
      let corrupt = bytes.compactMap { MerkleHash(bytes: $0) }
      #expect(try ask(request(from: 200, to: 300, proof: corrupt)).status == 422)
    }
    #expect(try ask(request(from: 200, to: 300)).status == 200)
  }

  @Test func `an empty tree must have the empty root, and needs no proof`() throws {
    let bad = try Checkpoint(origin: log.origin, size: 0, root: log.tree.root)
      .signed(by: log.signer)
    #expect(try ask(request(from: 0, to: 0, note: bad)).status == 422)
    #expect(try ask(request(from: 0, to: 9, proof: [.emptyRoot])).status == 422)
  }

  @Test func `a forged line under the witness's own name is neither kept nor in the way`() throws {
    let forged = NoteSignature(
      keyName: cosigner.verifierKey.keyName, keyID: cosigner.verifierKey.id,
      signature: [UInt8](repeating: 0, count: 72))
    let note = try log.note(size: 10).adding([forged])
    #expect(try ask(request(from: 0, to: 10, note: note)).status == 200)
    let kept = try #require(try store.latest(origin: log.origin))
    #expect(!kept.signatures.contains(forged))
    #expect(kept.signatures.count == 2)
    #expect(try ask(request(from: 10, to: 20), now: 1_001).status == 200)
  }

  @Test func `a clock that goes back stops the witness`() throws {
    #expect(try ask(request(from: 0, to: 10), now: 5_000).status == 200)
    #expect(throws: WitnessError.clockWentBack(now: 4_999, last: 5_000)) {
      try ask(request(from: 10, to: 20), now: 4_999)
    }
    #expect(try ask(request(from: 10, to: 20), now: 5_000).status == 200)
  }

  @Test func `of many requests from one size, exactly one is cosigned`() async throws {
    // Each asks through a store of its own on one folder, as separate processes do.
    let folder = store.folder
    let cosigner = self.cosigner
    let log = self.log
    for round in 0..<5 {
      let old = UInt64(round) * 50
      let answers = try await withThrowingTaskGroup(of: (UInt64, Int).self) { group in
        for step in 1...8 {
          let size = old + UInt64(step) * 6
          let body = try request(from: old, to: size)
          group.addTask {
            let witness = Witness(
              cosigner: cosigner, logs: [.init(key: log.key)],
              store: try FileCheckpointStore(folder: folder))
            return (size, try witness.addCheckpoint(body, now: 1_000).status)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let cosigned = answers.filter { $0.1 == 200 }.map(\.0)
      #expect(cosigned.count == 1)
      #expect(answers.count(where: { $0.1 == 409 }) == 7)
      let kept = try #require(try store.latest(origin: log.origin))
      #expect(try [Checkpoint(parsing: kept).size] == cosigned)
      if round < 4 {
        let next = old + 50
        #expect(try ask(request(from: cosigned[0], to: next)).status == 200)
      }
    }
  }

  @Test func `after a write that failed nothing more is promised`() throws {
    #expect(try ask(request(from: 0, to: 10)).status == 200)
    // A folder where the temporary file must go makes the next write fail.
    let blocked = "witness/\(OriginHash.hex(log.origin))/checkpoint.new"
    try folder.write(blocked + "/x", [1])
    #expect(throws: StorageError.self) { try ask(request(from: 10, to: 20)) }
    try folder.remove(blocked)
    #expect(throws: StorageError.self) { try ask(request(from: 10, to: 20)) }
    let again = Witness(
      cosigner: cosigner, logs: [.init(key: log.key)],
      store: try FileCheckpointStore(folder: store.folder))
    #expect(try again.addCheckpoint(request(from: 10, to: 20), now: 2_000).status == 200)
  }

  @Test func `a damaged record is an error, never a fresh start`() throws {
    #expect(try ask(request(from: 0, to: 10)).status == 200)
    try folder.write("witness/\(OriginHash.hex(log.origin))/checkpoint", [])
    #expect(throws: NoteError.self) { try ask(request(from: 0, to: 20)) }
  }

  @Test func `requests are read and written line by line`() throws {
    let body = try request(from: 100, to: 300)
    let request = try AddCheckpointRequest(parsing: body)
    #expect(request.oldSize == 100)
    #expect(request.encoded == body)
    #expect(String(decoding: body, as: UTF8.self).hasPrefix("old 100\n"))
  }
}
