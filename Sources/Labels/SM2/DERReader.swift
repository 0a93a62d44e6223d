/// The little of DER (ITU-T X.690) that keys and signatures in labels need.
struct DERReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// A key of an elliptic curve, 1.2.840.10045.2.1.
  static let ecPublicKey: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
  /// The curve of SM2, 1.2.156.10197.1.301.
  static let sm2Curve: [UInt8] = [0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D]
  /// A key of RSA, 1.2.840.113549.1.1.1.
  static let rsaEncryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]

  init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  var isAtEnd: Bool { position >= end }

  /// The content of the next element, which has to have this tag.
  mutating func content(_ tag: UInt8) -> Range<Int>? {
    guard end - position >= 2, bytes[position] == tag else { return nil }
    var place = position + 1
    var length = Int(bytes[place])
    place += 1
    if length >= 0x80 {
      let count = length & 0x7F
      // Four bytes of length are more than any label has.
      guard (1...4).contains(count), end - place >= count, bytes[place] != 0 else { return nil }
      length = bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
      guard length >= 0x80 else { return nil }
      place += count
    }
    guard length <= end - place else { return nil }
    position = place + length
    return place..<place + length
  }

  mutating func inside(_ tag: UInt8) -> DERReader? { content(tag).map { DERReader(bytes, $0) } }

  /// A number that is not negative, without leading zeros.
  mutating func unsigned() -> [UInt8]? {
    guard let range = content(0x02), let first = range.first else { return nil }
    guard bytes[first] & 0x80 == 0 else { return nil }
    if range.count > 1, bytes[first] == 0, bytes[first + 1] & 0x80 == 0 { return nil }
    return Array(bytes[range].drop { $0 == 0 })
  }

  /// The two numbers of a signature, each of 32 bytes.
  static func twoIntegers(_ bytes: [UInt8]) -> ([UInt8], [UInt8])? {
    var outer = DERReader(bytes)
    guard var inner = outer.inside(0x30), outer.isAtEnd, let first = inner.unsigned(),
      let second = inner.unsigned(), inner.isAtEnd, first.count <= 32, second.count <= 32
    else { return nil }
    func padded(_ number: [UInt8]) -> [UInt8] {
      [UInt8](repeating: 0, count: 32 - number.count) + number
    }
    return (padded(first), padded(second))
  }

  /// What a SubjectPublicKeyInfo says: the algorithm, its parameters where they are an OID, the key.
  static func subjectPublicKey(
    _ bytes: [UInt8]
  ) -> (algorithm: [UInt8], parameters: [UInt8], key: [UInt8])? {
    var outer = DERReader(bytes)
    guard var inner = outer.inside(0x30), outer.isAtEnd, var algorithm = inner.inside(0x30),
      let name = algorithm.content(0x06), let key = inner.content(0x03), inner.isAtEnd,
      let unused = key.first, bytes[unused] == 0
    else { return nil }
    let parameters = algorithm.content(0x06) ?? 0..<0
    return (Array(bytes[name]), Array(bytes[parameters]), Array(bytes[key.dropFirst()]))
  }

  /// The modulus and the exponent of a PKCS #1 RSAPublicKey.
  static func rsaNumbers(_ bytes: [UInt8]) -> (modulus: [UInt8], exponent: [UInt8])? {
    var outer = DERReader(bytes)
    guard var inner = outer.inside(0x30), outer.isAtEnd, let modulus = inner.unsigned(),
      let exponent = inner.unsigned(), inner.isAtEnd
    else { return nil }
    return (modulus, exponent)
  }
}
