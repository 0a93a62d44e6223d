import Ledger
public import Record

extension Accounts {
  /// Makes an API token.
  ///
  /// `name` is what its owner tells it from others by, 1 to 80 Unicode scalars and no control
  /// character among them. An official account has to have a second factor first.
  public func createToken(
    account: SignInAccount, name: String, scopes: Set<TokenScope>, expires: Moment
  ) throws(AccountRefusal) -> MadeToken {
    let now = now()
    let (lifetime, over) = expires.seconds.subtractingReportingOverflow(now.seconds)
    guard !over, lifetime > 0, lifetime <= rules.longestToken else {
      throw .tokenExpiry(longest: rules.longestToken)
    }
    guard (1...80).contains(name.unicodeScalars.count),
      name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { throw .tokenName }
    guard let current = try self.account(account.id) else { throw .ended }
    guard !current.needsSecondFactor else { throw .secondFactorFirst }
    guard !scopes.isEmpty, scopes.allSatisfy({ $0.isFor(current.kind) }) else {
      throw .tokenScopes
    }
    guard try tokens(of: current.id).count < rules.mostTokens else {
      throw .tooManyTokens(most: rules.mostTokens)
    }
    var random = random
    let token = SecretToken(.api, random: random)
    let listed = APIToken(
      id: Identifier.random(using: &random), name: name, scopes: scopes, created: now,
      expires: expires)
    let body = try TokenBody(
      name: name, scopes: TokenScope.allCases.filter(scopes.contains)
    ).encoded()
    do throws(LedgerError) {
      try store.insertToken(
        LedgerToken(
          hash: token.hash, id: listed.id.text, account: current.id.text, created: now.seconds,
          expires: expires.seconds, body: body))
    } catch {
      if case .outdated = error { throw .ended }
      throw .storage(error)
    }
    return MadeToken(token: token, listed: listed)
  }

  /// The API tokens of an account, the oldest first; those past their time may be among them.
  public func tokens(of account: Identifier) throws(AccountRefusal) -> [APIToken] {
    try storing { store throws(LedgerError) in try store.tokens(of: account.text) }
      .compactMap(Self.listed)
  }

  /// Revokes an API token of an account, at once; returns whether there was one.
  @discardableResult
  public func revokeToken(
    _ id: Identifier, of account: Identifier
  ) throws(AccountRefusal) -> Bool {
    try storing { store throws(LedgerError) in
      try store.deleteToken(id.text, of: account.text)
    }
  }

  /// Who has shown this API token, and what it allows; `nil` where it is not good.
  ///
  /// `text` is what follows `Bearer ` in the header. No cookie stands beside it, so nothing asked
  /// with it needs a form token.
  public func authenticate(bearer text: String) throws(AccountRefusal) -> Bearer? {
    guard let token = SecretToken(text), token.kind == .api else { return nil }
    let hash = token.hash
    guard let found = try storing({ store throws(LedgerError) in try store.token(hash: hash) }),
      now().seconds < found.expires, let listed = Self.listed(found),
      let id = Identifier(found.account), let account = try account(id),
      !account.needsSecondFactor
    else { return nil }
    // An account that changed its kind has lost the scopes of the other one.
    let scopes = listed.scopes.filter { $0.isFor(account.kind) }
    return Bearer(account: account, scopes: scopes, token: listed.id)
  }

  private static func listed(_ token: LedgerToken) -> APIToken? {
    guard let id = Identifier(token.id), let body = TokenBody(encoded: token.body) else {
      return nil
    }
    return APIToken(
      id: id, name: body.name, scopes: Set(body.scopes), created: Moment(seconds: token.created),
      expires: Moment(seconds: token.expires))
  }
}
