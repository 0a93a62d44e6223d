/// The pieces of which header values are made (RFC 9110, section 5.6).
enum HeaderText {
  /// Whether a byte may stand in a token.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }

  /// Without the blanks around it.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// Without the blanks around it, its ASCII letters in lower case.
  static func lowered(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      decoding: trimmed(bytes).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  /// A value with parameters: `value; name=token; name="quoted"`.
  struct Parameters {
    /// What stands before the first parameter, in lower case.
    let value: String
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
      let head = bytes.prefix { $0 != 0x3B }
      value = HeaderText.lowered(head)
      rest = bytes[head.endIndex...]
    }

    /// The next parameter: its name in lower case and the bytes of its value; `nil` at the end.
    mutating func next() throws(MultipartError.Reason) -> (String, [UInt8])? {
      rest = HeaderText.trimmed(rest)
      guard let semicolon = rest.popFirst() else { return nil }
      guard semicolon == 0x3B else { throw .header }
      rest = HeaderText.trimmed(rest)
      // A semicolon at the end is wrong, and harmless.
      if rest.isEmpty { return nil }
      let name = rest.prefix(while: HeaderText.isToken)
      rest = HeaderText.trimmed(rest[name.endIndex...])
      guard !name.isEmpty, rest.popFirst() == 0x3D else { throw .header }
      rest = HeaderText.trimmed(rest)
      if rest.first == 0x22 { return (HeaderText.lowered(name), try quoted()) }
      let token = rest.prefix(while: HeaderText.isToken)
      guard !token.isEmpty else { throw .header }
      rest = rest[token.endIndex...]
      return (HeaderText.lowered(name), Array(token))
    }

    /// A quoted string; a backslash escapes a quote or itself, and before anything else it stands for
    /// itself, as in the paths that some browsers sent.
    private mutating func quoted() throws(MultipartError.Reason) -> [UInt8] {
      rest = rest.dropFirst()
      var bytes: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == 0x22 { return bytes }
        if byte == 0x5C, let next = rest.first, next == 0x22 || next == 0x5C {
          bytes.append(next)
          rest = rest.dropFirst()
        } else {
          bytes.append(byte)
        }
      }
      throw .header
    }
  }
}
