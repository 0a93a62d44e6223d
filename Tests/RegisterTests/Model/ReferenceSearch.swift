import Foundation
import Record

/// What a search should find: every text of every filing, looked through from end to end.
struct ReferenceSearch {
  /// The fields of one filing, best first.
  private struct Fields {
    var plain: [(rank: Int, values: [String])]
    var pinyin: [(rank: Int, values: [[String]])]
  }

  private var filings: [(key: String, fields: Fields)] = []

  init(_ register: ReferenceRegister) {
    for key in register.order {
      let facts = register.allFacts(key)
      let notes = facts.flatMap(\.notes)
      let organizations =
        facts.map(\.organization)
        + notes.filter { $0.kind == .organizationRenamed }.compactMap(\.before)
      let algorithms =
        facts.map(\.algorithm) + notes.filter { $0.kind == .algorithmRenamed }.compactMap(\.before)
      let products = facts.flatMap { $0.products.map(\.name) }
      func normal(_ values: [String]) -> [String] { values.map(Self.normal) }
      func pinyin(_ values: [String]) -> [[String]] {
        values.map { Self.syllables(Self.normal($0)) }
      }
      let fields = Fields(
        plain: [
          (0, normal(facts.map(\.number))), (1, normal(organizations)), (2, normal(algorithms)),
          (3, normal(products)), (6, normal(facts.map(\.purpose))),
        ],
        pinyin: [(4, pinyin(organizations)), (5, pinyin(algorithms + products))])
      filings.append((key, fields))
    }
  }

  /// The filings in which every term stands, those with the better worst field first, and among
  /// equals the last recorded.
  func find(_ terms: [String]) -> [String] {
    var found: [(rank: Int, place: Int, key: String)] = []
    for (place, filing) in filings.enumerated() {
      let ranks = terms.map { Self.rank(Self.normal($0), filing.fields) }
      guard let worst = ranks.max(by: { ($0 ?? .max) < ($1 ?? .max) }), let worst else { continue }
      found.append((worst, -place, filing.key))
    }
    return found.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.key)
  }

  private static func rank(_ term: String, _ fields: Fields) -> Int? {
    let plain = fields.plain.filter { $0.values.contains { holds($0, term) } }.map(\.rank)
    let pinyin = fields.pinyin.filter { field in
      field.values.contains { value in
        value.indices.contains { value[$0...].joined().utf8.starts(with: term.utf8) }
      }
    }.map(\.rank)
    return (plain + pinyin).min()
  }

  /// Whether one text stands in another, scalar by scalar.
  private static func holds(_ text: String, _ part: String) -> Bool {
    let text = Array(text.unicodeScalars)
    let part = Array(part.unicodeScalars)
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// One width, one case, no blanks.
  static func normal(_ text: String) -> String {
    let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
    return String(
      String.UnicodeScalarView(folded.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }

  /// A syllable for each Han character, and one for each run of other letters and digits.
  static func syllables(_ text: String) -> [String] {
    var syllables: [String] = []
    var run = ""
    for scalar in text.unicodeScalars {
      if (0x4E00...0x9FFF).contains(scalar.value) {
        if !run.isEmpty { syllables.append(run) }
        run = ""
        syllables.append(pinyin(scalar))
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        run.unicodeScalars.append(scalar)
      } else if !run.isEmpty {
        syllables.append(run)
        run = ""
      }
    }
    return run.isEmpty ? syllables : syllables + [run]
  }

  private static func pinyin(_ scalar: Unicode.Scalar) -> String {
    let latin = String(Character(scalar)).applyingTransform(.mandarinToLatin, reverse: false) ?? ""
    let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
    return plain.lowercased()
  }
}
