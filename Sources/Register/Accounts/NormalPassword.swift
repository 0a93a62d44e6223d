import Foundation

/// A password in the form in which it is hashed.
///
/// RFC 8265, section 4.2 (OpaqueString): other spaces become U+0020, then normalization form C. What
/// is the same on the screen is then the same on every keyboard; nothing is folded or cut off, so
/// the compatibility forms, which NIST SP 800-63B-4 names, are not used: they would make one of
/// passwords that differ.
struct NormalPassword: Hashable, Sendable {
  /// UTF-8.
  let bytes: [UInt8]

  /// The longest input that is looked at, in bytes; nothing that long was ever accepted.
  private static let longest = 4096

  init(_ password: String) {
    // What is too long stays wrong, and costs no more than the longest that may be right.
    guard password.utf8.count <= Self.longest else {
      bytes = Array(password.utf8.prefix(Self.longest))
      return
    }
    var scalars = String.UnicodeScalarView()
    for scalar in password.unicodeScalars {
      scalars.append(scalar.properties.generalCategory == .spaceSeparator ? " " : scalar)
    }
    bytes = Array(String(scalars).precomposedStringWithCanonicalMapping.utf8)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
