/// Where the bytes come from that make one signing differ from another: salts, labels, and the number
/// of a time-stamp request.
public struct SigningRandomness: Sendable {
  private enum Kind: Sendable {
    case system
    case fixed([UInt8])
  }

  private let kind: Kind
  private var counter: UInt64 = 0

  private init(_ kind: Kind) { self.kind = kind }

  /// The randomness of the system.
  public static var system: SigningRandomness { SigningRandomness(.system) }

  /// The same bytes each time for the same seed, for tests: whoever knows the seed knows the salts.
  public static func fixed(_ seed: [UInt8]) -> SigningRandomness { SigningRandomness(.fixed(seed)) }

  /// The next bytes; at most 32.
  mutating func bytes(_ count: Int) -> [UInt8] {
    switch kind {
    case .system:
      var generator = SystemRandomNumberGenerator()
      // The system is asked for eight bytes at a time, each time a call.
      var bytes: [UInt8] = []
      while bytes.count < count {
        withUnsafeBytes(of: generator.next()) { bytes += $0.prefix(count - bytes.count) }
      }
      return bytes
    case .fixed(let seed):
      counter += 1
      var message = seed
      for place in 0..<8 { message.append(UInt8(truncatingIfNeeded: counter >> UInt64(8 * place))) }
      return Array(ContentHash.sha256.digest(of: message).prefix(count))
    }
  }

  /// A UUID of version 4, in lower case.
  mutating func uuid() -> String {
    var bytes = bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
