/// Why bytes are not a signed note, a key or a checkpoint, or why a note is refused.
public enum NoteError: Error, Hashable, Sendable {
  /// The note is `length` bytes long, more than `limit`.
  case tooLong(length: Int, limit: Int)
  /// At `offset` the bytes are not UTF-8.
  case notUTF8(offset: Int)
  /// At `offset` stands a control character.
  case controlCharacter(offset: Int)
  /// No empty line separates a text from signatures.
  case noSignatures
  /// The signature line at `offset` is not "— name base64".
  case malformedSignature(offset: Int)
  /// There are more than `limit` signature lines.
  case tooManySignatures(limit: Int)
  /// A key name is empty or has a space, a plus sign or a control character in it.
  case badKeyName
  /// A text to sign does not end in a newline, or is empty.
  case badText
  /// A verifier or private key is not written `name+hash+base64`.
  case malformedKey
  /// The key's hash says `declared`, the key's own is `computed`.
  case keyIDMismatch(declared: UInt32, computed: UInt32)
  /// Keys of signature type `type` are not supported here.
  case unsupportedKeyType(UInt8)
  /// Two of the known keys share the name and the hash of a signature.
  case ambiguousKey(name: String, id: UInt32)
  /// The signature of a known key does not verify.
  case badSignature(name: String, id: UInt32)
  /// No known key has signed.
  case noKnownSignature
  /// Line `line` of a checkpoint is not what it must be.
  case malformedCheckpoint(line: Int, expected: String)
  /// A cosignature's time is past 2^63 - 1.
  case timestampOutOfRange(UInt64)
  /// The signer gave back a signature that its own verifier key does not accept.
  case signerFailed(name: String)
}

extension NoteError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  ///
  /// Names of keys are shown, signatures and secrets never.
  public var description: String {
    switch self {
    case .tooLong(let length, let limit):
      "The note is \(length) bytes long; at most \(limit) are read."
    case .notUTF8(let offset):
      "The note is not UTF-8 at byte \(offset); fetch it again as raw bytes."
    case .controlCharacter(let offset):
      "The note has a control character at byte \(offset); only newlines are allowed."
    case .noSignatures:
      "The note has no signatures: an empty line and lines beginning with an em dash must follow"
        + " the text."
    case .malformedSignature(let offset):
      "The signature line at byte \(offset) is not of the form \"\u{2014} name base64\"."
    case .tooManySignatures(let limit):
      "The note has more than \(limit) signatures; remove those of witnesses that nobody asks for."
    case .badKeyName:
      "A key name must not be empty nor have a space, a plus sign or a control character in it."
    case .badText:
      "A text to sign must not be empty, must be UTF-8 without control characters and must end in"
        + " a newline."
    case .malformedKey:
      "The key is not of the form name+hash+base64; copy the whole line."
    case .keyIDMismatch(let declared, let computed):
      "The key's hash is given as \(Self.hex(declared)) and is \(Self.hex(computed)); the name or"
        + " the key was changed or mistyped."
    case .unsupportedKeyType(let type):
      "Keys of signature type \(type) cannot be used here; Ed25519 keys (1) sign notes, Ed25519"
        + " cosignature keys (4) witness checkpoints."
    case .ambiguousKey(let name, let id):
      "Two known keys are called \(name.shown)+\(Self.hex(id)); remove one."
    case .badSignature(let name, let id):
      "The signature by \(name.shown)+\(Self.hex(id)) does not verify: the note was changed or is forged."
    case .noKnownSignature:
      "None of the known keys has signed the note; check that the right keys are configured."
    case .malformedCheckpoint(let line, let expected):
      "Line \(line) of the checkpoint must be \(expected)."
    case .timestampOutOfRange(let timestamp):
      "The cosignature's time \(timestamp) is past 2^63 - 1 seconds."
    case .signerFailed(let name):
      "The signer for \(name.shown) gave a signature that its own key does not verify; nothing was"
        + " published. Check which key the signer holds."
    }
  }

  private static func hex(_ id: UInt32) -> String {
    ASCII.hex(withUnsafeBytes(of: id.bigEndian) { Array($0) })
  }
}
