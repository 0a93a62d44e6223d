import Mustache

/// Escapes text for HTML, in content and in quoted attributes.
///
/// The template engine's own escaping walks grapheme clusters, so that a quotation mark followed by
/// a combining mark stays raw and closes an attribute. This one walks bytes: all five characters are
/// ASCII, and in UTF-8 an ASCII byte is never part of another character.
struct HTMLEscape: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "REGISTER_HTML"

  func escapeText(_ text: String) -> String { HTMLEscape.escape(text) }

  static func escape(_ text: String) -> String {
    var first = true
    for byte in text.utf8 where replacement(byte) != nil {
      first = false
      break
    }
    if first { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let replacement = replacement(byte) {
        bytes.append(contentsOf: replacement.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func replacement(_ byte: UInt8) -> String? {
    switch byte {
    case 0x26: "&amp;"
    case 0x3C: "&lt;"
    case 0x3E: "&gt;"
    case 0x22: "&quot;"
    case 0x27: "&#39;"
    default: nil
    }
  }
}
