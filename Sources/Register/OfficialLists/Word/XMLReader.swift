import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Takes the events of an XML document in order.
protocol XMLHandler: AnyObject {
  /// An element begins: its local name, its namespace, and its attributes by qualified name.
  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError)
  /// The innermost element that has begun ends.
  func end() throws(WordDocumentError)
  /// Characters within the innermost element; one text may come in several pieces.
  func characters(_ text: String) throws(WordDocumentError)
}

/// Reads an XML part within limits, in one pass, without a document type and without entities.
enum XMLReader {
  /// The deepest nesting that is taken; the official lists have 14.
  static let depthLimit = 100
  /// The most bytes from one `<` to the next: bounds a tag with its attributes, and a text.
  ///
  /// The official lists have 1,211.
  static let gapLimit = 256 << 10
  /// The most elements; the official lists have some 300,000.
  static let elementLimit = 8_000_000

  /// Feeds `bytes`, the part named `part`, to `handler`.
  static func read(
    _ bytes: [UInt8], part: String, handler: any XMLHandler
  ) throws(WordDocumentError) {
    try inspect(bytes, part: part)
    let delegate = Delegate(part: part, handler: handler)
    // As a stream, which the parser takes in pieces: in one piece it takes ten megabytes and no more.
    let parser = XMLParser(stream: InputStream(data: Data(bytes)))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = delegate
    let isParsed = parser.parse()
    if let failure = delegate.failure { throw failure }
    // The parser goes on after errors, and may say that all is well.
    guard isParsed, delegate.isComplete, parser.parserError == nil else {
      throw .notXML(
        part: part, line: max(1, parser.lineNumber),
        reason: delegate.reason ?? "it is not well-formed XML")
    }
  }

  /// Refuses, before any parser sees it, what could make one work without bound: another encoding,
  /// a document type, a tag or text of extreme length.
  static func inspect(_ bytes: [UInt8], part: String) throws(WordDocumentError) {
    guard !bytes.isEmpty else {
      throw .notXML(part: part, line: 1, reason: "it is empty")
    }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw .encoding(part: part)
    }
    try inspectDeclaration(bytes, part: part)
    let isTypeDeclared = bytes.withUnsafeBufferPointer { buffer in
      var last = 0
      for (place, byte) in buffer.enumerated() where byte == 0x3C {
        if place - last > gapLimit { return Optional<Bool>.none }
        last = place
        // `<!D` and `<!E`: DOCTYPE and ENTITY. `<!--` and `<![CDATA[` stay.
        guard place + 2 < buffer.count, buffer[place + 1] == 0x21 else { continue }
        let letter = buffer[place + 2] | 0x20
        if letter == 0x64 || letter == 0x65 { return true }
      }
      return buffer.count - last > gapLimit ? nil : false
    }
    guard let isTypeDeclared else {
      throw .tooLarge(part: part, what: "bytes in one tag or text", limit: gapLimit)
    }
    if isTypeDeclared { throw .documentType(part: part) }
  }

  private static func inspectDeclaration(
    _ bytes: [UInt8], part: String
  ) throws(WordDocumentError) {
    var head = bytes.prefix(256)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: 0x3E) else { return }
    let declaration = String(decoding: head[..<end], as: UTF8.self).lowercased()
    guard let encoding = declaration.range(of: "encoding") else { return }
    let value = declaration[encoding.upperBound...].drop { " \t\r\n=".contains($0) }
    guard value.dropFirst().hasPrefix("utf-8"), "\"'".contains(value.dropFirst(6).prefix(1)) else {
      throw .encoding(part: part)
    }
  }

  private final class Delegate: NSObject, XMLParserDelegate {
    let part: String
    let handler: any XMLHandler
    var failure: WordDocumentError?
    var reason: String?
    private var depth = 0
    private var elements = 0
    private var hasEnded = false

    /// Whether the document came to its end, without an error, with everything closed.
    var isComplete: Bool { hasEnded && reason == nil && depth == 0 && elements > 0 }

    init(part: String, handler: any XMLHandler) {
      self.part = part
      self.handler = handler
    }

    private func run(_ parser: XMLParser, _ step: () throws(WordDocumentError) -> Void) {
      guard failure == nil else { return }
      do {
        try step()
      } catch {
        failure = error
        parser.abortParsing()
      }
    }

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName qName: String?, attributes attributeDict: [String: String]
    ) {
      run(parser) { () throws(WordDocumentError) in
        depth += 1
        elements += 1
        guard depth <= depthLimit else {
          throw .tooLarge(part: part, what: "elements within one another", limit: depthLimit)
        }
        guard elements <= elementLimit else {
          throw .tooLarge(part: part, what: "elements", limit: elementLimit)
        }
        try handler.begin(
          elementName, namespace: namespaceURI ?? "", attributes: attributeDict)
      }
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
      qualifiedName qName: String?
    ) {
      run(parser) { () throws(WordDocumentError) in
        depth -= 1
        try handler.end()
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      run(parser) { () throws(WordDocumentError) in try handler.characters(string) }
    }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
      run(parser) { () throws(WordDocumentError) in
        try handler.characters(String(decoding: CDATABlock, as: UTF8.self))
      }
    }

    func parserDidEndDocument(_ parser: XMLParser) { hasEnded = true }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
      guard reason == nil else { return }
      switch (parseError as NSError).code {
      case 5: reason = "it ends too early, or something follows its end"
      case 76: reason = "an element is closed that is not open"
      case let code: reason = "it is not well-formed XML (code \(code))"
      }
    }
  }
}
