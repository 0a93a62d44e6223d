/// A note of which at least one known key's signature was verified, and none failed.
public struct OpenedNote: Hashable, Sendable {
  /// A signature that was verified.
  public struct Verified: Hashable, Sendable {
    /// The key that verified it.
    public let key: VerifierKey
    /// The line as received.
    public let signature: NoteSignature
    /// For a cosignature, when it was given: seconds since 1970 UTC, as the witness asserts.
    public let timestamp: UInt64?
  }

  /// The note as received.
  public let note: SignedNote
  /// The signatures of known keys, in the order of the note.
  public let verified: [Verified]
  /// The signatures of unknown keys, which mean nothing here.
  public let unknown: [NoteSignature]

  /// The text that the keys signed.
  public var textBytes: [UInt8] { note.textBytes }
}

extension SignedNote {
  /// Verifies the signatures of `keys`.
  ///
  /// Signatures of other keys are ignored; a signature of one of these that fails refuses the note,
  /// and so does the absence of any.
  public func open(with keys: [VerifierKey]) throws(NoteError) -> OpenedNote {
    let opened = try examine(with: keys)
    guard !opened.verified.isEmpty else { throw .noKnownSignature }
    return opened
  }

  /// As `open(with:)`, but a note that none of the keys has signed is not refused.
  func examine(with keys: [VerifierKey]) throws(NoteError) -> OpenedNote {
    var verified: [OpenedNote.Verified] = []
    var unknown: [NoteSignature] = []
    for signature in signatures {
      let matching = keys.filter {
        $0.id == signature.keyID && $0.keyName == signature.keyName
      }
      guard let key = matching.first else {
        unknown.append(signature)
        continue
      }
      guard matching.allSatisfy({ $0 == key }) else {
        throw .ambiguousKey(name: signature.name, id: signature.keyID)
      }
      let timestamp = try key.verify(signature.signature, text: textBytes)
      verified.append(.init(key: key, signature: signature, timestamp: timestamp))
    }
    return OpenedNote(note: self, verified: verified, unknown: unknown)
  }
}
