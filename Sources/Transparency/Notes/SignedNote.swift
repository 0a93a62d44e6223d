/// A text signed by one or more keys (c2sp.org/signed-note, v1.0.0), with its bytes as received.
///
/// A parsed note is not a verified one: what it says counts only after `open(with:)`.
public struct SignedNote: Hashable, Sendable {
  /// Signature lines that are read; the format asks for at least 16.
  public static let maximumSignatures = 100
  /// Bytes that are read.
  public static let maximumLength = 1 << 20

  /// The whole note as received.
  public let encoded: [UInt8]
  /// The text that is signed, with its last newline.
  public let textBytes: [UInt8]
  /// The signature lines in order, known or not.
  public let signatures: [NoteSignature]

  /// The text that is signed, with its last newline.
  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// Reads a note; throws where the bytes are not one.
  ///
  /// Verifies nothing.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.maximumLength else {
      throw .tooLong(length: bytes.count, limit: Self.maximumLength)
    }
    try Self.checkCharacters(bytes)
    guard let split = Self.lastEmptyLine(bytes) else { throw .noSignatures }
    do {
      signatures = try NoteSignature.lines(Array(bytes[(split + 2)...]))
    } catch .malformedSignature(let offset) {
      throw .malformedSignature(offset: split + 2 + offset)
    }
    textBytes = Array(bytes[...split])
    encoded = bytes
  }

  /// Signs `text`, which must end in a newline, with each signer in turn.
  public init(text: [UInt8], signers: [any NoteSigner]) throws {
    guard text.last == ASCII.newline else { throw NoteError.badText }
    do {
      try Self.checkCharacters(text)
    } catch {
      throw NoteError.badText
    }
    var signatures: [NoteSignature] = []
    for signer in signers {
      let signature = try signer.sign(text)
      // Of another process or a device, what it gives is verified before it is kept.
      let key = signer.verifierKey
      guard signature.keyName == key.keyName, signature.keyID == key.id,
        signer.isInProcess || key.accepts(signature.signature, text: text)
      else { throw NoteError.signerFailed(name: key.name) }
      signatures.append(signature)
    }
    guard !signatures.isEmpty else { throw NoteError.noSignatures }
    self.init(unchecked: text, signatures: signatures)
  }

  /// A note of a text and signature lines that are at hand already; throws where there is none.
  init(textBytes: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
    guard !signatures.isEmpty else { throw .noSignatures }
    self.init(unchecked: textBytes, signatures: signatures)
  }

  private init(unchecked text: [UInt8], signatures: [NoteSignature]) {
    textBytes = text
    self.signatures = signatures
    encoded = signatures.reduce(into: text + [ASCII.newline]) { $0 += $1.line }
  }

  /// The note with more signature lines at the end, those already there left out.
  public func adding(_ more: [NoteSignature]) -> SignedNote {
    var all = signatures
    for signature in more where !all.contains(signature) { all.append(signature) }
    return SignedNote(unchecked: textBytes, signatures: all)
  }

  /// UTF-8 without control characters other than newline.
  private static func checkCharacters(_ bytes: [UInt8]) throws(NoteError) {
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != ASCII.newline }) {
      throw .controlCharacter(offset: offset)
    }
    if let offset = UTF8Check.firstInvalid(bytes) { throw .notUTF8(offset: offset) }
  }

  /// Offset of the newline that ends the text: the first of the last two newlines in a row.
  private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    return stride(from: bytes.count - 2, through: 0, by: -1).first {
      bytes[$0] == ASCII.newline && bytes[$0 + 1] == ASCII.newline
    }
  }
}
