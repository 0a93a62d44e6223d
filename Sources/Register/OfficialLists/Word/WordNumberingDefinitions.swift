/// The numbering part: how each kind of list numbers its paragraphs (ECMA-376 part 1, 17.9).
final class WordNumberingDefinitions: XMLHandler {
  /// One level of a list.
  struct Level: Hashable, Sendable {
    /// The first number.
    var start = 1
    /// How a number is written: decimal, upperRoman...
    var format = "decimal"
    /// The text around the numbers, `%1` standing for the number of the first level.
    var text = ""
    /// What stands between number and paragraph.
    var suffix = "\t"
  }

  /// A list in use: its abstract definition, and where it begins anew.
  struct Instance: Hashable, Sendable {
    var abstract = ""
    var startOverrides: [Int: Int] = [:]
    var levelOverrides: [Int: Level] = [:]
  }

  private(set) var abstracts: [String: [Int: Level]] = [:]
  private(set) var instances: [String: Instance] = [:]

  private var path: [String] = []
  private var abstract: String?
  private var instance: String?
  private var override: Int?
  private var level: (place: Int, value: Level)?

  /// The deepest level that there is.
  static let levels = 0...8

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    path.append(name)
    guard WordNamespace.isMain(namespace) else { return }
    let value = attributes.attribute("val")
    switch name {
    case "abstractNum": abstract = attributes.attribute("abstractNumId")
    case "num": instance = attributes.attribute("numId")
    case "abstractNumId":
      if let instance, let value { instances[instance, default: Instance()].abstract = value }
    case "lvlOverride": override = WordNumberingDefinitions.place(attributes.attribute("ilvl"))
    case "startOverride":
      if let instance, let override, let start = value.flatMap(WordNumberingDefinitions.number) {
        instances[instance, default: Instance()].startOverrides[override] = start
      }
    case "lvl":
      level = WordNumberingDefinitions.place(attributes.attribute("ilvl")).map { ($0, Level()) }
    case "start": level?.value.start = value.flatMap(WordNumberingDefinitions.number) ?? 0
    case "numFmt": level?.value.format = value ?? "decimal"
    case "lvlText": level?.value.text = String((value ?? "").prefix(64))
    case "suff":
      level?.value.suffix = value == "space" ? " " : value == "nothing" ? "" : "\t"
    default: break
    }
  }

  func end() throws(WordDocumentError) {
    switch path.popLast() {
    case "lvl":
      guard let (place, value) = level else { return }
      if let instance {
        instances[instance, default: Instance()].levelOverrides[place] = value
      } else if let abstract {
        abstracts[abstract, default: [:]][place] = value
      }
      level = nil
    case "lvlOverride": override = nil
    case "abstractNum": abstract = nil
    case "num": instance = nil
    default: break
    }
  }

  func characters(_ text: String) throws(WordDocumentError) {}

  static func place(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { levels.contains($0) ? $0 : nil }
  }

  /// A number that a document can sensibly begin with.
  static func number(_ text: String) -> Int? {
    Int(text).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
  }
}
