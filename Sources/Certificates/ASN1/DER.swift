/// Writing of DER: each function gives one complete encoded value.
enum DER {
  /// One value with this identifier octet (X.690 8.1.2) and content.
  static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    var result = [tag]
    result.reserveCapacity(content.count + 6)
    if content.count < 0x80 {
      result.append(UInt8(truncatingIfNeeded: content.count))
    } else {
      var length: [UInt8] = []
      var rest = content.count
      while rest > 0 {
        length.append(UInt8(truncatingIfNeeded: rest & 0xFF))
        rest >>= 8
      }
      result.append(0x80 | UInt8(truncatingIfNeeded: length.count))
      result += length.reversed()
    }
    result += content
    return result
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, parts.flatMap { $0 }) }

  static func sequence(of parts: [[UInt8]]) -> [UInt8] { value(0x30, parts.flatMap { $0 }) }

  /// A SET OF, its members in the order that DER asks for (X.690 11.6).
  static func set(of parts: [[UInt8]]) -> [UInt8] {
    value(0x31, parts.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }

  /// `[number]` around a value, explicit; `number` is below 31.
  static func explicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    value(0xA0 | number, content)
  }

  /// `[number]` in place of a primitive's own tag.
  static func implicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    value(0x80 | number, content)
  }

  static func boolean(_ flag: Bool) -> [UInt8] { [0x01, 0x01, flag ? 0xFF : 0x00] }

  static let null: [UInt8] = [0x05, 0x00]

  static func oid(_ oid: OID) -> [UInt8] { value(0x06, oid.bytes) }

  static func octets(_ bytes: [UInt8]) -> [UInt8] { value(0x04, bytes) }

  static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> [UInt8] {
    value(0x03, [unused] + bytes)
  }

  static func utf8(_ text: String) -> [UInt8] { value(0x0C, Array(text.utf8)) }

  static func integer(_ number: Int) -> [UInt8] {
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    while bytes.count > 1,
      bytes[0] == 0 && bytes[1] & 0x80 == 0 || bytes[0] == 0xFF && bytes[1] & 0x80 != 0
    {
      bytes.removeFirst()
    }
    return value(0x02, bytes)
  }

  /// A number that is not negative, given as its magnitude.
  static func integer(magnitude: [UInt8]) -> [UInt8] {
    var bytes = Array(magnitude.drop { $0 == 0 })
    if bytes.first.map({ $0 & 0x80 != 0 }) ?? true { bytes.insert(0, at: 0) }
    return value(0x02, bytes)
  }
}
