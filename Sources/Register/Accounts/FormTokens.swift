import Crypto

/// The tokens of all forms of a session: its key is set up once, and not once for each form.
public struct FormTokens: Sendable {
  private let begun: HMAC<SHA256>

  /// Of a session.
  public init(session: SecretToken) {
    var begun = HMAC<SHA256>(key: SymmetricKey(data: session.bytes))
    begun.update(data: FormToken.prefix)
    self.begun = begun
  }

  /// The token of the form with this action.
  public func token(_ action: String) -> FormToken {
    var mac = begun
    mac.update(data: Array(action.utf8))
    return FormToken(mac: Array(mac.finalize()))
  }
}
