/// How the text of a cell is read: by scalars, never by what a terminal would draw as one
/// character.
enum CellText {
  /// Whether a scalar leaves no ink: white space of any width, and marks without width.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x3000: true
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    case 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: scalar.properties.isWhitespace
    }
  }

  /// The text without blanks at its ends.
  static func trimmed(_ text: String) -> String { String(trimmed(text.unicodeScalars[...])) }

  /// The scalars without blanks at their ends.
  static func trimmed(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = text.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }

  /// The text without any blanks.
  static func squeezed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isBlank(scalar) { result.append(scalar) }
    return String(result)
  }

  /// Whether a line feed stands within the text, not at its ends.
  static func isBroken(_ text: String) -> Bool { trimmed(text).unicodeScalars.contains("\n") }

  /// The text on one line: where a line was broken within Chinese text nothing is put, elsewhere a
  /// space.
  ///
  /// Outer blanks are dropped.
  static func onOneLine(_ text: String) -> String {
    let scalars = trimmed(text.unicodeScalars[...])
    guard scalars.contains(where: { $0 == "\n" || $0 == "\t" }) else { return String(scalars) }
    var result = String.UnicodeScalarView()
    var isBroken = false
    for scalar in scalars {
      if scalar == "\n" || scalar == "\t" {
        isBroken = true
        continue
      }
      if isBroken, let last = result.last, !isWide(last), !isWide(scalar), !isBlank(last),
        !isBlank(scalar)
      {
        result.append(" ")
      }
      isBroken = false
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether a scalar belongs to writing that puts no spaces between words: ideographs and
  /// full-width forms.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    case 0x2018...0x201D, 0x2014, 0x2026: true
    default: false
    }
  }

  /// The ideographs that are encoded for compatibility, or as mere radicals, and that look like
  /// ordinary ones: a search for the ordinary one misses them.
  static func compatibilityCharacters(in text: String) -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where scalar.value >= 0x2E80 {
      switch scalar.value {
      case 0x2E80...0x2FDF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
        if !found.contains(scalar) { found.append(scalar) }
      default: break
      }
    }
    return found
  }
}
