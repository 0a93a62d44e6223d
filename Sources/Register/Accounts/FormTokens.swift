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

  /// The token of the forms with this action, whatever they are about: identifiers in it count as one.
  public func token(_ action: String) -> FormToken {
    var mac = begun
    mac.update(data: Self.kind(of: action))
    return FormToken(mac: Array(mac.finalize()))
  }

  /// An action with `:id` for every identifier between its slashes.
  private static func kind(of action: String) -> [UInt8] {
    guard action.utf8.count >= Identifier.length else { return Array(action.utf8) }
    var kind: [UInt8] = []
    kind.reserveCapacity(action.utf8.count)
    for (place, part) in action.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      .enumerated()
    {
      if place > 0 { kind.append(0x2F) }
      kind += Identifier.isSpelt(part) ? Self.anyone : Array(part)
    }
    return kind
  }

  private static let anyone = Array(":id".utf8)
}
