import Hummingbird
import Register

/// The cookie that carries a session.
///
/// Its prefix makes browsers hold it to this host, to `Secure` and to the whole path, so that no
/// neighbour can set or read it.
enum SessionCookie {
  static let name = "__Host-session"
  private static let attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax"

  /// The session's token in a request, where there is one of the right form.
  static func token(in request: Request) -> SecretToken? {
    for header in request.headers[values: .cookie] {
      for pair in header.utf8.prefix(8192).split(separator: 0x3B) {
        let pair = pair.drop { $0 == 0x20 }
        guard pair.starts(with: (name + "=").utf8) else { continue }
        let value = String(decoding: pair.dropFirst(name.utf8.count + 1), as: UTF8.self)
        if let token = SecretToken(value), token.kind == .session { return token }
      }
    }
    return nil
  }

  /// The header field that gives the browser a token, for as long as it is open.
  static func setting(_ token: SecretToken) -> String { name + "=" + token.secretText + attributes }

  /// The header field that takes it away.
  static let ending = name + "=" + attributes + "; Max-Age=0"
}
