import Crypto
import Foundation
import Record

/// What an authenticator app and the register share: codes of six digits that change with the clock.
///
/// RFC 6238 with the parameters that every app knows: HMAC-SHA-1, steps of 30 seconds from 1970,
/// six digits. A code is good in its step and in the ones beside it, for clocks that are not quite
/// right (RFC 6238, 5.2), and good once.
public struct TimeBasedCode: Hashable, Sendable {
  let secret: [UInt8]

  /// The last step of which a code was accepted.
  ///
  /// It only grows: neither a second look over a shoulder nor a clock that is turned back makes a
  /// used code good again (RFC 6238, 5.2).
  private(set) var lastStep: Int

  /// How many bytes a new secret has: as many as a SHA-1 (RFC 4226, 4, R6).
  static let secretBytes = 20
  static let secondsOfStep = 30
  static let digits = 6

  init(secret: [UInt8], lastStep: Int = -1) {
    self.secret = secret
    self.lastStep = lastStep
  }

  static func random(_ random: SharedRandom) -> TimeBasedCode {
    TimeBasedCode(secret: random.bytes(secretBytes))
  }

  /// The secret in base 32, for who types it into an app.
  var secretText: String { BitAlphabet.base32.encode(secret) }

  /// The address that a QR code hands to an app.
  func address(issuer: String, login: String) -> String {
    func escape(_ text: String) -> String {
      // RFC 3986, 2.3: everything but the unreserved characters.
      let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
      return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
    return "otpauth://totp/\(escape(issuer)):\(escape(login))?secret=\(secretText)"
      + "&issuer=\(escape(issuer))&algorithm=SHA1&digits=\(Self.digits)"
      + "&period=\(Self.secondsOfStep)"
  }

  /// Takes a code that is good at `moment`, and never again.
  mutating func accept(_ code: String, at moment: Moment) -> Bool {
    let typed = Array(code.utf8.filter { $0 != 0x20 })
    let now = Self.step(at: moment)
    var accepted: Int?
    // All three are computed, whichever fits.
    for step in now - 1...now + 1 {
      let good = ConstantTime.equal(typed, Array(self.code(step: step).utf8))
      if good && step > lastStep { accepted = step }
    }
    guard let accepted else { return false }
    lastStep = accepted
    return true
  }

  /// The code of a step.
  func code(step: Int, digits: Int = digits) -> String {
    var value = truncated(step: step)
    var text: [UInt8] = []
    for _ in 0..<digits {
      text.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
      value /= 10
    }
    return String(decoding: text.reversed(), as: UTF8.self)
  }

  /// The step in which a moment lies; the first one for what lies before 1970.
  static func step(at moment: Moment) -> Int { max(0, moment.seconds) / secondsOfStep }

  /// RFC 4226, 5.3: 31 bits from the place that the last byte names.
  private func truncated(step: Int) -> UInt32 {
    let counter = withUnsafeBytes(of: UInt64(max(0, step)).bigEndian) { Array($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int((mac.last ?? 0) & 0x0F)
    return mac.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
  }
}

extension TimeBasedCode: Codable {
  private enum CodingKeys: String, CodingKey {
    case secret
    case lastStep
  }

  /// Reads the secret in base 32, and the last step.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .secret)
    guard let secret = BitAlphabet.base32.decode(text.utf8), secret.count == Self.secretBytes else {
      throw DecodingError.dataCorruptedError(
        forKey: .secret, in: container, debugDescription: "this is no secret of 20 bytes")
    }
    self.init(secret: secret, lastStep: try container.decode(Int.self, forKey: .lastStep))
  }

  /// Writes the secret in base 32, and the last step.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(secretText, forKey: .secret)
    try container.encode(lastStep, forKey: .lastStep)
  }
}
