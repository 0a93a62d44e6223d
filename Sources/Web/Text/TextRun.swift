import Rules

/// A part of a text that is in one language.
struct TextRun: Hashable, Sendable {
  let text: String
  /// Whether it is Chinese in a text of another language.
  let isChinese: Bool

  /// The parts of a text.
  ///
  /// Where the page is in Chinese, the text is one part.
  static func runs(_ text: String, in language: Language) -> [TextRun] {
    guard language != .chinese else { return [TextRun(text: text, isChinese: false)] }
    var runs: [TextRun] = []
    var part = String.UnicodeScalarView()
    var chinese = false
    for scalar in text.unicodeScalars {
      let isHan = isHan(scalar)
      if isHan != chinese, !part.isEmpty {
        runs.append(TextRun(text: String(part), isChinese: chinese))
        part = String.UnicodeScalarView()
      }
      chinese = isHan
      part.append(scalar)
    }
    if !part.isEmpty { runs.append(TextRun(text: String(part), isChinese: chinese)) }
    return runs
  }

  /// Ideographs, and the punctuation that goes with them.
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x303F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF65,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
