/// What a form carries to show that it came from a page of the same session.
///
/// HMAC-SHA-256 over the form's action, keyed with the session's token, which only the browser has:
/// the register keeps its hash alone. A page of somebody else cannot know it, and what is good for one
/// kind of form is not for another. Forms that do the same to different cases share theirs, so that a
/// page with fifty of them needs one.
public struct FormToken: Hashable, Sendable {
  private let mac: [UInt8]

  /// What comes before the action.
  static let prefix = Array("countermark form v1\n".utf8)

  init(mac: [UInt8]) { self.mac = mac }

  /// The token of the forms with this action in a session, whatever they are about.
  public init(session: SecretToken, action: String) {
    self = FormTokens(session: session).token(action)
  }

  /// What stands in the hidden field.
  public var text: String { BitAlphabet.base64URL.encode(mac) }

  /// Whether a hidden field that came back holds it.
  public func matches(_ text: String) -> Bool {
    guard text.utf8.count <= 64, let sent = BitAlphabet.base64URL.decode(text.utf8) else {
      return false
    }
    return ConstantTime.equal(sent, mac)
  }
}
