internal import Media
internal import Rules

extension XMPPacket {
  /// The packet with some properties set, every other byte as it stands.
  ///
  /// A property that is there gets its new text at its place; one that is not comes into a description of
  /// its own at the end. Padding takes up what is added, so that the packet keeps its length where that
  /// fits.
  ///
  /// - Throws: ``LabelError/packet(_:)`` where the packet cannot be changed without a doubt.
  func setting(_ values: [(name: XMPName, text: String)]) throws(LabelError) -> [UInt8] {
    if let broken {
      throw .packet("\(broken.wording.en), at byte \(broken.offset) of the packet")
    }
    if isConverted { throw .packet("it stands in UTF-16, and only UTF-8 is written") }
    var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    var added: [UInt8] = []
    guard let insertion else { throw .packet("there is no rdf:RDF in it") }
    let prefix: [UInt8]
    switch insertion {
    case .before(_, let text), .opening(_, _, let text): prefix = text
    }
    for (name, text) in values {
      let there = properties(name)
      guard there.count < 2 else { throw .packet("\(name.shown) is in it \(there.count) times") }
      let raw = XMLText.escaped(text.utf8)
      guard let property = there.first else {
        added += XMPPacket.element(name, raw)
        continue
      }
      guard !property.isStructured else { throw .packet("\(name.shown) is a structure in it") }
      changes.append(replacement(of: property, with: raw))
    }
    if !added.isEmpty {
      let namespaces = Dictionary(
        values.map { ($0.name.prefix, $0.name.namespace) }, uniquingKeysWith: { first, _ in first })
      changes.append(description(added, namespaces, about: about, prefix: prefix, insertion))
    }
    var result = bytes
    var growth = 0
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(change.range, with: change.bytes)
      growth += change.bytes.count - change.range.count
    }
    return XMPPacket.repadded(result, growth: growth)
  }

  private func replacement(
    of property: Property, with raw: [UInt8]
  ) -> (range: Range<Int>, bytes: [UInt8]) {
    switch property.form {
    case .element(closed: true, let qualified):
      // `<a b="c"/>` becomes `<a b="c">…</a>`.
      let tag = property.extent.upperBound - 2..<property.extent.upperBound
      return (tag, [0x3E] + raw + [0x3C, 0x2F] + bytes[qualified] + [0x3E])
    case .element, .attribute: return (property.content, raw)
    }
  }

  private static func element(_ name: XMPName, _ raw: [UInt8]) -> [UInt8] {
    Array("<\(name.shown)>".utf8) + raw + Array("</\(name.shown)>".utf8)
  }

  private func description(
    _ content: [UInt8], _ namespaces: [String: String], about: [UInt8], prefix: [UInt8],
    _ insertion: Insertion
  ) -> (range: Range<Int>, bytes: [UInt8]) {
    // A packet whose RDF is the default namespace has no prefix for the attribute; it goes without.
    let aboutText = prefix.isEmpty ? [] : [0x20] + prefix + Array("about=\"".utf8) + about + [0x22]
    var text: [UInt8] = [0x3C] + prefix + Array("Description".utf8) + aboutText
    for (prefix, namespace) in namespaces.sorted(by: { $0.key < $1.key })
    where content.firstRange(of: Array("<\(prefix):".utf8)) != nil {
      text += Array(" xmlns:\(prefix)=\"\(namespace)\"".utf8)
    }
    text += [0x3E] + content + [0x3C, 0x2F] + prefix + Array("Description>".utf8)
    switch insertion {
    case .before(let place, _): return (place..<place, text)
    case .opening(let tag, let name, _):
      return (tag, [0x3E] + text + [0x3C, 0x2F] + name + [0x3E])
    }
  }

  /// Takes from the padding what was added, or adds to it what was taken, where there is padding.
  private static func repadded(_ packet: [UInt8], growth: Int) -> [UInt8] {
    let trailer = Array("<?xpacket end=".utf8)
    guard growth != 0, let end = lastRange(of: trailer, in: packet)?.lowerBound else {
      return packet
    }
    let start = packet[..<end].lastIndex { !$0.isXMLBlank }.map { $0 + 1 }
    let padding = (start ?? 0)..<end
    var result = packet
    if growth > 0 {
      // One blank stays, as a sign that there was padding.
      guard padding.count > growth else { return packet }
      result.removeSubrange(end - growth..<end)
    } else if padding.count > 1 {
      result.insert(contentsOf: [UInt8](repeating: 0x20, count: -growth), at: end)
    }
    return result
  }

  private static func lastRange(of wanted: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    var place = bytes.count - wanted.count
    // The trailer is short and nothing but blanks comes behind it.
    let first = max(0, bytes.count - 256)
    while place >= first {
      if bytes[place...].starts(with: wanted) { return place..<place + wanted.count }
      place -= 1
    }
    return nil
  }

  /// A packet with these properties and nothing else.
  static func new(_ values: [(name: XMPName, text: String)]) -> [UInt8] {
    var namespaces: [(String, String)] = []
    for (name, _) in values where !namespaces.contains(where: { $0.0 == name.prefix }) {
      namespaces.append((name.prefix, name.namespace))
    }
    let declared = namespaces.map { " xmlns:\($0.0)=\"\($0.1)\"" }.joined()
    let head =
      "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"\(XMPName.rdf)\">"
      + "<rdf:Description rdf:about=\"\"\(declared)>"
    let body = values.flatMap { element($0.name, XMLText.escaped($0.text.utf8)) }
    let tail = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    return Array(head.utf8) + body + Array(tail.utf8)
  }
}
