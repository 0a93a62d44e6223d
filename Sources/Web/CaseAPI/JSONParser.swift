/// Reads a JSON text (RFC 8259) strictly: UTF-8, one value, no name twice, not too deep.
struct JSONParser {
  /// How deep arrays and objects may lie within each other.
  static let depthLimit = 16

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that a text spells.
  static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.at == bytes.count else { throw parser.fault(.trailing) }
    return value
  }

  private func fault(_ reason: JSONFault.Reason) -> JSONFault {
    JSONFault(reason: reason, offset: at)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  /// The next byte that is no blank, which stays where it is.
  private mutating func peek() throws(JSONFault) -> UInt8 {
    skipBlanks()
    guard at < bytes.count else { throw fault(.truncated) }
    return bytes[at]
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    switch try peek() {
    case 0x7B: return try object(depth: depth + 1)
    case 0x5B: return try array(depth: depth + 1)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    case 0x2D, 0x30...0x39: return try number()
    default: throw fault(.unexpected)
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONFault) -> JSONValue {
    for byte in UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) {
      guard at < bytes.count else { throw fault(.truncated) }
      guard bytes[at] == byte else { throw fault(.unexpected) }
      at += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
    at += 1
    var members: [String: JSONValue] = [:]
    if try peek() == 0x7D {
      at += 1
      return .object(members)
    }
    while true {
      guard try peek() == 0x22 else { throw fault(.unexpected) }
      let place = at
      let name = try string()
      guard members[name] == nil else { throw JSONFault(reason: .repeated, offset: place) }
      guard try peek() == 0x3A else { throw fault(.unexpected) }
      at += 1
      members[name] = try value(depth: depth)
      if try endsOrGoesOn(0x7D) { return .object(members) }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
    at += 1
    var elements: [JSONValue] = []
    if try peek() == 0x5D {
      at += 1
      return .array(elements)
    }
    while true {
      elements.append(try value(depth: depth))
      if try endsOrGoesOn(0x5D) { return .array(elements) }
    }
  }

  /// Whether the bracket comes next; otherwise a comma does.
  private mutating func endsOrGoesOn(_ bracket: UInt8) throws(JSONFault) -> Bool {
    let byte = try peek()
    guard byte == bracket || byte == 0x2C else { throw fault(.unexpected) }
    at += 1
    return byte == bracket
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = at
    if bytes[at] == 0x2D { at += 1 }
    let first = at
    try digits()
    guard bytes[first] != 0x30 || at == first + 1 else {
      throw JSONFault(reason: .unexpected, offset: first)
    }
    var isWhole = true
    if at < bytes.count, bytes[at] == 0x2E {
      isWhole = false
      at += 1
      try digits()
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      isWhole = false
      at += 1
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard isWhole, let whole = Int(text) else { return .otherNumber }
    return .whole(whole)
  }

  private mutating func digits() throws(JSONFault) {
    let start = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    guard at > start else { throw fault(at < bytes.count ? .unexpected : .truncated) }
  }

  private mutating func string() throws(JSONFault) -> String {
    let start = at
    at += 1
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x22:
        at += 1
        guard let text = String(validating: text, as: UTF8.self) else {
          throw JSONFault(reason: .notText, offset: start)
        }
        return text
      case 0x5C:
        at += 1
        try escape(&text)
      case 0x00...0x1F: throw fault(.unexpected)
      default:
        text.append(byte)
        at += 1
      }
    }
    throw fault(.truncated)
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONFault) {
    guard at < bytes.count else { throw fault(.truncated) }
    let byte = bytes[at]
    at += 1
    switch byte {
    case 0x22, 0x2F, 0x5C: text.append(byte)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      let place = at
      var code = try unit()
      if (0xD800...0xDBFF).contains(code), at + 1 < bytes.count, bytes[at] == 0x5C,
        bytes[at + 1] == 0x75
      {
        at += 2
        let low = try unit()
        guard (0xDC00...0xDFFF).contains(low) else {
          throw JSONFault(reason: .notText, offset: place)
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw JSONFault(reason: .notText, offset: place)
      }
      text += Array(String(scalar).utf8)
    default: throw JSONFault(reason: .unexpected, offset: at - 1)
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(JSONFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count else { throw fault(.truncated) }
      switch bytes[at] {
      case 0x30...0x39: code = code << 4 | UInt32(bytes[at] - 0x30)
      case 0x41...0x46: code = code << 4 | UInt32(bytes[at] - 0x37)
      case 0x61...0x66: code = code << 4 | UInt32(bytes[at] - 0x57)
      default: throw fault(.unexpected)
      }
      at += 1
    }
    return code
  }
}
