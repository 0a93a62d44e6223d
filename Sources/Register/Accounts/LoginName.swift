import Foundation

/// A mail address in the form in which logins are compared.
///
/// White space around it is dropped, compatibility forms become ordinary ones (NFKC: full-width
/// letters are what a Chinese keyboard writes), letters become small. What has that form then is an
/// RFC 5321 mailbox of a dot-string and a domain, in ASCII: addresses that look alike and differ are
/// not to be had. Quoted local parts, address literals and RFC 6531 are refused.
public struct LoginName: Hashable, Sendable {
  /// The address, at most 254 bytes (RFC 5321, 4.5.3.1.3).
  public let text: String

  /// Reads an address as somebody typed it; `nil` where it is none.
  public init?(_ typed: String) {
    guard typed.utf8.count <= 1024 else { return nil }
    let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCompatibilityMapping.lowercased()
    let bytes = Array(text.utf8)
    guard bytes.count <= 254, let at = bytes.firstIndex(of: 0x40),
      Self.isLocal(bytes[..<at]), Self.isDomain(bytes[(at + 1)...])
    else { return nil }
    self.text = text
  }

  /// What stands before the at sign.
  var local: String { String(text.prefix { $0 != "@" }) }
  /// What stands after it.
  var domain: String { String(text.drop { $0 != "@" }.dropFirst()) }
  /// The first label of the domain.
  var organization: String { String(domain.prefix { $0 != "." }) }

  private static let signs = Set("!#$%&'*+-/=?^_`{|}~".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// RFC 5321, 4.1.2: Dot-string; at most 64 bytes (4.5.3.1.1).
  private static func isLocal(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count <= 64
      && bytes.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || signs.contains($0) }
      }
  }

  /// RFC 5321, 4.1.2: Domain; two labels at least, the last one not of digits.
  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last else { return false }
    return !top.allSatisfy({ (0x30...0x39).contains($0) })
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
          && label.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D }
      }
  }
}
