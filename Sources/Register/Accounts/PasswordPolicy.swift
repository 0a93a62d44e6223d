/// Which passwords may be set.
///
/// NIST SP 800-63B-4, 3.1.1.2 and OWASP ASVS 5.0, 6.2: length is what counts; no rules about kinds
/// of characters; no change by the calendar; what is easily guessed is refused, and so is what is
/// guessed by who knows the mail address or this register. NIST asks for 15 characters where the
/// password is the only factor, ASVS for 8 and better 15: ``minimum`` lies between.
public struct PasswordPolicy: Hashable, Sendable {
  /// The least number of characters, counted as Unicode scalars.
  public var minimum: Int
  /// The largest number of bytes in UTF-8.
  public var maximumBytes: Int

  /// A policy; 256 bytes hold 64 characters of any script, which both guidelines ask for.
  public init(minimum: Int = 12, maximumBytes: Int = 256) {
    self.minimum = minimum
    self.maximumBytes = maximumBytes
  }

  /// Why a password may not be set.
  public enum Weakness: Error, Hashable, Sendable {
    /// It has fewer characters than this.
    case tooShort(minimum: Int)
    /// It has more bytes than this.
    case tooLong(maximumBytes: Int)
    /// It has a control character, which not every keyboard can repeat.
    case controlCharacter
    /// Little is left of it without the mail address.
    case likeTheLogin
    /// Little is left of it without the words, rows of keys and repetitions that are tried first.
    case common
  }

  /// Says why a password may not be set for a login; `nil` where it may.
  public func weakness(of password: String, login: LoginName) -> Weakness? {
    let normal = NormalPassword(password)
    let scalars = normal.text.unicodeScalars
    guard normal.bytes.count <= maximumBytes else { return .tooLong(maximumBytes: maximumBytes) }
    guard scalars.count >= minimum else { return .tooShort(minimum: minimum) }
    guard scalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      return .controlCharacter
    }
    let guess = GuessablePattern(password: normal.text)
    let own = [login.text, login.local, login.domain, login.organization]
    let least = Self.leastRemainder
    if guess.remainder(without: []) < least { return .common }
    if guess.remainder(without: own) < least { return .likeTheLogin }
    return guess.remainder(without: own + GuessablePattern.words) < least ? .common : nil
  }

  /// How many characters have to be left once everything that is guessed first is out.
  private static let leastRemainder = 6
}

extension PasswordPolicy.Weakness: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .tooShort(let minimum): "the password needs at least \(minimum) characters"
    case .tooLong(let bytes): "the password may have at most \(bytes) bytes"
    case .controlCharacter: "the password holds a control character; use letters, digits, spaces"
    case .likeTheLogin: "the password is too much like the mail address"
    case .common: "the password is among the first that are tried; take several unrelated words"
    }
  }
}
