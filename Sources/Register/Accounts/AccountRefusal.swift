public import Ledger

/// Why somebody was not signed in.
@nonexhaustive
public enum SignInRefusal: Error, Hashable, Sendable {
  /// There is no such account, or the password is wrong; nobody learns which.
  case unknownOrWrong
  /// The password is right, and a code is asked for as well.
  case codeNeeded
  /// The code is wrong, or was used before.
  case codeWrong
  /// Too many attempts failed; there is room again after so many seconds.
  case tooManyAttempts(seconds: Int)
  /// Too many sign in at this moment.
  case busy
  /// The store failed.
  case storage(LedgerError)
}

/// Why something about an account was not done.
@nonexhaustive
public enum AccountRefusal: Error, Hashable, Sendable {
  /// This is no mail address.
  case noLogin
  /// The password may not be set.
  case weakPassword(PasswordPolicy.Weakness)
  /// The password that was asked for once more is wrong.
  case wrongPassword
  /// The code is wrong, or was used before.
  case codeWrong
  /// No second factor was begun, or there is none.
  case noSecondFactor
  /// An official account keeps its second factor.
  case officialKeepsSecondFactor
  /// An official account does nothing before it has a second factor.
  case secondFactorFirst
  /// The session has ended, or the account is gone.
  case ended
  /// An API token needs a name of 1 to 80 characters.
  case tokenName
  /// An API token needs scopes, and such as accounts of its kind may have.
  case tokenScopes
  /// An API token ends after now, and within so many seconds.
  case tokenExpiry(longest: Int)
  /// The account has as many API tokens as it may have.
  case tooManyTokens(most: Int)
  /// Too many attempts failed; there is room again after so many seconds.
  case tooManyAttempts(seconds: Int)
  /// Too many passwords are being checked at this moment.
  case busy
  /// The store failed.
  case storage(LedgerError)
}

extension SignInRefusal: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unknownOrWrong: "the mail address or the password is wrong"
    case .codeNeeded: "enter the code of your authenticator, or a recovery code"
    case .codeWrong: "the code is wrong or was used before; wait for the next one"
    case .tooManyAttempts(let seconds): "too many attempts; try again in \(seconds) seconds"
    case .busy: "many people are signing in just now; try again in a moment"
    case .storage(let error): error.description
    }
  }
}

extension AccountRefusal: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .noLogin: "this is no mail address of the form name@example.org"
    case .weakPassword(let weakness): weakness.description
    case .wrongPassword: "the password is wrong"
    case .codeWrong: "the code is wrong or was used before; wait for the next one"
    case .noSecondFactor: "there is no second factor: set one up first"
    case .officialKeepsSecondFactor:
      "an official account keeps its second factor; it can be replaced by a new one"
    case .secondFactorFirst: "an official account needs a second factor first: set one up"
    case .ended: "you are signed out: sign in again"
    case .tokenName: "a token needs a name of 1 to 80 characters"
    case .tokenScopes: "choose what the token may do, among what this account may do"
    case .tokenExpiry(let longest):
      "a token ends after now, and within \(longest / 86_400) days"
    case .tooManyTokens(let most): "there are \(most) tokens already: revoke one first"
    case .tooManyAttempts(let seconds): "too many attempts; try again in \(seconds) seconds"
    case .busy: "many people are signing in just now; try again in a moment"
    case .storage(let error): error.description
    }
  }
}

extension AccountRefusal {
  init(_ refusal: SignInLimiter.Refusal) {
    switch refusal {
    case .tooMany(let seconds): self = .tooManyAttempts(seconds: seconds)
    case .storage(let error): self = .storage(error)
    }
  }

  init(_ refusal: PasswordHasher.Refusal) {
    switch refusal {
    case .busy, .outOfMemory: self = .busy
    }
  }
}

extension SignInRefusal {
  init(_ refusal: AccountRefusal) {
    switch refusal {
    case .storage(let error): self = .storage(error)
    case .tooManyAttempts(let seconds): self = .tooManyAttempts(seconds: seconds)
    default: self = .busy
    }
  }
}
