/// Keeps track of quotation marks and brackets while a cell is read from left to right, so that
/// separators within them do not separate.
struct Brackets {
  private var open: [Unicode.Scalar] = []

  /// Whether nothing is open.
  var isOutside: Bool { open.isEmpty }

  /// Takes the next scalar; whether it closed something.
  ///
  /// A closing mark also closes what was left open within its pair, and closes nothing where its
  /// pair was never opened: misprints must not swallow the rest of a cell.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    // A straight quotation mark closes if one is open.
    if scalar == "\"", let place = open.lastIndex(of: scalar) {
      open.removeSubrange(place...)
      return true
    }
    if Brackets.openers.contains(scalar) {
      // Deeper than any cell needs: what follows stays within.
      if open.count < 32 { open.append(scalar) }
      return false
    }
    guard let openers = Brackets.pairs[scalar] else { return false }
    if let place = open.lastIndex(where: openers.contains) { open.removeSubrange(place...) }
    return true
  }

  /// Whether everything that a text opens is closed in it.
  static func areBalanced(in text: some Sequence<Unicode.Scalar>) -> Bool {
    var brackets = Brackets()
    for scalar in text { _ = brackets.take(scalar) }
    return brackets.isOutside
  }

  private static let openers: Set<Unicode.Scalar> = [
    "(", "（", "[", "【", "《", "“", "‘", "\"", "「",
  ]
  /// Round brackets of both widths close each other: lists mix them.
  private static let pairs: [Unicode.Scalar: Set<Unicode.Scalar>] = [
    ")": ["(", "（"], "）": ["(", "（"], "]": ["[", "【"], "】": ["[", "【"], "》": ["《"],
    "”": ["“", "\""], "’": ["‘"], "」": ["「"],
  ]
}
