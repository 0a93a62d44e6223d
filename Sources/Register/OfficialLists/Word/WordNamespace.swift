/// The namespaces of the parts that are read, each in its two editions: transitional and strict
/// (ECMA-376, ISO/IEC 29500).
enum WordNamespace {
  /// WordprocessingML.
  private static let main: [String] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ]
  /// Whether a namespace is that of WordprocessingML.
  static func isMain(_ namespace: String) -> Bool { main.contains(namespace) }

  /// Markup compatibility: alternatives for older readers.
  static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
  /// Relationship types begin with one of these.
  static let relationshipTypes = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
  ]
}

extension [String: String] {
  /// The attribute with this local name, in whatever namespace prefix.
  func attribute(_ name: String) -> String? {
    if let value = self["w:" + name] ?? self[name] { return value }
    let suffix = ":" + name
    return first { $0.key.hasSuffix(suffix) }?.value
  }

  /// Whether a switch element (`<w:vanish/>`, `<w:del w:val="0"/>`) is on.
  var isOn: Bool {
    switch attribute("val") {
    case "0", "false", "off": false
    default: true
    }
  }
}
