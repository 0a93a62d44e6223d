/// Walks through the tokens of a packet and gathers its properties.
struct XMPReader {
  private struct Open {
    let name: Range<Int>
    let isRDF: Bool
    let isDescription: Bool
    let namespaces: Int
    /// Which property this element is, where it is one.
    var property: Int?
    /// Whether it is an item of a list, or a value, whose text counts on its own.
    var isItem = false
  }

  private var scanner: XMLScanner
  private var stack: [Open] = []
  /// Prefixes in force, the innermost last.
  private var namespaces: [(prefix: ArraySlice<UInt8>, uri: String)] = []
  /// The property that we are in, and its text so far.
  private var current: (property: Int, depth: Int)?
  private var text: [UInt8] = []

  private(set) var properties: [XMPPacket.Property] = []
  private(set) var fault: XMLScanner.Fault?
  private(set) var insertion: XMPPacket.Insertion?
  private(set) var about: [UInt8] = []
  private var sawDescription = false

  private static let prefixes = 128
  /// The most bytes of one text that are kept: what is longer is no label and no mark.
  static let longest = ReadLabel.longest + 1

  /// Takes a piece of the text of the property that we are in.
  private mutating func take(text range: Range<Int>, isPlain: Bool) {
    guard current != nil, text.count < Self.longest else { return }
    let piece = scanner.bytes[range].prefix(Self.longest - text.count)
    if isPlain { text += piece } else { text += XMLText.plain(piece) }
  }

  /// What an attribute says.
  private func value(of attribute: XMLScanner.Attribute) -> String {
    String(
      decoding: XMLText.plain(scanner.bytes[attribute.value].prefix(Self.longest)),
      as: UTF8.self)
  }

  init(_ bytes: [UInt8]) {
    // What stands before the first tag (a mark of byte order, blanks) says nothing.
    let start = bytes.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    scanner = XMLScanner(bytes, from: start)
  }

  mutating func read() {
    do throws(XMLScanner.Fault) {
      while let token = try scanner.next() { try take(token) }
      if let open = stack.last {
        throw XMLScanner.Fault("an element is not closed", zh: "元素没有闭合", at: open.name.lowerBound)
      }
    } catch {
      fault = error
      leaveProperty(at: error.offset)
    }
  }

  private mutating func take(_ token: XMLScanner.Token) throws(XMLScanner.Fault) {
    switch token {
    case .start(let name, let attributes, let closed, let range):
      try start(name, attributes, closed: closed, range)
    case .end(let name, let range): try end(name, range)
    case .text(let range): take(text: range, isPlain: false)
    case .literal(let range): take(text: range, isPlain: true)
    case .instruction, .comment: break
    }
  }

  /// The namespace and the word of a name; attributes without a prefix have none.
  private func resolve(
    _ name: Range<Int>, isAttribute: Bool
  ) -> (namespace: String, local: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>) {
    let bytes = scanner.bytes[name]
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      let uri = isAttribute ? "" : namespaces.last { $0.prefix.isEmpty }?.uri ?? ""
      return (uri, bytes, [])
    }
    let prefix = bytes[..<colon]
    let local = bytes[(colon + 1)...]
    if prefix.elementsEqual("xml".utf8) { return (XMPName.xml, local, prefix) }
    return (namespaces.last { $0.prefix.elementsEqual(prefix) }?.uri ?? "", local, prefix)
  }

  private mutating func declare(_ attributes: [XMLScanner.Attribute]) throws(XMLScanner.Fault) {
    for attribute in attributes {
      let name = scanner.bytes[attribute.name]
      guard name.starts(with: "xmlns".utf8) else { continue }
      let rest = name.dropFirst(5)
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { continue }
      guard namespaces.count < XMPReader.prefixes else {
        throw XMLScanner.Fault(
          "more than \(XMPReader.prefixes) prefixes in force",
          zh: "同时有效的前缀超过\(XMPReader.prefixes)个", at: attribute.name.lowerBound)
      }
      let uri = XMLText.plain(scanner.bytes[attribute.value].prefix(1024))
      namespaces.append((rest.dropFirst(), String(decoding: uri, as: UTF8.self)))
    }
  }

  private mutating func start(
    _ name: Range<Int>, _ attributes: [XMLScanner.Attribute], closed: Bool, _ range: Range<Int>
  ) throws(XMLScanner.Fault) {
    guard stack.count < XMPPacket.depth else {
      throw XMLScanner.Fault(
        "nested deeper than \(XMPPacket.depth)", zh: "嵌套超过\(XMPPacket.depth)层", at: range.lowerBound
      )
    }
    let before = namespaces.count
    try declare(attributes)
    let (uri, local, prefix) = resolve(name, isAttribute: false)
    let isRDFName = uri == XMPName.rdf
    let parent = stack.last
    let isRDF = isRDFName && local.elementsEqual("RDF".utf8)
    let isDescription = isRDFName && local.elementsEqual("Description".utf8)
    var open = Open(
      name: name, isRDF: isRDF, isDescription: isDescription, namespaces: before)
    let isTopDescription = isDescription && parent?.isRDF == true
    if isDescription {
      readAttributes(attributes, isTopLevel: isTopDescription)
      if isTopDescription, !sawDescription { sawDescription = true }
    }
    if isRDF, insertion == nil, closed {
      let bytes = scanner.bytes
      insertion = .opening(
        range.upperBound - 2..<range.upperBound, name: Array(bytes[name]),
        prefix: prefix.isEmpty ? [] : Array(prefix) + [UInt8(ascii: ":")])
    }
    // A label outside of a description is not where it belongs, and a label.
    let isLabel = uri == XMPName.tc260 && local.elementsEqual("AIGC".utf8)
    if current == nil, parent?.isDescription == true && !isRDFName || isLabel {
      enterProperty(
        XMPName(uri, String(decoding: local, as: UTF8.self), prefix: shown(prefix)),
        attributes, closed: closed, qualified: name, range)
      open.property = current?.property
    } else if let inside = current {
      properties[inside.property].isStructured = true
      open.isItem = isRDFName && local.elementsEqual("li".utf8) || local.elementsEqual("value".utf8)
      if open.isItem { text = [] }
    }
    if closed {
      if open.property != nil { leaveProperty(at: range.upperBound, content: nil) }
      namespaces.removeSubrange(before...)
    } else {
      stack.append(open)
    }
  }

  private func shown(_ prefix: ArraySlice<UInt8>) -> String {
    String(decoding: prefix.prefix(64), as: UTF8.self)
  }

  private mutating func readAttributes(
    _ attributes: [XMLScanner.Attribute], isTopLevel: Bool
  ) {
    for attribute in attributes {
      let (uri, local, prefix) = resolve(attribute.name, isAttribute: true)
      if uri == XMPName.rdf, local.elementsEqual("about".utf8), isTopLevel, !sawDescription {
        about = Array(scanner.bytes[attribute.value])
      }
      guard !uri.isEmpty, uri != XMPName.rdf, uri != XMPName.xml,
        !prefix.elementsEqual("xmlns".utf8), properties.count < XMPPacket.most
      else { continue }
      let value = value(of: attribute)
      properties.append(
        XMPPacket.Property(
          name: XMPName(uri, String(decoding: local, as: UTF8.self), prefix: shown(prefix)),
          form: .attribute, values: [value], content: attribute.value, extent: attribute.extent,
          isTopLevel: isTopLevel))
    }
  }

  private mutating func enterProperty(
    _ name: XMPName, _ attributes: [XMLScanner.Attribute], closed: Bool, qualified: Range<Int>,
    _ range: Range<Int>
  ) {
    guard properties.count < XMPPacket.most else { return }
    var values: [String] = []
    for attribute in attributes {
      let (uri, local, _) = resolve(attribute.name, isAttribute: true)
      // A link is a value too.
      if uri == XMPName.rdf, local.elementsEqual("resource".utf8) {
        values.append(value(of: attribute))
      }
    }
    let isTopLevel =
      stack.count > 1 && stack[stack.count - 2].isRDF && stack[stack.count - 1].isDescription
    properties.append(
      XMPPacket.Property(
        name: name, form: .element(closed: closed, qualified: qualified), values: values,
        content: range.upperBound..<range.upperBound, extent: range, isTopLevel: isTopLevel))
    if !values.isEmpty { properties[properties.count - 1].isStructured = true }
    current = (properties.count - 1, stack.count)
    text = []
  }

  private mutating func end(_ name: Range<Int>, _ range: Range<Int>) throws(XMLScanner.Fault) {
    guard let open = stack.popLast(), scanner.bytes[open.name] == scanner.bytes[name] else {
      throw XMLScanner.Fault(
        "a closing tag closes nothing", zh: "结束标签没有对应的开始标签", at: range.lowerBound)
    }
    if open.property != nil {
      leaveProperty(at: range.upperBound, content: range.lowerBound)
    } else if open.isItem, let inside = current {
      properties[inside.property].values.append(String(decoding: text, as: UTF8.self))
      text = []
    }
    if open.isRDF, insertion == nil {
      let qualified = scanner.bytes[open.name]
      let colon = qualified.firstIndex(of: UInt8(ascii: ":"))
      insertion = .before(
        range.lowerBound, prefix: colon.map { Array(qualified[...$0]) } ?? [])
    }
    namespaces.removeSubrange(open.namespaces...)
  }

  /// Finishes the property that we are in.
  private mutating func leaveProperty(at end: Int, content: Int? = nil) {
    guard let inside = current else { return }
    current = nil
    let start = properties[inside.property].extent.lowerBound
    properties[inside.property].extent = start..<max(start, end)
    if let content {
      let first = properties[inside.property].content.lowerBound
      properties[inside.property].content = first..<max(first, content)
    }
    let rest = String(decoding: text, as: UTF8.self)
    let blank = text.allSatisfy { $0.isXMLBlank }
    if !blank || properties[inside.property].values.isEmpty {
      properties[inside.property].values.append(rest)
    }
    text = []
  }
}
