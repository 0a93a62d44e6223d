extension JSONValue {
  /// How deep values may be nested.
  static let depthLimit = 64

  /// Reads one value, which has to be all of `bytes` but for white space.
  ///
  /// Nesting costs no stack.
  ///
  /// - Throws: ``JSONError`` with the place.
  public init(decoding bytes: ArraySlice<UInt8>) throws(JSONError) {
    var decoder = JSONDecoding(bytes: bytes)
    self = try decoder.all()
  }
}

/// The reading of one JSON text with a stack of its own.
private struct JSONDecoding {
  let bytes: ArraySlice<UInt8>
  var position: Int
  var frames: [Frame] = []

  /// An array or object that is not yet complete.
  struct Frame {
    let isObject: Bool
    var values: [JSONValue] = []
    var members: [(String, JSONValue)] = []
    var key: String?
  }

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.position = bytes.startIndex
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
  }

  func error(_ what: String) -> JSONError {
    JSONError(what: what, offset: position - bytes.startIndex)
  }

  mutating func all() throws(JSONError) -> JSONValue {
    var value = try value()
    while true {
      if let done = value {
        guard let last = frames.indices.last else {
          skipSpace()
          guard position == bytes.endIndex else { throw error("something follows the value") }
          return done
        }
        add(done, to: last)
        skipSpace()
        switch next() {
        case UInt8(ascii: ",")?:
          if frames[last].isObject { try key(last) }
          value = try self.value()
        case UInt8(ascii: "]")? where !frames[last].isObject,
          UInt8(ascii: "}")? where frames[last].isObject:
          value = close()
        default: throw error("a comma or the end of a list is missing")
        }
      } else if let last = frames.indices.last {
        // A container has just begun: it may be empty.
        skipSpace()
        let end = frames[last].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if position < bytes.endIndex, bytes[position] == end {
          position += 1
          value = close()
        } else {
          if frames[last].isObject { try key(last) }
          value = try self.value()
        }
      }
    }
  }

  private mutating func add(_ value: JSONValue, to frame: Int) {
    if frames[frame].isObject {
      frames[frame].members.append((frames[frame].key ?? "", value))
      frames[frame].key = nil
    } else {
      frames[frame].values.append(value)
    }
  }

  private mutating func close() -> JSONValue {
    guard let frame = frames.popLast() else { return .null }
    return frame.isObject ? .object(frame.members) : .array(frame.values)
  }

  private mutating func key(_ frame: Int) throws(JSONError) {
    skipSpace()
    guard next() == UInt8(ascii: "\"") else { throw error("a name is missing") }
    frames[frame].key = try string()
    skipSpace()
    guard next() == UInt8(ascii: ":") else { throw error("a colon is missing") }
  }

  private mutating func next() -> UInt8? {
    guard position < bytes.endIndex else { return nil }
    position += 1
    return bytes[position - 1]
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  /// Reads a value; nil where an array or object has begun.
  private mutating func value() throws(JSONError) -> JSONValue? {
    skipSpace()
    guard let first = next() else { throw error("a value is missing") }
    switch first {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard frames.count < JSONValue.depthLimit else { throw error("too many levels") }
      frames.append(Frame(isObject: first == UInt8(ascii: "{")))
      return nil
    case UInt8(ascii: "t"): return try word("rue", .bool(true))
    case UInt8(ascii: "f"): return try word("alse", .bool(false))
    case UInt8(ascii: "n"): return try word("ull", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("something that is no value")
    }
  }

  private mutating func word(_ rest: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: rest.utf8) else { throw error("an unknown word") }
    position += rest.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position - 1
    while position < bytes.endIndex {
      let byte = bytes[position]
      let isPart =
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e")
        || byte == UInt8(ascii: "E") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      guard isPart else { break }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(text) != nil else { throw error("a number that is none") }
    return .number(text)
  }

  private mutating func string() throws(JSONError) -> String {
    var text: [UInt8] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        let string = String(decoding: text, as: UTF8.self)
        guard string.utf8.elementsEqual(text) else { throw error("a text that is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw error("a control character in a text")
      default: text.append(byte)
      }
    }
    throw error("a text that does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    switch next() {
    case UInt8(ascii: "n")?: text.append(0x0A)
    case UInt8(ascii: "t")?: text.append(0x09)
    case UInt8(ascii: "r")?: text.append(0x0D)
    case UInt8(ascii: "b")?: text.append(0x08)
    case UInt8(ascii: "f")?: text.append(0x0C)
    case UInt8(ascii: "u")?:
      var code = try hex()
      if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: [0x5C, 0x75]) {
        let place = position
        position += 2
        let low = try hex()
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = place
        }
      }
      text += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
    case let byte? where [0x22, 0x5C, 0x2F].contains(byte): text.append(byte)
    default: throw error("an unknown escape")
    }
  }

  private mutating func hex() throws(JSONError) -> UInt32 {
    guard bytes.endIndex - position >= 4,
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw error("an escape that is none") }
    position += 4
    return code
  }
}
