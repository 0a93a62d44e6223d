import Testing

@testable import Transparency

@Suite("Checkpoints and cosignatures")
struct CheckpointTests {
  static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  @Test func `a checkpoint is read and written line by line`() throws {
    let text = "example.com/behind-the-sofa\n20852163\n\(Self.root)\nextension one\nétwo\n"
    let checkpoint = try Checkpoint(parsing: Array(text.utf8))
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.extensions == ["extension one", "étwo"])
    #expect(checkpoint.text == text)
    #expect(
      try Checkpoint(
        origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root,
        extensions: checkpoint.extensions) == checkpoint)
  }

  @Test(arguments: [
    ("", 1), ("\n1\n\(root)\n", 1), ("a", 1), ("a\n", 2), ("a\n01\n\(root)\n", 2),
    ("a\n-1\n\(root)\n", 2), ("a\n18446744073709551616\n\(root)\n", 2), ("a\n\n\(root)\n", 2),
    ("a\n1\n", 3), ("a\n1\n\(root)", 3), ("a\n1\n\(root) \n", 3), ("a\n1\nAAAA\n", 3),
    ("a\n1\n\(root)\n\n", 4), ("a\n1\n\(root)\nx\n\n", 5), ("a\n1\n\(root)\nx", 4),
  ])
  func `what is not a checkpoint is refused with its line`(text: String, line: Int) {
    #expect {
      try Checkpoint(parsing: Array(text.utf8))
    } throws: { error in
      guard case .malformedCheckpoint(line, _) = error as? NoteError else { return false }
      return true
    }
  }

  @Test func `an origin or extension that is no line makes no checkpoint`() throws {
    let root = MerkleHash.emptyRoot
    for bad in ["", "a\nb", "a\u{0}"] {
      #expect(throws: NoteError.self) { try Checkpoint(origin: bad, size: 0, root: root) }
      #expect(throws: NoteError.self) {
        try Checkpoint(origin: "a", size: 0, root: root, extensions: [bad])
      }
    }
  }

  @Test func `a cosignature verifies with its time, and no bit of it may change`() throws {
    let log = try TestLog()
    let note = try log.note()
    let witness = try CosignatureSigner(name: "w", seed: [UInt8](repeating: 9, count: 32))
    let line = try witness.cosign(note.textBytes, at: 1_679_315_147)
    #expect(line.signature.count == 72)
    let opened = try note.adding([line]).open(with: [witness.verifierKey])
    #expect(opened.verified.map(\.timestamp) == [1_679_315_147])
    let whole = note.adding([line]).encoded
    let accepted = acceptedCorruptions(of: whole) {
      let opened = try SignedNote(parsing: $0).open(with: [log.key, witness.verifierKey])
      // A line that is now someone else's is ignored; both must have been verified to be content.
      guard opened.verified.count == 2 else { throw NoteError.noKnownSignature }
    }
    #expect(accepted == [])
  }

  @Test func `times out of range are neither given nor taken`() throws {
    let note = try TestLog().note()
    let witness = try CosignatureSigner(name: "w", seed: [UInt8](repeating: 9, count: 32))
    let late = UInt64(Int64.max) + 1
    #expect(throws: NoteError.timestampOutOfRange(late)) {
      try witness.cosign(note.textBytes, at: late)
    }
    let forged = NoteSignature(
      keyName: witness.verifierKey.keyName, keyID: witness.verifierKey.id,
      signature: [UInt8](repeating: 0xFF, count: 72))
    #expect(throws: NoteError.timestampOutOfRange(.max)) {
      try note.adding([forged]).open(with: [witness.verifierKey])
    }
    let short = NoteSignature(
      keyName: witness.verifierKey.keyName, keyID: witness.verifierKey.id,
      signature: [UInt8](repeating: 0, count: 64))
    #expect(throws: NoteError.self) { try note.adding([short]).open(with: [witness.verifierKey]) }
  }

  @Test func `a log's signature is no cosignature, nor the other way round`() throws {
    let seed = [UInt8](repeating: 5, count: 32)
    let log = try Ed25519NoteSigner(name: "n", seed: seed)
    let witness = try CosignatureSigner(name: "n", seed: seed)
    let text = try Checkpoint(origin: "n", size: 0, root: .emptyRoot).textBytes
    let plain = try SignedNote(text: text, signers: [log])
    #expect(throws: NoteError.noKnownSignature) { try plain.open(with: [witness.verifierKey]) }
    let cosigned = try SignedNote(textBytes: text, signatures: [witness.cosign(text, at: 1)])
    #expect(throws: NoteError.noKnownSignature) { try cosigned.open(with: [log.verifierKey]) }
  }
}
