extension CBOR {
  /// What a value of JSON is in CBOR; a number without a fraction is a whole one.
  ///
  /// The decoder of JSON bounds how deep this goes.
  init(json value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .number(let text):
      if let whole = UInt64(text) {
        self.init(.unsigned(whole))
      } else if let whole = Int(text) {
        self = .integer(whole)
      } else {
        self.init(.float(Double(text) ?? 0))
      }
    case .string(let text): self = .text(text)
    case .array(let values): self = .array(values.map { CBOR(json: $0) })
    case .object(let members): self = .map(members.map { ($0.0, CBOR(json: $0.1)) })
    }
  }
}
