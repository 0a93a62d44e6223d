import Hummingbird
import Register

/// A program that has shown a token, and what the register says of the account behind it.
struct CaseCaller: Sendable {
  /// The token's account and scopes.
  let bearer: Bearer
  /// The account as the events tell of it.
  let account: Account

  /// Who gives its commands.
  var actor: Actor { .account(account.id) }

  /// Whether the account has one of these roles.
  func has(_ roles: AccountRole...) -> Bool { !account.roles.isDisjoint(with: roles) }
}

extension CaseAPI {
  /// Who has sent a request, by its token and nothing else, and what the register holds now.
  ///
  /// - Throws: A ``Problem``: `unauthenticated`, or `forbidden` where the token lacks the scope; and
  ///   ``AccountRefusal`` or ``RegisterError`` where the storage fails.
  func caller(
    _ request: Request, _ scope: TokenScope
  ) async throws -> (caller: CaseCaller, published: Published) {
    guard let accounts = dependencies.accounts else {
      throw Problem(
        .unavailable, zh: "本服务器不受理账号", en: "this server was started without accounts")
    }
    guard let header = request.headers[.authorization] else {
      throw Self.unauthenticated(
        nil, zh: "请求须带“Authorization: Bearer 令牌”",
        en: "send the header \"Authorization: Bearer TOKEN\" with an API token")
    }
    // What other processes have recorded counts at once: an account that was ended there is ended.
    guard let token = Self.token(header), let bearer = try accounts.authenticate(bearer: token),
      case let published = try await registrar.refresh(),
      let account = published.cases.account(bearer.account.id), account.isActive
    else {
      throw Self.unauthenticated(
        "invalid_token", zh: "令牌无效、已过期或已撤销，或账号已停用",
        en: "the token is not known, expired or revoked, or its account is not in use any more")
    }
    guard bearer.scopes.contains(scope) else {
      var problem = Problem(
        .forbidden, zh: "令牌没有“\(scope.rawValue)”权限",
        en: "the token does not have the scope \(scope.rawValue)")
      problem.challenge =
        "Bearer realm=\"countermark\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
      problem.code = "scope"
      throw problem
    }
    return (CaseCaller(bearer: bearer, account: account), published)
  }

  /// The token in a header (RFC 6750, section 2.1); the scheme's name is of either case.
  private static func token(_ header: String) -> String? {
    let parts = header.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 2,
      HeaderText.lowered(Array(parts[0])[...]) == "bearer"
    else { return nil }
    return String(parts[1])
  }

  /// A problem with the header that RFC 9110, section 11.6.1, asks for.
  private static func unauthenticated(_ error: String?, zh: String, en: String) -> Problem {
    var problem = Problem(.unauthenticated, zh: zh, en: en)
    problem.challenge =
      "Bearer realm=\"countermark\"" + (error.map { ", error=\"\($0)\"" } ?? "")
    return problem
  }
}
