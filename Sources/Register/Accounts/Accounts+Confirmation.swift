import Ledger
import Record

extension Accounts {
  /// Asks somebody who is signed in once more who they are, before something that cannot be taken
  /// back: for the password, and for a code where the account has a second factor.
  ///
  /// Both are asked for no more often than at sign-in. The code is that of the authenticator, or a
  /// recovery code, and is good once.
  ///
  /// - Throws: ``AccountRefusal``: `wrongPassword`, `codeWrong`, `tooManyAttempts` and what the store
  ///   says.
  public func confirm(
    _ session: Session, password: String, code: String
  ) async throws(AccountRefusal) {
    let proven = try await prove(password, session)
    if proven.body.secondFactor != nil { try accept(code, of: proven.id) }
  }

  /// Takes a code of the second factor that is in force; once.
  func accept(_ code: String, of id: Identifier) throws(AccountRefusal) {
    let attempt = try confirmation(id)
    let moment = now()
    _ = try change(id) { body throws(AccountRefusal) in
      guard body.accept(code, at: moment) else { throw .codeWrong }
    }
    try withdraw(attempt)
  }
}
