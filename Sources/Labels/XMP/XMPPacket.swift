/// A packet of XMP (ISO 16684-1) as it stands, with the place of each property.
struct XMPPacket: Sendable {
  struct Property: Hashable, Sendable {
    enum Form: Hashable, Sendable {
      /// An element; whether it is empty and closes itself, and the name as it stands.
      case element(closed: Bool, qualified: Range<Int>)
      case attribute
    }

    let name: XMPName
    let form: Form
    /// What it says: one text, or one for each item of a list.
    var values: [String]
    /// The raw text between the tags or the quotes.
    var content: Range<Int>
    /// All of its bytes.
    var extent: Range<Int>
    /// Whether it holds elements and not one text.
    var isStructured = false
    /// Whether it stands where properties do: in a description that is in `rdf:RDF`.
    let isTopLevel: Bool
  }

  /// The bytes of the packet, in UTF-8.
  let bytes: [UInt8]
  /// The properties, in the order of the packet.
  private(set) var properties: [Property] = []
  /// Why reading stopped before the end.
  private(set) var broken: XMLScanner.Fault?
  /// Whether the packet stands in UTF-16 and was converted.
  let isConverted: Bool
  /// Where another description would be put, before `</rdf:RDF>`, or the self-closing tag to open.
  private(set) var insertion: Insertion?
  /// `rdf:about` of the first description, as it stands.
  private(set) var about: [UInt8] = []

  enum Insertion: Hashable, Sendable {
    /// Before the byte; the prefix of RDF as it stands, colon included.
    case before(Int, prefix: [UInt8])
    /// In place of the last two bytes of a tag that closes itself.
    case opening(Range<Int>, name: [UInt8], prefix: [UInt8])
  }

  /// How deep elements may be nested.
  static let depth = 64
  /// How many properties are kept.
  static let most = 4096

  /// Reads a packet; what is malformed ends the reading and keeps what was found before.
  init(_ raw: [UInt8]) {
    let (bytes, converted) = XMPPacket.utf8(raw)
    self.bytes = bytes
    self.isConverted = converted
    var reader = XMPReader(bytes)
    reader.read()
    self.properties = reader.properties
    self.broken = reader.fault
    self.insertion = reader.insertion
    self.about = reader.about
  }

  /// The top-level properties of a name.
  func properties(_ name: XMPName) -> [Property] {
    properties.filter { $0.isTopLevel && $0.name == name }
  }

  /// What the first property of a name says.
  func text(_ name: XMPName) -> String? { properties(name).first?.values.first }

  /// UTF-16 made UTF-8; everything else as it stands.
  private static func utf8(_ raw: [UInt8]) -> ([UInt8], Bool) {
    let big = raw.starts(with: [0xFE, 0xFF]) || raw.starts(with: [0, 0x3C])
    let little = raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0x3C, 0])
    guard big || little else { return (raw, false) }
    let units = stride(from: 0, to: raw.count - 1, by: 2).lazy.map { place in
      let (first, second) = (UInt16(raw[place]), UInt16(raw[place + 1]))
      return big ? first << 8 | second : second << 8 | first
    }
    let hasMark = raw.starts(with: [0xFE, 0xFF]) || raw.starts(with: [0xFF, 0xFE])
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    _ = transcode(
      units.dropFirst(hasMark ? 1 : 0).makeIterator(), from: UTF16.self,
      to: UTF8.self, stoppingOnError: false
    ) { bytes.append($0) }
    return (bytes, true)
  }
}
