/// Reads and writes Matroska and WebM (RFC 9559): tags have names and texts, and may stand before or
/// behind the film.
enum MatroskaContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var roots = EBMLElements(source, in: 0..<source.size)
    var broken: MediaError?
    while true {
      let element: EBMLElement
      do throws(MediaError) {
        guard let next = try roots.next() else { break }
        element = next
      } catch {
        // A segment that breaks off is walked as far as it goes.
        guard let cut = try Self.cutSegment(source, at: roots.position, from: error) else {
          throw error
        }
        broken = error
        element = cut
      }
      try scan.step("an element", at: element.range.lowerBound)
      switch element.id {
      case MatroskaID.header: try header(element, source, into: &scan)
      case MatroskaID.segment:
        let end = try segment(element, source, into: &scan)
        if let broken { throw broken }
        if element.isUnknown { try roots.seek(to: end) }
      case MatroskaID.void: break
      default:
        scan.remark(
          "matroska.element.outside", "there is something outside of any segment",
          at: element.range.lowerBound)
      }
    }
  }

  private static func cutSegment(
    _ source: any ByteSource, at offset: Int, from error: MediaError
  ) throws(MediaError) -> EBMLElement? {
    // The reader stopped behind the header of the segment.
    guard error.reason == .truncated, error.offset <= offset - 5,
      try source.bytes(in: error.offset..<error.offset + 4, of: "an element")
        == EBML.identity(MatroskaID.segment)
    else { return nil }
    return EBMLElement(
      id: MatroskaID.segment, range: error.offset..<source.size, dataStart: offset,
      sizeWidth: offset - error.offset - 4, isUnknown: true)
  }

  private static func header(
    _ header: EBMLElement, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    guard !header.isUnknown else { return }
    var children = EBMLElements(source, in: header.data)
    while let child = try children.next() {
      try scan.step("an element", at: child.range.lowerBound)
      guard child.id == MatroskaID.docType, child.data.count <= 64 else { continue }
      let type = try source.bytes(in: child.data, of: "DocType")
      scan.format = type.starts(with: Array("webm".utf8)) ? .webM : .matroska
    }
  }

  /// Walks through a segment, and says where it ends.
  private static func segment(
    _ segment: EBMLElement, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) -> Int {
    var elements = MatroskaSegment(segment, in: source, limits: scan.limits)
    while let element = try elements.next() {
      try scan.step("an element", at: element.range.lowerBound)
      guard element.id == MatroskaID.tags else { continue }
      do throws(MediaError) {
        try tags(element, source, into: &scan)
      } catch {
        switch error.reason {
        case .system, .tooLarge: throw error
        default: scan.remark("matroska.tags.malformed", "\(error)", at: error.offset)
        }
      }
    }
    return elements.end
  }

  /// Walks through tags, which may be nested, with a stack of its own.
  private static func tags(
    _ tags: EBMLElement, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    struct Level {
      let element: EBMLElement
      var children: EBMLElements
      var name = ""
      var text: EBMLElement?
    }
    var levels = [Level(element: tags, children: EBMLElements(source, in: tags.data))]
    while var level = levels.popLast() {
      guard let child = try level.children.next() else {
        if level.element.id == MatroskaID.simpleTag, let text = level.text {
          scan.found(
            Slot(
              kind: .text(key: level.name), place: "Segment/Tags/Tag/SimpleTag \(level.name)",
              extent: level.element.range, payload: try unpadded(text, source)))
        }
        continue
      }
      try scan.step("an element", at: child.range.lowerBound)
      guard !child.isUnknown else {
        throw MediaError(
          .malformed("only segments and clusters may be of unknown size"), "a tag",
          at: child.range.lowerBound)
      }
      switch (level.element.id, child.id) {
      case (MatroskaID.tags, MatroskaID.tag), (MatroskaID.tag, MatroskaID.simpleTag),
        (MatroskaID.simpleTag, MatroskaID.simpleTag):
        levels.append(level)
        guard levels.count < scan.limits.depth else {
          scan.remark(
            "matroska.tags.depth", "tags are nested deeper than \(scan.limits.depth)",
            at: child.range.lowerBound)
          continue
        }
        levels.append(Level(element: child, children: EBMLElements(source, in: child.data)))
        continue
      case (MatroskaID.simpleTag, MatroskaID.tagName):
        let end = min(child.data.upperBound, child.dataStart + 1024)
        let bytes = try source.bytes(in: child.dataStart..<end, of: "a tag's name")
        level.name = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      case (MatroskaID.simpleTag, MatroskaID.tagString): level.text = level.text ?? child
      default: break
      }
      levels.append(level)
    }
  }

  /// The text of an element without the zeros that may follow it (RFC 8794, section 7.4).
  private static func unpadded(
    _ element: EBMLElement, _ source: any ByteSource
  ) throws(MediaError) -> Range<Int> {
    var end = element.data.upperBound
    while end > element.dataStart {
      let start = max(element.dataStart, end - 256)
      let bytes = try source.bytes(in: start..<end, of: "a tag's text")
      if let last = bytes.lastIndex(where: { $0 != 0 }) {
        return element.dataStart..<start + last + 1
      }
      end = start
    }
    return element.dataStart..<element.dataStart
  }
}
