import Register

/// The paths of the office, without their language.
enum OfficePath {
  static let start = "/office"
  static let signIn = "/office/sign-in"
  static let register = "/office/register"
  static let password = "/office/account/password"
  static let everywhere = "/office/account/sign-out-everywhere"
  static let signOut = "/office/sign-out"
  static let account = "/office/account"
  static let secondFactor = "/office/account/second-factor"
  static let replaceFactor = "/office/account/second-factor/replace"
  static let removeFactor = "/office/account/second-factor/remove"
  static let recoveryCodes = "/office/account/second-factor/codes"
  static let tokens = "/office/account/tokens"
  static let revoke = "/office/account/tokens/revoke"
  static let erasure = "/office/account/erase"
  static let applications = "/office/applications"
  static let leave = "/office/organizations/leave"
  static let organizations = "/office/organizations"

  /// Where one goes after signing in: an address of this office and nothing else.
  ///
  /// Letters, digits and a few signs only, so that no browser can read it as another host.
  static func checked(_ next: String?) -> String? {
    guard let next, next.utf8.count <= 512, next.utf8.allSatisfy(isPlain),
      !Array(next.utf8).contains(doubled: 0x2F)
    else { return nil }
    for prefix in ["", "/zh", "/en"] {
      let root = prefix + start
      guard next.utf8.starts(with: root.utf8) else { continue }
      let after = next.utf8.dropFirst(root.utf8.count).first
      if after == nil || after == 0x2F || after == 0x3F { return next }
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    // - . / _ ~ ? = & %
    case 0x2D, 0x2E, 0x2F, 0x5F, 0x7E, 0x3F, 0x3D, 0x26, 0x25: true
    default: false
    }
  }
}

extension [UInt8] {
  /// Whether a byte stands twice in a row.
  fileprivate func contains(doubled byte: UInt8) -> Bool {
    zip(self, dropFirst()).contains { $0 == byte && $1 == byte }
  }
}
