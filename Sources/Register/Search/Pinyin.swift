import Foundation
import Synchronization

/// Han characters as toneless pinyin, so that `huawei` finds 华为.
///
/// Foundation's transform costs far more per call than per character, so characters are
/// transformed once, many at a time, and remembered.
enum Pinyin {
  private static let known = Mutex<[UInt32: String]>([:])

  /// The syllables of a text, in order.
  ///
  /// Each Han character is one, and so is each run of other letters and digits; everything else
  /// separates.
  static func syllables(_ text: String) -> [String] {
    var syllables: [String] = []
    var run = ""
    known.withLock { known in
      for scalar in text.unicodeScalars {
        if isHan(scalar) {
          if !run.isEmpty { syllables.append(run) }
          run = ""
          if let syllable = known[scalar.value] ?? learn([scalar], in: &known)[scalar.value] {
            syllables.append(syllable)
          }
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          run.unicodeScalars.append(scalar)
        } else if !run.isEmpty {
          syllables.append(run)
          run = ""
        }
      }
    }
    if !run.isEmpty { syllables.append(run) }
    return syllables
  }

  /// Learns all Han characters of many texts in one go.
  static func prepare(_ texts: some Sequence<String>) {
    known.withLock { known in
      var missing: Set<Unicode.Scalar> = []
      for text in texts {
        for scalar in text.unicodeScalars where isHan(scalar) && known[scalar.value] == nil {
          missing.insert(scalar)
        }
      }
      if !missing.isEmpty { _ = learn(missing.sorted(), in: &known) }
    }
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: true
    default: false
    }
  }

  private static func learn(
    _ scalars: [Unicode.Scalar], in known: inout [UInt32: String]
  ) -> [UInt32: String] {
    let joined = scalars.map { String(Character($0)) }.joined(separator: "\n")
    let latin =
      joined.applyingTransform(StringTransform("Han-Latin; Latin-ASCII; Lower"), reverse: false)
      ?? joined
    let lines = latin.split(separator: "\n", omittingEmptySubsequences: false)
    for (scalar, line) in zip(scalars, lines) {
      known[scalar.value] = String(String.UnicodeScalarView(line.unicodeScalars.filter(isLatin)))
    }
    return known
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    (0x61...0x7A).contains(scalar.value)
  }
}
