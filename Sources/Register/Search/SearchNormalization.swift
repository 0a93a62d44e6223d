import Foundation

/// The form in which texts are compared: one width, one case, no blanks.
///
/// Lists mix brackets and letters of both widths, and blanks fall anywhere; a reader who types one
/// form means all of them. Works on Unicode scalars (NFKC, then lower case).
enum SearchNormalization {
  static func normalize(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var plain = true
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A, 0xFF21...0xFF3A:
        // Letters of either width: A and Ａ become a.
        let offset = scalar.value <= 0x5A ? scalar.value - 0x41 : scalar.value - 0xFF21
        result.append(Unicode.Scalar(UInt8(0x61 + offset)))
      case 0xFF01...0xFF5E:
        result.append(Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21)))
      case 0x09...0x0D, 0x20, 0x3000, 0xA0, 0x2000...0x200F, 0x2028...0x202F, 0xFEFF:
        continue
      case 0x21...0x7E, 0x3001...0x303F, 0x4E00...0x9FFF:
        result.append(scalar)
      default:
        plain = false
        result.append(scalar)
      }
    }
    let folded = String(result)
    return plain ? folded : folded.precomposedStringWithCompatibilityMapping.lowercased()
  }

  /// A query's terms: what stands between blanks, normalized.
  ///
  /// Every term has to be found.
  static func terms(_ query: String) -> [String] {
    query.unicodeScalars.split { $0.properties.isWhitespace || $0.value == 0x3000 }
      .map { normalize(String(String.UnicodeScalarView($0))) }
      .filter { !$0.isEmpty }
  }
}
