import Ledger
import Record

extension Accounts {
  /// Signs somebody in, and begins a session with a token that never was before.
  ///
  /// A login that nobody has is answered as a wrong password is, after the same work; and a locked
  /// one in the same way whether somebody has it or not. `code` is that of the authenticator, or a
  /// recovery code; it is asked for only where the password is right. `client` is the address that
  /// the request came from, as the outermost trusted proxy saw it.
  public func signIn(
    login typed: String, password: String, code: String? = nil, client: String
  ) async throws(SignInRefusal) -> SignedIn {
    let login = LoginName(typed)
    let attempt: SignInLimiter.Attempt
    do throws(SignInLimiter.Refusal) {
      attempt = try limiter.signIn(login: login?.text ?? typed, client: client, at: now())
    } catch {
      throw SignInRefusal(AccountRefusal(error))
    }
    do throws(SignInRefusal) {
      let signedIn = try await checked(login: login, password: NormalPassword(password), code: code)
      do throws(LedgerError) {
        try limiter.succeeded(attempt)
      } catch {
        throw .storage(error)
      }
      return signedIn
    } catch {
      switch error {
      case .unknownOrWrong, .codeWrong: break
      default:
        // What is no failure does not count as one; if the store fails here, it does.
        try? limiter.withdraw(attempt)
      }
      throw error
    }
  }

  /// A hash that is nobody's, and costs as much as everybody's.
  private var nobody: PasswordHash {
    PasswordHash(
      parameters: hasher.parameters,
      salt: [UInt8](repeating: 0, count: PasswordHash.saltBytes),
      hash: [UInt8](repeating: 0, count: PasswordHash.hashBytes))
  }

  /// What was found to be right so far.
  ///
  /// Hashing takes its time, and somebody else may change the account meanwhile. What was checked
  /// against something that is still there need not be checked again; a code could not be.
  private struct Proven {
    var password: PasswordHash?
    var factor: [UInt8]?
    var rehashed: PasswordHash?
  }

  private func checked(
    login: LoginName?, password: NormalPassword, code: String?
  ) async throws(SignInRefusal) -> SignedIn {
    var proven = Proven()
    for _ in 0..<Self.turns {
      var found: StoredAccount?
      do throws(AccountRefusal) {
        if let login { found = try stored(login: login) }
      } catch {
        throw SignInRefusal(error)
      }
      if found == nil || found?.body.password != proven.password {
        let hash = found?.body.password ?? nobody
        guard try await holds(password, hash), found != nil else { throw .unknownOrWrong }
        proven.password = hash
      }
      guard let account = found else { throw .unknownOrWrong }
      var body = account.body
      if let factor = body.secondFactor, factor.secret != proven.factor {
        guard let code, !code.isEmpty else { throw .codeNeeded }
        guard body.accept(code, at: now()) else { throw .codeWrong }
      }
      if body.password.needsRehash(for: hasher.parameters) {
        if proven.rehashed == nil { proven.rehashed = try await rehash(password) }
        body.password = proven.rehashed ?? body.password
      }
      do throws(AccountRefusal) {
        var current = account
        if body != account.body {
          current = account.with(body)
          guard try save(current) else { continue }
        }
        proven.password = body.password
        proven.factor = body.secondFactor?.secret
        if let signedIn = try begin(current, secondFactor: body.secondFactor != nil) {
          return signedIn
        }
      } catch {
        throw SignInRefusal(error)
      }
    }
    throw .busy
  }

  private func holds(
    _ password: NormalPassword, _ hash: PasswordHash
  ) async throws(SignInRefusal) -> Bool {
    do throws(PasswordHasher.Refusal) {
      return try await hasher.check(password, against: hash)
    } catch {
      throw .busy
    }
  }

  private func rehash(_ password: NormalPassword) async throws(SignInRefusal) -> PasswordHash {
    do throws(PasswordHasher.Refusal) {
      return try await hasher.hash(password, salt: random.bytes(PasswordHash.saltBytes))
    } catch {
      throw .busy
    }
  }
}
