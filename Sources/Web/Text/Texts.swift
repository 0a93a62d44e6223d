import Rules

/// The texts of the pages in one language.
///
/// They are data: `Resources/texts/*.txt`, where a line that begins a key is followed by the text
/// in each language:
///
///     search-button
///       zh: 查询
///       en: Search
///
/// `{name}` is a place to be filled; in a text with a number, `|` parts the English singular from
/// the plural. Lines that begin with `#` are comments.
struct Texts: Sendable {
  /// The language.
  let language: Language
  private let table: [String: Wording]

  init(_ language: Language, table: [String: Wording] = Texts.table) {
    self.language = language
    self.table = table
  }

  /// The text under a key.
  ///
  /// A key that is not there gives the key itself; tests see to it that there is none.
  subscript(key: String) -> String { table[key]?[language] ?? key }

  /// A wording of the domain in this language.
  subscript(wording: Wording) -> String { wording[language] }

  /// The text under a key with its places filled.
  func fill(_ key: String, _ values: [String: String]) -> String {
    Texts.fill(self[key], values)
  }

  /// The text under a key for a number of things: `{n}` becomes the number, with thousands
  /// separated.
  func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
    let forms = self[key].utf8.split(separator: 0x7C).map { String(decoding: $0, as: UTF8.self) }
    let form = (number == 1 ? forms.first : forms.last) ?? ""
    var values = values
    values["n"] = Texts.grouped(number)
    return Texts.fill(form, values)
  }

  /// What stands between the things of a list.
  var listSeparator: String { language == .chinese ? "、" : ", " }

  /// All texts, by key.
  static let table: [String: Wording] = {
    var table: [String: Wording] = [:]
    for (path, text) in EmbeddedText.files where path.hasPrefix("texts/") {
      for (key, wording) in read(text) { table[key] = wording }
    }
    return table
  }()

  /// A number with its thousands separated: 7,764.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var bytes: [UInt8] = number < 0 ? [0x2D] : []
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { bytes.append(0x2C) }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a file of texts.
  ///
  /// A key without a text in one of the languages has an empty one there.
  static func read(_ text: String) -> [(key: String, wording: Wording)] {
    var found: [(key: String, zh: String, en: String)] = []
    for line in text.utf8.split(separator: 0x0A) {
      let line = String(decoding: line, as: UTF8.self)
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("  zh: "), !found.isEmpty {
        found[found.count - 1].zh = String(line.dropFirst(6))
      } else if line.hasPrefix("  en: "), !found.isEmpty {
        found[found.count - 1].en = String(line.dropFirst(6))
      } else {
        found.append((line, "", ""))
      }
    }
    return found.map { ($0.key, Wording(zh: $0.zh, en: $0.en)) }
  }

  private static func fill(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
