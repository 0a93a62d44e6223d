/// The styles part, as far as it numbers paragraphs: a style may carry a number, or inherit one.
final class WordStyles: XMLHandler {
  /// A numbering that a paragraph or a style asks for.
  struct Numbering: Hashable, Sendable {
    /// The list; `0` turns numbering off.
    var list: String?
    /// The level in the list.
    var level: Int?
  }

  private struct Style {
    var numbering = Numbering()
    var base: String?
  }

  private var styles: [String: Style] = [:]
  private var defaultStyle: String?
  private var path: [String] = []
  private var current: String?

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    path.append(name)
    guard WordNamespace.isMain(namespace) else { return }
    let value = attributes.attribute("val")
    switch name {
    case "style":
      current =
        attributes.attribute("type") == "paragraph" ? attributes.attribute("styleId") : nil
      if let current {
        styles[current] = Style()
        if ["1", "true", "on"].contains(attributes.attribute("default")) { defaultStyle = current }
      }
    case "basedOn": if let current { styles[current]?.base = value }
    case "numId" where path.suffix(3).first == "pPr":
      if let current { styles[current]?.numbering.list = value }
    case "ilvl" where path.suffix(3).first == "pPr":
      if let current {
        styles[current]?.numbering.level = WordNumberingDefinitions.place(value)
      }
    default: break
    }
  }

  func end() throws(WordDocumentError) {
    if path.popLast() == "style" { current = nil }
  }

  func characters(_ text: String) throws(WordDocumentError) {}

  /// The numbering of paragraphs in that style, or in the default one.
  func numbering(of style: String?) -> Numbering {
    var result = Numbering()
    var next = style ?? defaultStyle
    // A chain of styles may be circular in a hostile document.
    for _ in 0..<32 {
      guard let name = next, let style = styles[name] else { break }
      result.list = result.list ?? style.numbering.list
      result.level = result.level ?? style.numbering.level
      next = style.base
    }
    return result
  }
}
