import Testing

@testable import Transparency

@Suite("Signed notes")
struct NoteTests {
  /// The example of the signed-note specification.
  static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  static let exampleNote = """
    This is an example message.

    \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3m\
    FXmRKuwHjG1Yu72IneyaQM=

    """

  private func note(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `the specification's example verifies`() throws {
    let key = try VerifierKey(parsing: Self.exampleKey)
    #expect(key.id == 0x530d_903a)
    #expect(key.name == "example.com/foo")
    let signed = try SignedNote(parsing: note(Self.exampleNote))
    let opened = try signed.open(with: [key])
    #expect(opened.verified.map(\.key) == [key])
    #expect(signed.text == "This is an example message.\n")
    #expect(signed.encoded == note(Self.exampleNote))
  }

  @Test func `every single-bit corruption of the example is refused`() throws {
    let key = try VerifierKey(parsing: Self.exampleKey)
    let accepted = acceptedCorruptions(of: note(Self.exampleNote)) {
      _ = try SignedNote(parsing: $0).open(with: [key])
    }
    #expect(accepted == [])
  }

  @Test func `the text may have empty lines: the last one separates`() throws {
    let signer = try Ed25519NoteSigner(name: "a", seed: [UInt8](repeating: 7, count: 32))
    let text = Array("one\n\n\ntwo\n\n\u{2014} not a signature\n".utf8)
    let signed = try SignedNote(text: text, signers: [signer])
    let parsed = try SignedNote(parsing: signed.encoded)
    #expect(parsed == signed)
    #expect(parsed.textBytes == text)
    #expect(try parsed.open(with: [signer.verifierKey]).verified.count == 1)
  }

  @Test(arguments: [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\u{2014} a AAAAAAA=\n",
    "text\n\n\u{2014} a AAAAAAA=", "text\n\n\u{2014} a AAAAAA==\n", "text\n\n\u{2014} a \n",
    "text\n\n\u{2014}  AAAAAAA=\n", "text\n\n\u{2014} a  AAAAAAA=\n",
    "text\n\n\u{2014} a AAAAAAA= \n", "text\n\n- a AAAAAAA=\n", "text\n\n\u{2014} a+b AAAAAAA=\n",
    "text\n\n\u{2014} a\u{A0}b AAAAAAA=\n", "text\n\n\u{2014} a\u{3000} AAAAAAA=\n",
    "text\n\n\u{2014}a AAAAAAA=\n", "text\r\n\n\u{2014} a AAAAAAA=\n",
    "te\txt\n\n\u{2014} a AAAAAAA=\n",
    "text\n\n\u{2014} a AAAAAAA=\nmore\n",
  ])
  func `what is not a note is refused`(text: String) {
    #expect(throws: NoteError.self) { try SignedNote(parsing: note(text)) }
  }

  @Test func `bytes that are not UTF-8 are refused with their place`() {
    let bad = note("text ") + [0xC0, 0x80] + note("\n\n\u{2014} a AAAAAAA=\n")
    #expect(throws: NoteError.notUTF8(offset: 5)) { try SignedNote(parsing: bad) }
    let surrogate = note("text ") + [0xED, 0xA0, 0x80] + note("\n\n\u{2014} a AAAAAAA=\n")
    #expect(throws: NoteError.notUTF8(offset: 5)) { try SignedNote(parsing: surrogate) }
  }

  @Test func `at least sixteen signatures are read, and not without end`() throws {
    let line = "\u{2014} a AAAAAAA=\n"
    let many = try SignedNote(parsing: note("t\n\n" + String(repeating: line, count: 100)))
    #expect(many.signatures.count == 100)
    #expect(throws: NoteError.tooManySignatures(limit: 100)) {
      try SignedNote(parsing: note("t\n\n" + String(repeating: line, count: 101)))
    }
    #expect(throws: NoteError.tooLong(length: (1 << 20) + 1, limit: 1 << 20)) {
      try SignedNote(parsing: [UInt8](repeating: 0x41, count: (1 << 20) + 1))
    }
  }

  @Test func `grease is ignored wherever it stands, and a known failing signature refuses`() throws
  {
    var random = Seeded(6)
    let signer = try Ed25519NoteSigner(name: "log.example", seed: random.bytes(32))
    let key = signer.verifierKey
    let text = Array("hello\n".utf8)
    let good = try signer.sign(text)
    for _ in 0..<50 {
      var signatures = [good]
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        // The same name with another hash, the same hash with another name, anything.
        let name =
          Bool.random(using: &random) ? key.keyName : try #require(KeyName("x.example".utf8))
        let id =
          name == key.keyName || Bool.random(using: &random)
          ? UInt32.random(in: 0..<key.id, using: &random) : key.id
        let length = Int.random(in: 1...2_500, using: &random)
        signatures.append(
          NoteSignature(keyName: name, keyID: id, signature: random.bytes(length)))
      }
      signatures.shuffle(using: &random)
      let note = try SignedNote(textBytes: text, signatures: signatures)
      let opened = try SignedNote(parsing: note.encoded).open(with: [key])
      #expect(opened.verified.map(\.signature) == [good])
      #expect(opened.unknown.count == signatures.count - 1)
      let forged = NoteSignature(
        keyName: key.keyName, keyID: key.id, signature: random.bytes(64))
      #expect(throws: NoteError.badSignature(name: key.name, id: key.id)) {
        try note.adding([forged]).open(with: [key])
      }
    }
  }

  @Test func `a note that no known key signed is refused`() throws {
    let note = try SignedNote(parsing: note(Self.exampleNote))
    let key = try VerifierKey(parsing: Self.exampleKey)
    let stranger = try Ed25519NoteSigner.generate(name: "b").verifierKey
    #expect(throws: NoteError.noKnownSignature) { try note.open(with: []) }
    #expect(throws: NoteError.noKnownSignature) { try note.open(with: [stranger]) }
    #expect(try note.open(with: [key, key, stranger]).verified.count == 1)
  }

  @Test func `names that only look alike are two names`() throws {
    let composed = try Ed25519NoteSigner(name: "caf\u{E9}", seed: [UInt8](repeating: 1, count: 32))
    let decomposed = try VerifierKey(
      name: "cafe\u{301}", kind: .ed25519, publicKey: composed.verifierKey.publicKey)
    #expect(composed.verifierKey != decomposed)
    #expect(composed.verifierKey.id != decomposed.id)
    let note = try SignedNote(text: Array("t\n".utf8), signers: [composed])
    #expect(throws: NoteError.noKnownSignature) { try note.open(with: [decomposed]) }
  }

  @Test func `a text that is no note text is not signed`() throws {
    let signer = try Ed25519NoteSigner.generate(name: "a")
    for text in ["", "no newline", "tab\t\n"] {
      #expect(throws: NoteError.badText) {
        try SignedNote(text: Array(text.utf8), signers: [signer])
      }
    }
    #expect(throws: NoteError.badText) { try SignedNote(text: [0xFF, 0x0A], signers: [signer]) }
    #expect(throws: NoteError.noSignatures) { try SignedNote(text: Array("t\n".utf8), signers: []) }
  }

  @Test func `a signer that signs with another key is found out before anything is published`()
    throws
  {
    struct Swapped: NoteSigner {
      let verifierKey: VerifierKey
      let inner: Ed25519NoteSigner
      func sign(_ text: [UInt8]) throws -> NoteSignature {
        NoteSignature(
          keyName: verifierKey.keyName, keyID: verifierKey.id,
          signature: try inner.sign(text).signature)
      }
    }
    let shown = try Ed25519NoteSigner.generate(name: "a").verifierKey
    let signer = Swapped(verifierKey: shown, inner: try .generate(name: "a"))
    #expect(throws: NoteError.signerFailed(name: "a")) {
      try SignedNote(text: Array("t\n".utf8), signers: [signer])
    }
  }
}

@Suite("Keys")
struct KeyTests {
  @Test(arguments: VerifierKey.Kind.allCases)
  func `keys are written and read, public and private`(kind: VerifierKey.Kind) throws {
    let key = try NotePrivateKey.generate(name: "register.example/日志", kind: kind)
    let text = key.text
    #expect(text.hasPrefix("PRIVATE+KEY+register.example/日志+"))
    let again = try NotePrivateKey(parsing: text + "\n")
    #expect(again.text == text)
    #expect(again.verifierKey == key.verifierKey)
    #expect(try VerifierKey(parsing: key.verifierKey.text) == key.verifierKey)
    // The secret is in the text and nowhere else. It is all that comes behind the fourth plus sign:
    // Base64 has that sign as well.
    let secret = try #require(text.split(separator: "+", maxSplits: 4).last)
    #expect(secret.utf8.count == 44)
    #expect(!"\(key)".contains(secret))
  }

  @Test func `the kind of a key is part of its hash, and holds it to its purpose`() throws {
    let seed = [UInt8](repeating: 3, count: 32)
    let log = try Ed25519NoteSigner(name: "a", seed: seed)
    let witness = try CosignatureSigner(name: "a", seed: seed)
    #expect(log.verifierKey.publicKey == witness.verifierKey.publicKey)
    #expect(log.verifierKey.id != witness.verifierKey.id)
    #expect(throws: NoteError.unsupportedKeyType(4)) {
      try Ed25519NoteSigner(privateKeyText: witness.privateKey.text)
    }
    #expect(throws: NoteError.unsupportedKeyType(1)) {
      try CosignatureSigner(privateKeyText: log.privateKey.text)
    }
  }

  @Test func `every single-bit corruption of a written key is refused`() throws {
    let key = Array(NoteTests.exampleKey.utf8)
    #expect(acceptedCorruptions(of: key) { _ = try VerifierKey(parsing: $0[...]) } == [])
  }

  @Test(arguments: [
    "", "a", "a+b", "a+00000000", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k ",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
    "example.com/foo+530d903a+", "example.com/foo+530d903a+AQ==",
  ])
  func `what is not a key is refused`(text: String) {
    #expect(throws: NoteError.self) { try VerifierKey(parsing: text) }
  }

  @Test func `keys of other types are named as such`() throws {
    let name = try #require(KeyName("a".utf8))
    for type in [UInt8(0), 2, 3, 5, 6, 0xFF] {
      let id = KeyLine.id(name: name, type: type, key: [1, 2, 3])
      let text = KeyLine(name: name, id: id, type: type, key: [1, 2, 3]).text
      #expect(throws: NoteError.unsupportedKeyType(type)) { try VerifierKey(parsing: text) }
    }
  }
}
