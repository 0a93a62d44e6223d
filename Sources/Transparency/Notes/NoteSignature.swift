/// One signature line of a note, as received: who says to have signed, and the bytes.
public struct NoteSignature: Hashable, Sendable {
  static let dash = Array("\u{2014} ".utf8)

  let keyName: KeyName
  /// The first four bytes of the decoded signature: which key of that name.
  public let keyID: UInt32
  /// What follows the key's hash: the signature itself, for cosignatures with the time before it.
  public let signature: [UInt8]

  init(keyName: KeyName, keyID: UInt32, signature: [UInt8]) {
    self.keyName = keyName
    self.keyID = keyID
    self.signature = signature
  }

  /// The name of the key.
  public var name: String { keyName.text }

  /// The line with its newline: em dash, space, name, space, Base 64, newline.
  public var line: [UInt8] {
    Self.dash + keyName.bytes + [ASCII.space]
      + Base64.encode(withUnsafeBytes(of: keyID.bigEndian) { Array($0) } + signature)
      + [ASCII.newline]
  }

  /// Reads a line without its newline; nil where it is not a signature line.
  init?(line: ArraySlice<UInt8>) {
    guard line.starts(with: Self.dash) else { return nil }
    let fields = line.dropFirst(Self.dash.count)
    guard let gap = fields.firstIndex(of: ASCII.space),
      let name = KeyName(fields[..<gap]),
      let bytes = Base64.decode(fields[(gap + 1)...]), bytes.count > 4
    else { return nil }
    keyName = name
    keyID = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    signature = Array(bytes[4...])
  }

  /// Reads signature lines, each ended by a newline, as a witness answers them.
  public static func lines(_ bytes: [UInt8]) throws(NoteError) -> [NoteSignature] {
    guard !bytes.isEmpty else { throw .noSignatures }
    var reader = LineReader(bytes)
    var signatures: [NoteSignature] = []
    while let line = reader.next() {
      guard signatures.count < SignedNote.maximumSignatures else {
        throw .tooManySignatures(limit: SignedNote.maximumSignatures)
      }
      guard let signature = NoteSignature(line: line) else {
        throw .malformedSignature(offset: reader.lineStart)
      }
      signatures.append(signature)
    }
    guard reader.atEnd else { throw .malformedSignature(offset: reader.offset) }
    return signatures
  }
}
