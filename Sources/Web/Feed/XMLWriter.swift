/// Writes XML 1.0 as UTF-8 bytes.
///
/// Names are ours; texts are anybody's and are escaped byte by byte.
struct XMLWriter {
  /// What has been written so far.
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  /// An element with other elements in it.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [],
    _ body: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    write(">\n")
    body(&self)
    close(name)
  }

  /// An element with a text in it.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [], text: String
  ) {
    open(name, attributes)
    write(">")
    escape(text)
    close(name)
  }

  /// An element with nothing in it.
  mutating func empty(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes)
    write("/>\n")
  }

  private mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    write("<")
    write(name)
    for (attribute, value) in attributes {
      write(" ")
      write(attribute)
      write("=\"")
      escape(value)
      write("\"")
    }
  }

  private mutating func close(_ name: StaticString) {
    write("</")
    write(name)
    write(">\n")
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes a text so that it is read back as it is.
  ///
  /// What XML cannot hold (control characters, U+FFFE, U+FFFF) becomes U+FFFD.
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      case 0x3E: write("&gt;")
      case 0x22: write("&quot;")
      case 0x27: write("&#39;")
      case 0x0D: write("&#13;")
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0xFFFE, 0xFFFF: write("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
