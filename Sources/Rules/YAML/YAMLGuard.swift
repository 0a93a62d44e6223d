/// What is refused in a YAML text before the parser sees it.
///
/// The parser bounds its nesting itself (1,000 levels, which ``YAMLSource`` gives it stack for). It
/// does not bound what aliases multiply: it compares keys, and a key made of nested aliases can
/// take for ever. Nor does it place an error about a control character by line.
struct YAMLGuard {
  /// The longest file that is read, in bytes.
  static let byteLimit = 512 * 1024

  /// The first thing that rules the text out.
  static func problem(in text: String) -> RulebookProblem? {
    let bytes = text.utf8.count
    guard bytes <= byteLimit else {
      return RulebookProblem(
        line: 0, column: 0, path: "",
        message: "the file has \(bytes) bytes; at most \(byteLimit) are read")
    }
    return control(in: text) ?? alias(in: text)
  }

  private static func control(in text: String) -> RulebookProblem? {
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      if !isPrintable(scalar) {
        return RulebookProblem(
          line: line, column: column, path: "",
          message: "the character \(scalar.shown) does not belong in YAML",
          suggestion: "leave it out")
      }
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return nil
  }

  /// YAML 1.1, production c-printable, less the byte order mark within the text.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD:
      true
    case 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// An alias, that is `*name` where `&name` stands before it.
  ///
  /// Without that `&name` the parser refuses the alias by itself, so that `*` and `&` in prose do
  /// no harm.
  private static func alias(in text: String) -> RulebookProblem? {
    var anchors: Set<String> = []
    var line = 1
    var column = 1
    var pending: (sign: UInt8, name: [UInt8], line: Int, column: Int)?
    for byte in Array(text.utf8) + [0x0A] {
      if pending != nil, isNameByte(byte) {
        pending?.name.append(byte)
      } else if let sign = pending {
        pending = nil
        let name = String(decoding: sign.name, as: UTF8.self)
        // `R & D` and `5 * 3` are no signs: no name follows.
        if sign.sign == ampersand, !name.isEmpty { anchors.insert(name) }
        if sign.sign == asterisk, anchors.contains(name) {
          return RulebookProblem(
            line: sign.line, column: sign.column, path: "",
            message: "*\(name.clipped) is an alias, and aliases are not read here",
            suggestion: "write out what &\(name.clipped) stands for")
        }
      }
      if byte == ampersand || byte == asterisk { pending = (byte, [], line, column) }
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return nil
  }

  private static let ampersand = UInt8(ascii: "&")
  private static let asterisk = UInt8(ascii: "*")

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
