import Testing

@testable import Transparency

/// Nothing from outside may trap, and whatever is read is written again as the same bytes: two
/// files that mean the same are one file.
@Suite("Hostile input")
struct FuzzTests {
  private func fuzz(
    _ name: String, seeds: [[UInt8]], _ parse: ([UInt8]) throws -> [UInt8]
  ) throws {
    try Fuzzer(name: name, seeds: seeds).run { input in
      do {
        return .read(try parse(input))
      } catch {
        // Every refusal says something.
        #expect(!"\(error)".isEmpty)
        return .refused
      }
    }
  }

  private func fixture() throws -> (log: TestLog, note: SignedNote, keys: [VerifierKey]) {
    var log = try TestLog()
    log.append(70)
    let plain = try log.note()
    let witness = try CosignatureSigner(name: "w.example", seed: [UInt8](repeating: 6, count: 32))
    let note = plain.adding([try witness.cosign(plain.textBytes, at: 1_700_000_000)])
    return (log, note, [log.key, witness.verifierKey])
  }

  @Test func `notes`() throws {
    let (_, note, keys) = try fixture()
    let text = Array("one\n\ntwo\n\n\u{2014} é\n".utf8)
    let other = try SignedNote(text: text, signers: [TestLog().signer])
    try fuzz("note", seeds: [note.encoded, other.encoded]) { input in
      let read = try SignedNote(parsing: input)
      // Verifying must not trap either; a note that opens is one that was signed.
      if let opened = try? read.open(with: keys) {
        #expect(opened.textBytes == note.textBytes || opened.textBytes == text)
      }
      // Written from its parts, not from the bytes that it keeps.
      return try SignedNote(textBytes: read.textBytes, signatures: read.signatures).encoded
    }
  }

  @Test func `checkpoints`() throws {
    let (_, note, _) = try fixture()
    let long = try Checkpoint(
      origin: "é.example", size: .max, root: .emptyRoot, extensions: ["a", "b c"])
    try fuzz("checkpoint", seeds: [note.textBytes, long.textBytes]) {
      try Checkpoint(parsing: $0).textBytes
    }
  }

  @Test func `receipts`() throws {
    let (log, note, keys) = try fixture()
    let policy = try log.policy(witnesses: [keys[1]])
    let seeds = try [0, 13, 69].map { index in
      try LogProof(
        extra: index == 0 ? nil : log.entries[index], index: UInt64(index),
        hashes: log.tree.inclusionProof(index: UInt64(index), size: 70), checkpoint: note
      ).encoded
    }
    try fuzz("receipt", seeds: seeds) { input in
      let proof = try LogProof(parsing: input)
      if let verdict = try? proof.verify(entry: log.entries[13], policy: policy) {
        #expect(verdict.index == 13 && verdict.root == log.tree.root)
      }
      return try LogProof(
        extra: proof.extra, index: proof.index, hashes: proof.hashes,
        checkpoint: proof.checkpointNote
      ).encoded
    }
  }

  @Test func `policies`() throws {
    let keys = TrustPolicyTests.keys.map(\.verifierKey.text)
    let text = """
      log \(TrustPolicyTests.logKey) https://log.example/
      witness a \(keys[0])
      witness b \(keys[1]) https://b.example/
      witness c \(keys[2])
      group g 2 a b
      group h 1 g c
      quorum h

      """
    try fuzz("policy", seeds: [Array(text.utf8), Array("quorum none\n".utf8)]) { input in
      let policy = try TrustPolicy(parsing: input)
      // A policy has many spellings; its canonical one must mean the same and be its own.
      let again = try TrustPolicy(parsing: policy.canonical)
      #expect(again == policy)
      #expect(again.canonical == policy.canonical)
      _ = policy.isQuorum([0])
      return input
    }
  }

  @Test func `tile paths`() throws {
    let seeds = [
      "tile/0/000", "tile/7/x001/x234/067.p/255", "tile/entries/x999/000.p/1", "tile/63/999",
    ]
    try fuzz("tile-path", seeds: seeds.map { Array($0.utf8) }) { input in
      guard let tile = Tile(path: input[...]) else { throw NoteError.malformedKey }
      return Array(tile.path.utf8)
    }
  }

  @Test func `verifier keys`() throws {
    let seeds = [
      NoteTests.exampleKey, TrustPolicyTests.logKey, TrustPolicyTests.keys[0].verifierKey.text,
    ]
    try fuzz("key", seeds: seeds.map { Array($0.utf8) }) {
      Array(try VerifierKey(parsing: $0[...]).text.utf8)
    }
  }

  @Test func `private keys`() throws {
    let seeds = [try TestLog().signer.privateKey.text, TrustPolicyTests.keys[0].privateKey.text]
    try fuzz("private-key", seeds: seeds.map { Array($0.utf8) }) { input in
      let text = String(decoding: input, as: UTF8.self)
      let key = try NotePrivateKey(parsing: text)
      // A file may end in a newline; nothing else may differ.
      return Array((key.text + (text.utf8.last == ASCII.newline ? "\n" : "")).utf8)
    }
  }

  @Test func `add-checkpoint requests, and the witness that they are put to`() throws {
    let (log, note, _) = try fixture()
    let folder = try TemporaryFolder()
    let store = try FileCheckpointStore(folder: folder.path + "/w")
    let witness = Witness(
      cosigner: TrustPolicyTests.keys[0], logs: [.init(key: log.key)], store: store)
    let seeds = try [0, 1, 33, 70].map { old in
      try AddCheckpointRequest(
        oldSize: old, proof: log.tree.consistencyProof(from: old, to: 70), note: note
      ).encoded
    }
    try fuzz("add-checkpoint", seeds: seeds) { input in
      let answer = try witness.addCheckpoint(input, now: 1_000)
      #expect([200, 400, 403, 404, 409, 422].contains(answer.status))
      let request = try AddCheckpointRequest(parsing: input)
      return try AddCheckpointRequest(
        oldSize: request.oldSize, proof: request.proof, note: request.note
      ).encoded
    }
    // Whatever was sent, only the log's own checkpoint can have been cosigned.
    let kept = try store.latest(origin: log.origin)
    #expect(kept?.textBytes == note.textBytes)
  }

  @Test func `entry bundles`() throws {
    let seeds = try [
      EntryBundle([[], [1], Vectors.entry(2)]).encoded,
      EntryBundle([[UInt8]](repeating: [], count: 256)).encoded,
    ]
    try fuzz("entry-bundle", seeds: seeds) { try EntryBundle(parsing: $0).encoded }
  }

  @Test func `witness answers`() throws {
    let (_, note, _) = try fixture()
    let lines = note.signatures.flatMap(\.line)
    try fuzz("signature-lines", seeds: [lines]) { input in
      try NoteSignature.lines(input).flatMap(\.line)
    }
  }
}
