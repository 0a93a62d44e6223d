internal import Crypto

/// A named Ed25519 private key as a line of text: `PRIVATE+KEY+name+hash+base64(kind || seed)`.
///
/// The line is the secret: it is written to a file that only the service may read, and never
/// printed. The description shows the public half.
public struct NotePrivateKey: Sendable {
  private static let prefix = Array("PRIVATE+KEY+".utf8)

  let key: Curve25519.Signing.PrivateKey
  /// The public half.
  public let verifierKey: VerifierKey

  /// The key with this name, kind and 32-byte seed.
  public init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws(NoteError) {
    guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { throw .malformedKey }
    self.key = key
    verifierKey = try VerifierKey(
      name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// A new key, from the system's randomness.
  public static func generate(name: String, kind: VerifierKey.Kind) throws(NoteError)
    -> NotePrivateKey
  {
    let seed = Curve25519.Signing.PrivateKey().rawRepresentation
    return try NotePrivateKey(name: name, kind: kind, seed: Array(seed))
  }

  /// Reads a line as `text` writes it, with or without one newline at its end.
  public init(parsing text: String) throws(NoteError) {
    var bytes = Array(text.utf8)[...]
    if bytes.last == ASCII.newline { bytes.removeLast() }
    guard bytes.starts(with: Self.prefix) else { throw .malformedKey }
    let line = try KeyLine(parsing: bytes.dropFirst(Self.prefix.count))
    guard let kind = VerifierKey.Kind(rawValue: line.type) else {
      throw .unsupportedKeyType(line.type)
    }
    try self.init(name: line.name.text, kind: kind, seed: line.key)
    guard verifierKey.id == line.id else {
      throw .keyIDMismatch(declared: line.id, computed: verifierKey.id)
    }
  }

  /// The secret line, without a newline.
  public var text: String {
    String(decoding: Self.prefix, as: UTF8.self)
      + KeyLine(
        name: verifierKey.keyName, id: verifierKey.id, type: verifierKey.kind.rawValue,
        key: Array(key.rawRepresentation)
      ).text
  }

  func line(over message: [UInt8], prefix: [UInt8] = []) throws -> NoteSignature {
    NoteSignature(
      keyName: verifierKey.keyName, keyID: verifierKey.id,
      signature: prefix + (try key.signature(for: message)))
  }
}

extension NotePrivateKey: CustomStringConvertible {
  /// The public half only.
  public var description: String { "private key of \(verifierKey.text)" }
}
