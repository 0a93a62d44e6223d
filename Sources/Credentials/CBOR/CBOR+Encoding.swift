extension CBOR {
  /// The deterministic encoding (RFC 8949, 4.2.1): shortest heads, definite lengths, keys in the order
  /// of their encoded bytes.
  public func deterministic() -> [UInt8] {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return bytes
  }

  /// What two keys are compared by.
  var comparable: [UInt8] { deterministic() }

  // Recursion is bounded: what was read is nested no deeper than the rules allow, and what is made
  // here is made by us.
  private func write(into bytes: inout [UInt8]) {
    switch value {
    case .unsigned(let number): CBOR.head(0, number, into: &bytes)
    case .negative(let number): CBOR.head(1, number, into: &bytes)
    case .bytes(let slice):
      CBOR.head(2, UInt64(slice.count), into: &bytes)
      bytes += slice
    case .text(let text):
      CBOR.head(3, UInt64(text.utf8.count), into: &bytes)
      bytes += text.utf8
    case .array(let items):
      CBOR.head(4, UInt64(items.count), into: &bytes)
      for item in items { item.write(into: &bytes) }
    case .map(let entries):
      CBOR.head(5, UInt64(entries.count), into: &bytes)
      for place in CBOR.order(of: entries) {
        entries[place].key.write(into: &bytes)
        entries[place].value.write(into: &bytes)
      }
    case .tagged(let tag, let inner):
      CBOR.head(6, tag, into: &bytes)
      (inner.first ?? .null).write(into: &bytes)
    case .bool(let bool): bytes.append(bool ? 0xF5 : 0xF4)
    case .null: bytes.append(0xF6)
    case .undefined: bytes.append(0xF7)
    case .simple(let number): CBOR.head(7, UInt64(number), into: &bytes)
    case .float(let number): CBOR.float(number, into: &bytes)
    }
  }

  /// The places of entries in the order of their encoded keys.
  private static func order(of entries: [Entry]) -> [Int] {
    let texts = entries.compactMap(\.key.text)
    guard texts.count == entries.count else {
      let keys = entries.map { $0.key.deterministic() }
      return keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    }
    // The head of a text begins with its length.
    return texts.indices.sorted {
      let one = texts[$0].utf8
      let other = texts[$1].utf8
      return one.count == other.count
        ? one.lexicographicallyPrecedes(other) : one.count < other.count
    }
  }

  /// Writes the head of an item in as few bytes as it takes.
  static func head(_ major: UInt8, _ argument: UInt64, into bytes: inout [UInt8]) {
    let type = major << 5
    switch argument {
    case 0..<24: bytes.append(type | UInt8(argument))
    case 24..<0x100: bytes += [type | 24, UInt8(argument)]
    case 0x100..<0x1_0000:
      bytes.append(type | 25)
      number(argument, 2, into: &bytes)
    case 0x1_0000..<0x1_0000_0000:
      bytes.append(type | 26)
      number(argument, 4, into: &bytes)
    default:
      bytes.append(type | 27)
      number(argument, 8, into: &bytes)
    }
  }

  private static func number(_ value: UInt64, _ width: Int, into bytes: inout [UInt8]) {
    for place in (0..<width).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place)))
    }
  }

  private static func float(_ value: Double, into bytes: inout [UInt8]) {
    if value.isNaN {
      bytes += [0xF9, 0x7E, 0x00]
    } else if let half = half(value) {
      bytes.append(0xF9)
      number(UInt64(half), 2, into: &bytes)
    } else if Double(Float(value)) == value {
      bytes.append(0xFA)
      number(UInt64(Float(value).bitPattern), 4, into: &bytes)
    } else {
      bytes.append(0xFB)
      number(value.bitPattern, 8, into: &bytes)
    }
  }

  /// The bits of half precision, where they hold the number exactly.
  private static func half(_ value: Double) -> UInt16? {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let magnitude = value.magnitude
    if magnitude == 0 { return sign }
    if magnitude.isInfinite { return sign | 0x7C00 }
    guard magnitude <= 65_504 else { return nil }
    if magnitude < 0x1p-14 {
      let fraction = magnitude * 0x1p24
      guard fraction == fraction.rounded(), fraction >= 1 else { return nil }
      return sign | UInt16(fraction)
    }
    let fraction = (magnitude.significand - 1) * 1024
    guard fraction == fraction.rounded() else { return nil }
    return sign | UInt16(Int(magnitude.exponent) + 15) << 10 | UInt16(fraction)
  }
}
