import Hummingbird
import Transparency

/// An entity tag (RFC 9110, section 8.8.3): strong, for the bytes that it is sent with and no others.
struct EntityTag: Hashable, Sendable {
  /// The tag with its quotation marks, as it stands in `ETag`.
  let field: String

  /// The state of a register decides what every answer from it is, byte for byte; so does the form
  /// in which it is written.
  ///
  /// The address and these together name the bytes.
  ///
  /// - Parameter root: the root of the register's tree.
  init(root: MerkleHash) {
    field = "\"" + Self.hex(root.bytes.prefix(16)) + "-" + String(Self.form) + "\""
  }

  /// The tag of bytes that something else than the state decides as well.
  init(of bytes: some Collection<UInt8>) {
    field = "\"" + Self.hex(MerkleHash.leaf(bytes).bytes.prefix(16)) + "\""
  }

  /// What answers look like.
  ///
  /// It grows whenever the same state is written in other bytes than by the release before, so that
  /// no cache keeps the old ones.
  static let form = 1

  /// Whether a request already has what the tag stands for.
  ///
  /// `If-None-Match` compares weakly (RFC 9110, section 13.1.2): a proxy that compresses may have
  /// made the tag weak.
  func isHeld(by request: Request) -> Bool {
    guard let held = request.headers[.ifNoneMatch] else { return false }
    for candidate in held.utf8.split(separator: 0x2C) {
      var tag = candidate.drop { $0 == 0x20 || $0 == 0x09 }
      while tag.last == 0x20 || tag.last == 0x09 { tag.removeLast() }
      if tag.elementsEqual("*".utf8) { return true }
      if tag.starts(with: "W/".utf8) { tag.removeFirst(2) }
      if tag.elementsEqual(field.utf8) { return true }
    }
    return false
  }

  private static func hex(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
