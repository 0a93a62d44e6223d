/// The hash of a password, with all that is needed to check one against it.
///
/// It is written as a PHC string, `$scrypt$ln=15,r=8,p=3$salt$hash`, salt and hash in base 64
/// without padding (PHC string format specification).
public struct PasswordHash: Hashable, Sendable {
  /// What it cost.
  public let parameters: ScryptParameters
  let salt: [UInt8]
  let hash: [UInt8]

  /// How many bytes the salt of a new hash has; more than NIST SP 800-63B-4, 3.1.1.2 asks for.
  static let saltBytes = 16
  /// How many bytes a new hash has.
  static let hashBytes = 32

  init(parameters: ScryptParameters, salt: [UInt8], hash: [UInt8]) {
    self.parameters = parameters
    self.salt = salt
    self.hash = hash
  }

  /// Reads a PHC string in the one form in which it is written; anything else is `nil`.
  ///
  /// Bounds: those of ``ScryptParameters``, 16 to 64 bytes of salt, 32 to 64 of hash.
  public init?(_ text: String) {
    guard text.utf8.count <= 256 else { return nil }
    let parts = text.utf8.split(separator: 0x24, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1].elementsEqual("scrypt".utf8),
      let parameters = Self.parameters(parts[2]),
      let salt = BitAlphabet.base64.decode(parts[3]), (16...64).contains(salt.count),
      let hash = BitAlphabet.base64.decode(parts[4]), (32...64).contains(hash.count)
    else { return nil }
    self.init(parameters: parameters, salt: salt, hash: hash)
  }

  /// The PHC string.
  public var text: String {
    "$scrypt$ln=\(parameters.ln),r=\(parameters.r),p=\(parameters.p)"
      + "$\(BitAlphabet.base64.encode(salt))$\(BitAlphabet.base64.encode(hash))"
  }

  /// Whether a password that was just checked should be hashed anew, since it costs more now.
  ///
  /// A hash that costs more than is asked for stays: lowering a setting weakens nobody.
  public func needsRehash(for wanted: ScryptParameters) -> Bool {
    parameters.ln < wanted.ln || parameters.r < wanted.r || parameters.p < wanted.p
  }

  /// Hashes a password; `nil` where there was no memory for it.
  ///
  /// It takes its time, and blocks: ``PasswordHasher`` is what calls it.
  static func make(
    _ password: NormalPassword, salt: [UInt8], parameters: ScryptParameters
  ) -> PasswordHash? {
    guard let hash = parameters.derive(password.bytes, salt: salt, bytes: hashBytes) else {
      return nil
    }
    return PasswordHash(parameters: parameters, salt: salt, hash: hash)
  }

  /// Whether it is the hash of this password; `nil` where there was no memory to find out.
  func matches(_ password: NormalPassword) -> Bool? {
    guard let found = parameters.derive(password.bytes, salt: salt, bytes: hash.count) else {
      return nil
    }
    return ConstantTime.equal(found, hash)
  }

  private static func parameters(_ text: Substring.UTF8View.SubSequence) -> ScryptParameters? {
    let parts = text.split(separator: 0x2C, omittingEmptySubsequences: false)
    guard parts.count == 3, let ln = number(parts[0], "ln="), let r = number(parts[1], "r="),
      let p = number(parts[2], "p=")
    else { return nil }
    return ScryptParameters(ln: ln, r: r, p: p)
  }

  /// A number of one or two digits behind its name, without a zero in front.
  private static func number(
    _ text: Substring.UTF8View.SubSequence, _ name: StaticString
  ) -> Int? {
    let name = Array(name.description.utf8)
    let digits = text.dropFirst(name.count)
    guard text.starts(with: name), (1...2).contains(digits.count), digits.first != 0x30,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

extension PasswordHash: Codable {
  /// Reads a PHC string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hash = PasswordHash(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "this is no scrypt hash in PHC form")
    }
    self = hash
  }

  /// Writes the PHC string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
