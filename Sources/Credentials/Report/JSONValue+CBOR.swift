/// How a byte string is written in JSON.
enum BytesInJSON {
  /// As base64.
  case base64
  /// As crJSON has it: `b64'...'`.
  case marked
}

extension JSONValue {
  /// A CBOR item in JSON: keys in the order of the bytes, tags left out.
  init(_ item: CBOR, bytes: BytesInJSON = .base64) {
    // Recursion is bounded: the decoder refuses what is nested deeper than its rules allow.
    switch item.value {
    case .unsigned(let number): self = .number(String(number))
    case .negative(let number):
      if let number = Int64(exactly: number) {
        self = .number(String(-1 - number))
      } else {
        self = .number(String(-1 - Double(number)))
      }
    case .bytes(let slice):
      let text = Base64.encode(slice)
      self = .string(bytes == .marked ? "b64'\(text)'" : text)
    case .text(let text): self = .string(text)
    case .array(let items): self = .array(items.map { JSONValue($0, bytes: bytes) })
    case .map(let entries):
      self = .object(
        entries.map { (JSONValue.name($0.key), JSONValue($0.value, bytes: bytes)) })
    case .tagged(_, let inner):
      self = inner.first.map { JSONValue($0, bytes: bytes) } ?? .null
    case .bool(let bool): self = .bool(bool)
    case .float(let number):
      self = number.isFinite ? .number(JSONValue.text(number)) : .null
    case .null, .undefined, .simple: self = .null
    }
  }

  private static func name(_ key: CBOR) -> String {
    if let text = key.text { return text }
    if let number = key.integer { return String(number) }
    return String(decoding: JSONValue(key).encoded(isPretty: false), as: UTF8.self)
  }

  /// A number as JSON has it: whole ones with `.0`, so that they stay apart from integers.
  private static func text(_ number: Double) -> String { "\(number)" }
}
