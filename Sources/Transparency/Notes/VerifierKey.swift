internal import Crypto

/// A public key that verifies signatures of notes, with its name (c2sp.org/signed-note, v1.0.0,
/// "Verifier keys").
public struct VerifierKey: Hashable, Sendable {
  /// What a key signs, and how.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// Ed25519 over the text of the note.
    case ed25519 = 0x01
    /// Ed25519 over a time and a checkpoint's text (c2sp.org/tlog-cosignature).
    case cosignature = 0x04
  }

  /// The longest written key that is read, in bytes.
  public static let maximumLength = 4_096

  let keyName: KeyName
  /// What the key signs.
  public let kind: Kind
  /// The 32 bytes of the Ed25519 public key.
  public let publicKey: [UInt8]
  /// First four bytes of SHA-256(name || 0x0A || kind || public key), big-endian.
  public let id: UInt32

  /// A key from its parts; throws where the name is not allowed or the key not 32 bytes long.
  public init(name: String, kind: Kind, publicKey: [UInt8]) throws(NoteError) {
    guard let name = KeyName(Array(name.utf8)) else { throw .badKeyName }
    guard publicKey.count == 32 else { throw .malformedKey }
    self.init(keyName: name, kind: kind, publicKey: publicKey)
  }

  init(keyName: KeyName, kind: Kind, publicKey: [UInt8]) {
    self.keyName = keyName
    self.kind = kind
    self.publicKey = publicKey
    self.id = KeyLine.id(name: keyName, type: kind.rawValue, key: publicKey)
  }

  /// Reads `name+hash+base64`; throws where it is not written so, its hash is not its own, or its
  /// type is not supported.
  ///
  /// The inverse of `text`.
  public init(parsing text: String) throws(NoteError) {
    try self.init(parsing: Array(text.utf8)[...])
  }

  init(parsing text: ArraySlice<UInt8>) throws(NoteError) {
    let line = try KeyLine(parsing: text)
    guard let kind = Kind(rawValue: line.type) else { throw .unsupportedKeyType(line.type) }
    guard line.key.count == 32 else { throw .malformedKey }
    let key = VerifierKey(keyName: line.name, kind: kind, publicKey: line.key)
    guard key.id == line.id else {
      throw .keyIDMismatch(declared: line.id, computed: key.id)
    }
    self = key
  }

  /// The name of the key.
  public var name: String { keyName.text }

  /// `name+hash+base64`, as policies and configuration hold it.
  public var text: String {
    KeyLine(name: keyName, id: id, type: kind.rawValue, key: publicKey).text
  }

  /// Whether `signature` is this key's over `text`.
  func accepts(_ signature: [UInt8], text: [UInt8]) -> Bool {
    do {
      _ = try verify(signature, text: text)
      return true
    } catch {
      return false
    }
  }

  /// Throws unless `signature` is this key's over `text`; gives its time for a cosignature.
  func verify(_ signature: [UInt8], text: [UInt8]) throws(NoteError) -> UInt64? {
    switch kind {
    case .ed25519:
      try check(signature[...], over: text)
      return nil
    case .cosignature:
      guard signature.count == 8 + 64 else { throw badSignature }
      let timestamp = signature[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard timestamp <= UInt64(Int64.max) else { throw .timestampOutOfRange(timestamp) }
      try check(signature[8...], over: CosignatureSigner.message(text: text, timestamp: timestamp))
      return timestamp
    }
  }

  private func check(_ signature: ArraySlice<UInt8>, over message: [UInt8]) throws(NoteError) {
    guard signature.count == 64,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey),
      key.isValidSignature(signature, for: message)
    else { throw badSignature }
  }

  private var badSignature: NoteError { .badSignature(name: name, id: id) }
}

extension VerifierKey: CustomStringConvertible {
  /// The key as `name+hash+base64`.
  public var description: String { text }
}

/// The three parts of a written key, `name+hash+base64(type || key)`.
struct KeyLine {
  let name: KeyName
  let id: UInt32
  let type: UInt8
  let key: [UInt8]

  init(name: KeyName, id: UInt32, type: UInt8, key: [UInt8]) {
    self.name = name
    self.id = id
    self.type = type
    self.key = key
  }

  init(parsing text: ArraySlice<UInt8>) throws(NoteError) {
    guard text.count <= VerifierKey.maximumLength,
      let first = text.firstIndex(of: ASCII.plus),
      let second = text[(first + 1)...].firstIndex(of: ASCII.plus)
    else { throw .malformedKey }
    guard let name = KeyName(text[..<first]) else { throw .badKeyName }
    guard let id = ASCII.bytes(hex: text[(first + 1)..<second]), id.count == 4,
      let key = Base64.decode(text[(second + 1)...]), let type = key.first
    else { throw .malformedKey }
    self.init(
      name: name, id: id.reduce(0) { $0 << 8 | UInt32($1) }, type: type, key: Array(key[1...]))
  }

  var text: String {
    name.text + "+" + ASCII.hex(withUnsafeBytes(of: id.bigEndian) { Array($0) }) + "+"
      + Base64.string([type] + key)
  }

  /// The key's hash: the first four bytes of SHA-256 over name, newline, type and key.
  static func id(name: KeyName, type: UInt8, key: [UInt8]) -> UInt32 {
    let digest = SHA256.hash(data: name.bytes + [ASCII.newline, type] + key)
    return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
