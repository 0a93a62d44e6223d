extension JSONValue {
  /// The value as UTF-8 text: members in their order, `/` left as it is.
  ///
  /// - Parameter isPretty: Whether each member has a line of its own, indented by two spaces.
  /// - Returns: The text.
  public func encoded(isPretty: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = []
    write(into: &bytes, isPretty ? 0 : nil)
    return bytes
  }

  // Recursion is bounded: what was read is nested no deeper than the limit, and so is what is made.
  private func write(into bytes: inout [UInt8], _ level: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): JSONValue.write(text, into: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (place, value) in values.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.line(level.map { $0 + 1 }, into: &bytes)
        value.write(into: &bytes, level.map { $0 + 1 })
      }
      if !values.isEmpty { JSONValue.line(level, into: &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (place, member) in members.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.line(level.map { $0 + 1 }, into: &bytes)
        JSONValue.write(member.0, into: &bytes)
        bytes += (level == nil ? ":" : ": ").utf8
        member.1.write(into: &bytes, level.map { $0 + 1 })
      }
      if !members.isEmpty { JSONValue.line(level, into: &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func line(_ level: Int?, into bytes: inout [UInt8]) {
    guard let level else { return }
    bytes.append(0x0A)
    bytes += repeatElement(0x20, count: 2 * level)
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F:
        let hex = String(byte, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
