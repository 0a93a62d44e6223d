/// Reads JSON (RFC 8259) and keeps where each value stands and members that are written twice.
///
/// It does not call itself: what is open lies on a stack of bounded depth.
struct JSONReader {
  /// How deep values may be nested.
  static let depth = 32
  /// How many values a text may have.
  static let values = 10_000

  /// An object or an array that is not closed yet.
  private struct Open {
    let start: Int
    let isObject: Bool
    var items: [JSONNode] = []
    var members: [JSONNode.Member] = []
    var key = ""
  }

  private let bytes: [UInt8]
  private var position: Int
  private var stack: [Open] = []
  private var count = 0

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.position = min(max(0, start), bytes.count)
  }

  /// Reads the value that begins at `start`, blanks before it allowed.
  ///
  /// - Returns: The value, and the place of the byte behind it.
  static func read(
    _ bytes: [UInt8], from start: Int = 0
  ) throws(JSONFault) -> (node: JSONNode, end: Int) {
    var reader = JSONReader(bytes, from: start)
    let node = try reader.value()
    return (node, reader.position)
  }

  private mutating func value() throws(JSONFault) -> JSONNode {
    while true {
      skipBlanks()
      count += 1
      guard count <= JSONReader.values else {
        throw JSONFault(
          "more than \(JSONReader.values) values", zh: "值超过\(JSONReader.values)个", at: position)
      }
      guard position < bytes.count else {
        throw JSONFault("the text breaks off", zh: "文本不完整", at: position)
      }
      var done: JSONNode?
      switch bytes[position] {
      case UInt8(ascii: "{"):
        try open(isObject: true)
        done = try startObject()
      case UInt8(ascii: "["):
        try open(isObject: false)
        skipBlanks()
        if take(UInt8(ascii: "]")) { done = close() }
      case UInt8(ascii: "\""):
        let start = position
        let text = try string()
        done = JSONNode(content: .string(text), range: start..<position)
      default: done = try word()
      }
      // A finished value goes into what is open, which may be finished with it.
      while let node = done {
        guard !stack.isEmpty else { return node }
        done = try put(node)
      }
    }
  }

  private mutating func open(isObject: Bool) throws(JSONFault) {
    guard stack.count < JSONReader.depth else {
      throw JSONFault(
        "nested deeper than \(JSONReader.depth)", zh: "嵌套超过\(JSONReader.depth)层", at: position)
    }
    stack.append(Open(start: position, isObject: isObject))
    position += 1
  }

  private mutating func startObject() throws(JSONFault) -> JSONNode? {
    skipBlanks()
    if take(UInt8(ascii: "}")) { return close() }
    try key()
    return nil
  }

  private mutating func key() throws(JSONFault) {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw JSONFault("a key in quotes belongs here", zh: "此处应为带引号的键", at: position)
    }
    let text = try string()
    skipBlanks()
    guard take(UInt8(ascii: ":")) else {
      throw JSONFault("a colon belongs behind a key", zh: "键之后应为冒号", at: position)
    }
    stack[stack.count - 1].key = text
  }

  /// Puts a finished value where it belongs; what is finished with it is returned.
  private mutating func put(_ node: JSONNode) throws(JSONFault) -> JSONNode? {
    let top = stack.count - 1
    let isObject = stack[top].isObject
    if isObject {
      stack[top].members.append(JSONNode.Member(key: stack[top].key, value: node))
    } else {
      stack[top].items.append(node)
    }
    skipBlanks()
    if take(UInt8(ascii: ",")) {
      if isObject { try key() }
      return nil
    }
    guard take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw JSONFault("a comma or the closing bracket belongs here", zh: "此处应为逗号或右括号", at: position)
    }
    return close()
  }

  private mutating func close() -> JSONNode? {
    guard let open = stack.popLast() else { return nil }
    let content: JSONNode.Content = open.isObject ? .object(open.members) : .array(open.items)
    return JSONNode(content: content, range: open.start..<position)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isXMLBlank {
      position += 1
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(JSONFault) -> JSONNode {
    let start = position
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    let word = bytes[start..<position]
    let content: JSONNode.Content
    switch String(decoding: word.prefix(8), as: UTF8.self) {
    case "true": content = .bool(true)
    case "false": content = .bool(false)
    case "null": content = .null
    default:
      guard let first = word.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
        word.dropFirst().allSatisfy({
          (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }), word.contains(where: { (0x30...0x39).contains($0) })
      else { throw JSONFault("no value begins like this", zh: "值的开头有误", at: start) }
      content = .number
    }
    return JSONNode(content: content, range: start..<position)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
      || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  /// A string, the place at its opening quote.
  private mutating func string() throws(JSONFault) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var copied = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += bytes[copied..<position]
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[copied..<position]
        text += try escape()
        copied = position
      case 0..<0x20:
        throw JSONFault("a control character in a string", zh: "字符串中有控制字符", at: position)
      default: position += 1
      }
    }
    throw JSONFault("a string is not closed", zh: "字符串缺少后引号", at: start)
  }

  private mutating func escape() throws(JSONFault) -> [UInt8] {
    guard position + 1 < bytes.count else {
      throw JSONFault("the text breaks off", zh: "文本不完整", at: position)
    }
    let start = position
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return [0x22]
    case UInt8(ascii: "\\"): return [0x5C]
    case UInt8(ascii: "/"): return [0x2F]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      if (0xD800..<0xDC00).contains(value), position + 1 < bytes.count, bytes[position] == 0x5C,
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let behind = position
        position += 2
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = behind
        }
      }
      return Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    default: throw JSONFault("an escape that JSON does not have", zh: "JSON没有这种转义", at: start)
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    guard bytes.count - position >= 4 else {
      throw JSONFault("the text breaks off", zh: "文本不完整", at: position)
    }
    var value: UInt32 = 0
    for place in position..<position + 4 {
      guard let digit = Hexadecimal.value(bytes[place]) else {
        throw JSONFault(
          "four hexadecimal digits belong behind \\u", zh: "\\u之后应为4位十六进制数字", at: position)
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
