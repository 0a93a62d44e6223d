import Foundation

/// The SHA-256 of a file's bytes, by which the file is kept and found again (FIPS 180-4).
public struct EvidenceDigest: Hashable, Sendable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest with these bytes; `nil` unless there are 32.
  public init?(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    guard self.bytes.count == EvidenceDigest.count else { return nil }
  }

  /// The digest that 64 lower-case hexadecimal digits spell; `nil` for any other text.
  public init?(hex: String) {
    let digits = hex.utf8
    guard digits.count == 2 * EvidenceDigest.count else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x57
      default: return nil
      }
      if let held = high {
        bytes.append(held << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    self.bytes = bytes
  }

  /// How many bytes a digest has.
  public static let count = 32

  /// The digest as 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension EvidenceDigest: CustomStringConvertible {
  /// The digest in hexadecimal.
  public var description: String { hex }
}

extension EvidenceDigest: Codable {
  /// Reads the hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = EvidenceDigest(hex: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a digest has 64 lower-case hexadecimal digits")
    }
    self = digest
  }

  /// Writes the hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
