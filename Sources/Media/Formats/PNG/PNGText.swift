/// A chunk of text: tEXt, zTXt or iTXt (W3C PNG, section 11.3.3).
struct PNGText {
  /// What its bytes say, or what is wrong with them.
  enum Text {
    /// The text stands in the chunk, from this byte of its data on.
    case plain(from: Int)
    /// The text is deflated, from this byte of its data on.
    case deflated(from: Int)
  }

  /// The keyword of a packet of XMP.
  static let xmpKeyword = "XML:com.adobe.xmp"
  /// The most bytes of a keyword.
  static let mostKeyword = 79
  /// How many bytes of a chunk are looked at for keyword, language and translated keyword.
  static let headLength = 1024

  /// The keyword, whose bytes are Latin-1.
  let keyword: String
  /// Where the text is.
  let text: Text

  /// Reads the head of a chunk's data; nil where it has not the form.
  init?(_ type: String, _ head: [UInt8]) {
    guard let end = head.firstIndex(of: 0), (1...Self.mostKeyword).contains(end) else {
      return nil
    }
    var keyword = ""
    for byte in head[..<end] { keyword.unicodeScalars.append(Unicode.Scalar(byte)) }
    self.keyword = keyword
    switch type {
    case "tEXt": text = .plain(from: end + 1)
    case "zTXt":
      guard end + 1 < head.count, head[end + 1] == 0 else { return nil }
      text = .deflated(from: end + 2)
    case "iTXt":
      guard end + 2 < head.count, head[end + 1] <= 1, head[end + 2] == 0,
        let language = head[(end + 3)...].firstIndex(of: 0),
        let translated = head[(language + 1)...].firstIndex(of: 0)
      else { return nil }
      text = head[end + 1] == 0 ? .plain(from: translated + 1) : .deflated(from: translated + 1)
    default: return nil
    }
  }

  /// The data of an iTXt with nothing but keyword and text, as the guide on image labels writes it.
  static func international(_ keyword: [UInt8], _ text: [UInt8]) -> [UInt8] {
    keyword + [0, 0, 0, 0, 0] + text
  }

  /// A keyword in Latin-1.
  ///
  /// - Throws: ``MediaError`` where it is none: empty, too long, with spaces at its ends or other signs.
  static func bytes(ofKeyword keyword: String) throws(MediaError) -> [UInt8] {
    let bytes = keyword.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    let isWritable = bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 >= 0xA1 }
    guard bytes.count == keyword.unicodeScalars.count, (1...mostKeyword).contains(bytes.count),
      isWritable, bytes.first != 0x20, bytes.last != 0x20
    else {
      throw MediaError(
        .malformed("a PNG wants 1 to \(mostKeyword) signs of Latin-1, no space first or last"),
        "the keyword of the text", at: 0)
    }
    return bytes
  }
}
