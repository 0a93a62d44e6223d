/// What of an SVG is of use to a reader and a writer of metadata: root, `metadata`, packets, stores.
struct SVGStructure {
  /// An element whose start and end are known.
  struct Element {
    let tag: SVGTag
    /// Where its end begins; the end of the tag where it is empty.
    fileprivate(set) var end: Int
  }

  /// A packet of XMP.
  struct Packet {
    /// From its first byte to its last, with its wrapper.
    let extent: Range<Int>
    /// Its outermost element.
    let element: SVGTag
    /// The namespaces that are declared outside of it.
    let outer: [(prefix: [UInt8], name: [UInt8])]
  }

  /// A manifest store in Base64.
  struct Manifest {
    /// The element, and where its content ends.
    fileprivate(set) var element: Element
    /// The texts in it.
    fileprivate(set) var texts: [Range<Int>] = []
    /// Whether something else than text is in it.
    fileprivate(set) var isOdd = false
  }

  static let xmpNamespace = Array("adobe:ns:meta/".utf8)
  static let rdfNamespace = Array("http://www.w3.org/1999/02/22-rdf-syntax-ns#".utf8)
  static let manifestNamespace = Array("http://c2pa.org/manifest".utf8)
  /// How deep elements may be nested: drawings have groups in groups.
  static let deepest = 4096
  /// How many namespaces may be declared at one place: each name is looked up among them.
  private static let mostNamespaces = 256

  /// The element `svg`.
  private(set) var root: Element?
  /// The first `metadata` right below it.
  private(set) var metadata: Element?
  private(set) var packets: [Packet] = []
  private(set) var manifests: [Manifest] = []

  private var declared: [(depth: Int, prefix: [UInt8], name: [UInt8])] = []
  private var depth = 0
  /// The depth of what is open of these, where one is.
  private var metadataDepth: Int?
  private var isRootMetadata = false
  private var manifestDepth: Int?
  private var packetDepth: Int?
  private var packetStart: Int?
  private var open: Packet?

  /// Reads a whole document.
  ///
  /// What was found before an error is kept in `self`.
  mutating func read(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var tokenizer = try SVGTokenizer(source)
    while let token = try tokenizer.next() {
      try scan.step("an element", at: tokenizer.position)
      switch token {
      case .start(let tag): try start(tag)
      case .end(let name, let extent): try end(name, extent)
      case .instruction(let target, let head, let extent):
        if target == Array("xpacket".utf8), metadataDepth != nil { wrapper(head, extent) }
      case .text(let range):
        if manifestDepth == depth { addText(range) }
      case .other: break
      }
    }
    guard depth == 0, root != nil else { throw MediaError(.truncated, "the SVG", at: source.size) }
  }

  private mutating func start(_ tag: SVGTag) throws(MediaError) {
    guard depth < Self.deepest else {
      throw MediaError(
        .tooLarge(value: depth + 1, limit: Self.deepest), "the nesting of elements",
        at: tag.extent.lowerBound)
    }
    guard depth > 0 || root == nil else {
      throw MediaError(.malformed("it has a second root"), "the SVG", at: tag.extent.lowerBound)
    }
    depth += 1
    guard declared.count + tag.namespaces.count <= Self.mostNamespaces else {
      throw MediaError(
        .tooLarge(value: declared.count + tag.namespaces.count, limit: Self.mostNamespaces),
        "the number of namespaces", at: tag.extent.lowerBound)
    }
    for (prefix, name) in tag.namespaces { declared.append((depth, prefix, name)) }
    let (namespace, local) = resolve(tag.name)
    let element = Element(tag: tag, end: tag.extent.upperBound)
    if depth == 1 {
      guard local == Array("svg".utf8) else {
        throw MediaError(.malformed("its root is not svg"), "the SVG", at: tag.extent.lowerBound)
      }
      root = element
    } else if manifestDepth != nil {
      manifests[manifests.count - 1].isOdd = true
    } else if namespace == Self.manifestNamespace, local == Array("manifest".utf8) {
      if manifests.count < 16 {
        manifests.append(Manifest(element: element))
        manifestDepth = depth
      }
    } else if metadataDepth == nil, local == Array("metadata".utf8), namespace == rootNamespace {
      metadataDepth = depth
      isRootMetadata = depth == 2 && metadata == nil
      if isRootMetadata { metadata = element }
    } else if metadataDepth != nil, packetDepth == nil, isPacket(namespace, local) {
      packetDepth = depth
      open = Packet(
        extent: tag.extent, element: tag,
        outer: declared.filter { $0.depth < depth }.map { ($0.prefix, $0.name) })
    }
    if tag.isEmpty { close(at: tag.extent.upperBound, behind: tag.extent.upperBound) }
  }

  private mutating func end(_ name: [UInt8], _ extent: Range<Int>) throws(MediaError) {
    guard depth > 0 else {
      throw MediaError(
        .malformed("an element ends that did not begin"), "the SVG", at: extent.lowerBound)
    }
    close(at: extent.lowerBound, behind: extent.upperBound)
  }

  /// Closes the innermost element.
  private mutating func close(at end: Int, behind: Int) {
    if depth == 1 { root?.end = end }
    if manifestDepth == depth {
      manifests[manifests.count - 1].element.end = end
      manifestDepth = nil
    }
    if packetDepth == depth, let packet = open {
      packetDepth = nil
      let whole = Packet(
        extent: packet.extent.lowerBound..<behind, element: packet.element, outer: packet.outer)
      // In a wrapper it is complete with the wrapper's end.
      open = whole
      if packetStart == nil { finish(whole) }
    }
    if metadataDepth == depth {
      if let open, packetDepth == nil { finish(open) }
      if isRootMetadata { metadata?.end = end }
      metadataDepth = nil
      packetStart = nil
      packetDepth = nil
      open = nil
    }
    while let last = declared.last, last.depth >= depth { declared.removeLast() }
    depth -= 1
  }

  /// The wrapper of a packet begins or ends (ISO 16684-1, 7.3.2).
  private mutating func wrapper(_ head: [UInt8], _ extent: Range<Int>) {
    if head.starts(with: "begin".utf8) {
      guard packetDepth == nil else { return }
      if let open { finish(open) }
      packetStart = extent.lowerBound
    } else if head.starts(with: "end".utf8), let start = packetStart, packetDepth == nil,
      let packet = open
    {
      finish(
        Packet(
          extent: start..<extent.upperBound, element: packet.element, outer: packet.outer))
    }
  }

  private mutating func finish(_ packet: Packet) {
    if packets.count < 256 { packets.append(packet) }
    open = nil
    packetStart = nil
  }

  private mutating func addText(_ range: Range<Int>) {
    if manifests[manifests.count - 1].texts.count < 64 {
      manifests[manifests.count - 1].texts.append(range)
    } else {
      manifests[manifests.count - 1].isOdd = true
    }
  }

  private func isPacket(_ namespace: [UInt8], _ local: [UInt8]) -> Bool {
    namespace == Self.xmpNamespace && local == Array("xmpmeta".utf8)
      || namespace == Self.rdfNamespace && local == Array("RDF".utf8)
  }

  private var rootNamespace: [UInt8] {
    guard let root else { return [] }
    let prefix = Self.split(root.tag.name).prefix
    return root.tag.namespaces.last { $0.prefix == prefix }?.name ?? []
  }

  /// The namespace and the local part of a name.
  private func resolve(_ name: [UInt8]) -> (namespace: [UInt8], local: [UInt8]) {
    let (prefix, local) = Self.split(name)
    return (declared.last { $0.prefix == prefix }?.name ?? [], local)
  }

  /// The prefix and the local part of a name.
  static func split(_ name: [UInt8]) -> (prefix: [UInt8], local: [UInt8]) {
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return ([], name) }
    return (Array(name[..<colon]), Array(name[(colon + 1)...]))
  }
}
