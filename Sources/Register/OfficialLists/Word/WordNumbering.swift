/// Counts the numbered paragraphs of a document and says what each prints before its text.
struct WordNumbering {
  /// What an automatic number prints.
  struct Label: Hashable, Sendable {
    /// The number with what stands around it.
    let text: String
    /// What stands between it and the paragraph's text.
    let suffix: String
  }

  /// What becomes of a paragraph.
  enum Outcome: Hashable, Sendable {
    case notNumbered
    case numbered(Label)
    /// Numbered in a way that is not known here.
    case unknown
  }

  private let definitions: WordNumberingDefinitions
  private let styles: WordStyles
  /// The last number of each level, by abstract definition: lists of one definition count on.
  private var counters: [String: [Int?]] = [:]
  private var begun: Set<String> = []

  init(definitions: WordNumberingDefinitions, styles: WordStyles) {
    self.definitions = definitions
    self.styles = styles
  }

  /// Counts a paragraph of that style and with that numbering of its own.
  mutating func count(style: String?, own: WordStyles.Numbering) -> Outcome {
    let inherited = own.list == nil ? styles.numbering(of: style) : WordStyles.Numbering()
    guard let list = own.list ?? inherited.list, list != "0" else { return .notNumbered }
    let place = own.level ?? inherited.level ?? 0
    guard let instance = definitions.instances[list],
      let level = self.level(place, of: instance)
    else { return .unknown }
    let deepest = WordNumberingDefinitions.levels.upperBound
    var counts = counters[instance.abstract] ?? Array(repeating: nil, count: deepest + 1)
    if begun.insert(list).inserted {
      for place in instance.startOverrides.keys { counts[place] = nil }
    }
    counts[place] = counts[place].map { $0 + 1 } ?? instance.startOverrides[place] ?? level.start
    for deeper in place + 1..<deepest + 1 { counts[deeper] = nil }
    counters[instance.abstract] = counts
    return label(level, counts: counts, instance: instance)
  }

  private func level(
    _ place: Int, of instance: WordNumberingDefinitions.Instance
  ) -> WordNumberingDefinitions.Level? {
    instance.levelOverrides[place] ?? definitions.abstracts[instance.abstract]?[place]
  }

  private func label(
    _ level: WordNumberingDefinitions.Level, counts: [Int?],
    instance: WordNumberingDefinitions.Instance
  ) -> Outcome {
    var text = ""
    var isPlaceholder = false
    for scalar in level.text.unicodeScalars {
      guard isPlaceholder else {
        if scalar == "%" { isPlaceholder = true } else { text.unicodeScalars.append(scalar) }
        continue
      }
      isPlaceholder = false
      guard ("1"..."9").contains(scalar) else {
        text.unicodeScalars.append("%")
        text.unicodeScalars.append(scalar)
        continue
      }
      let place = Int(scalar.value) - 0x31
      guard let named = self.level(place, of: instance),
        let written = WordNumbering.write(counts[place] ?? named.start, as: named.format)
      else { return .unknown }
      text += written
    }
    if isPlaceholder { text += "%" }
    return .numbered(Label(text: text, suffix: level.suffix))
  }

  /// A number in the given form, or `nil` where the form is not known here.
  static func write(_ number: Int, as format: String) -> String? {
    switch format {
    case "none": ""
    case "decimal": String(number)
    case "decimalZero": number < 10 ? "0\(number)" : String(number)
    case "lowerLetter": letters(number, from: 0x61)
    case "upperLetter": letters(number, from: 0x41)
    case "lowerRoman": roman(number)?.lowercased()
    case "upperRoman": roman(number)
    default: nil
    }
  }

  /// From a to z, then aa, bb and on (17.18.59).
  private static func letters(_ number: Int, from first: UInt8) -> String? {
    guard (1...780).contains(number) else { return nil }
    let letter = Character(Unicode.Scalar(first + UInt8((number - 1) % 26)))
    return String(repeating: letter, count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String? {
    guard (1...3999).contains(number) else { return nil }
    let steps = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, letters) in steps {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }
}
