import Hummingbird
import Record
import Register
import Rules

/// Somebody who is signed in, as one request finds them.
struct Visitor: Sendable {
  /// The session's token, from the cookie.
  let token: SecretToken
  /// The session.
  let session: Session
  /// The account with its roles.
  let account: Account
  /// The tokens of the session's forms.
  let tokens: FormTokens

  init(token: SecretToken, session: Session, account: Account) {
    self.token = token
    self.session = session
    self.account = account
    tokens = FormTokens(session: token)
  }

  /// The one who gives commands.
  var actor: Actor { .account(account.id) }
  /// The Person whose account it is.
  var person: Identifier { account.person }
}

/// A request to a page of the office, with one published snapshot to answer it from.
struct Visit: Sendable {
  /// The request; its body is read by the route helper.
  let request: Request
  /// Captured parts of the path.
  let context: WebContext
  /// Language, public state and query, as the public pages get them.
  let page: PageRequest
  /// The texts in the language of the page.
  let texts: Texts
  /// The private state of the same moment.
  let cases: CaseState
  /// Who is signed in; `nil` only on pages that are open to anyone.
  let visitor: Visitor?
  /// The moment of the request.
  let now: Moment
  /// The path without its language: what form tokens are bound to.
  let path: String
  /// Whether a cookie for sessions can be kept by the browser that asks.
  let canHoldSession: Bool
  /// The address that the client's attempts are counted under.
  let client: String
  /// How many events the state comes from, which tells it from others.
  var position = 0

  var language: Language { page.language }

  /// A captured part of the path, decoded.
  func part(_ name: String) -> String {
    context.parameters.get(name).map { SiteRoute.decoded($0[...]) } ?? ""
  }

  /// A captured part of the path, as an identifier.
  func id(_ name: String = "id") -> Identifier? { Identifier(part(name)) }

  /// The address of a page of the office in the language of this one.
  func link(_ path: String) -> String {
    SiteAddress.page(.office(path), language).path
  }

  /// The token of a form of this session; empty where nobody is signed in.
  func formToken(_ action: String) -> String {
    visitor?.tokens.token(action).text ?? ""
  }
}
