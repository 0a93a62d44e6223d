/// A PDF as its last cross-reference section shows it: objects by their numbers.
struct PDFDocument {
  /// An object, and where it is.
  struct Object {
    let value: PDFValue
    /// The bytes that the value's ranges count in.
    let bytes: [UInt8]
    /// Where the object stands in the file, or the stream of objects that it is in.
    let extent: Range<Int>
    /// Where the bytes of a stream begin, where it is one.
    let stream: Int?
  }

  let source: any ByteSource
  /// Where `%PDF-` stands: some writers count from there.
  let base: Int
  /// The newest section first.
  private(set) var sections: [PDFSection] = []
  /// Where the newest section is, as `startxref` says.
  let start: Int
  /// What is taken off places in the file to have what the file calls them.
  private(set) var shift = 0

  /// What was unpacked so far.
  let budget = PDFBudget()

  static let objectLimit = 1 << 20
  static let packedLimit = 4 << 20

  /// Finds the sections from the end of the file.
  init(_ source: any ByteSource, _ scan: inout Scan) throws(MediaError) {
    self.source = source
    let head = try source.bytes(in: 0..<min(1024, source.size), of: "the header")
    base = head.firstRange(of: Array("%PDF-".utf8))?.lowerBound ?? 0
    let from = max(0, source.size - 4096)
    let tail = try source.bytes(in: from..<source.size, of: "the end of the PDF")
    let mark = Array("startxref".utf8)
    guard let place = tail.indices.last(where: { tail[$0...].starts(with: mark) }) else {
      throw MediaError(.truncated, "the PDF", at: source.size)
    }
    var parser = PDFParser(tail, at: place + mark.count)
    guard let start = parser.number() else {
      throw MediaError(.malformed("it has no number"), "startxref", at: from + place)
    }
    self.start = start
    try readSections(&scan)
  }

  private mutating func readSections(_ scan: inout Scan) throws(MediaError) {
    var waiting = [start]
    var seen: Set<Int> = []
    var total = 0
    while let place = waiting.popLast() {
      guard seen.insert(place).inserted else { continue }
      guard seen.count <= 1024 else {
        throw MediaError(
          .tooLarge(value: seen.count, limit: 1024), "the number of revisions", at: place)
      }
      try scan.step("a cross-reference section", at: place)
      var found: PDFSection?
      do throws(MediaError) {
        found = try section(at: place)
      } catch {
        // Older revisions may be lost; without the newest nothing is known.
        if sections.isEmpty { throw error }
        if case .system = error.reason { throw error }
        scan.remark("pdf.revision", "\(error)", at: max(0, place))
      }
      guard let section = found else { continue }
      if case .stream(_, _, let bytes) = section.form { total += bytes.count }
      guard total <= PDFDocument.packedLimit else {
        throw MediaError(
          .tooLarge(value: total, limit: PDFDocument.packedLimit), "the cross-references",
          at: place)
      }
      sections.append(section)
      if let previous = section.trailer["Prev"]?.int { waiting.append(previous) }
      // What a hybrid file has in a stream beside its table comes before older sections.
      if !section.isStream, let beside = section.trailer["XRefStm"]?.int { waiting.append(beside) }
    }
  }

  private mutating func section(at offset: Int) throws(MediaError) -> PDFSection {
    let what = "the cross-reference section"
    for start in [offset, offset &+ base] where start >= 0 && start < source.size {
      let bytes = try window(at: start, 256)
      var parser = PDFParser(bytes)
      parser.skipSpace()
      if sections.isEmpty { shift = start - offset }
      if parser.take("xref") { return try table(at: start + parser.place) }
      if let object = try object(at: start, number: nil) { return try stream(object, start) }
    }
    throw MediaError(.malformed("it is not where it should be"), what, at: max(0, offset))
  }

  private func table(at start: Int) throws(MediaError) -> PDFSection {
    let what = "the cross-reference table"
    var parts: [(objects: Range<Int>, at: Int)] = []
    var place = start
    while parts.count < 65_536 {
      let bytes = try window(at: place, 256)
      var parser = PDFParser(bytes)
      parser.skipSpace()
      if parser.take("trailer") {
        guard let (value, bytes) = try value(at: place + parser.place),
          let trailer = value.dictionary
        else { break }
        return PDFSection(form: .table(parts), trailer: trailer, bytes: bytes)
      }
      guard let first = parser.number(), let count = parser.number() else { break }
      parser.skipSpace()
      let lines = place + parser.place
      guard first < 1 << 40, count <= (source.size - lines) / 20 else { break }
      parts.append((first..<first + count, lines))
      place = lines + 20 * count
    }
    throw MediaError(.malformed("it is not one"), what, at: start)
  }

  private func stream(_ object: Object, _ at: Int) throws(MediaError) -> PDFSection {
    let what = "the cross-reference stream"
    func malformed() -> MediaError { MediaError(.malformed("it is not one"), what, at: at) }
    guard let dictionary = object.value.dictionary, dictionary["Type"]?.name == "XRef",
      let widths = dictionary["W"]?.array?.compactMap(\.int), widths.count == 3,
      widths.allSatisfy({ (0...8).contains($0) }), widths.reduce(0, +) > 0,
      let size = dictionary["Size"]?.int, size >= 0
    else { throw malformed() }
    let bytes = try unpacked(object, dictionary, limit: PDFDocument.packedLimit, what)
    let index = dictionary["Index"]?.array?.compactMap(\.int) ?? [0, size]
    var parts: [(objects: Range<Int>, at: Int)] = []
    var place = 0
    for pair in stride(from: 0, to: index.count - index.count % 2, by: 2) {
      let (first, count) = (index[pair], index[pair + 1])
      guard first >= 0, first < 1 << 40, count >= 0, count <= bytes.count else { throw malformed() }
      parts.append((first..<first + count, place))
      place += count * widths.reduce(0, +)
      guard place <= bytes.count + 65_536 else { break }
    }
    return PDFSection(
      form: .stream(widths: widths, parts, bytes), trailer: dictionary, bytes: object.bytes)
  }

  private func window(at start: Int, _ count: Int) throws(MediaError) -> [UInt8] {
    guard start >= 0, start <= source.size else {
      throw MediaError(.truncated, "the PDF", at: max(0, min(start, source.size)))
    }
    return try source.bytes(in: start..<min(source.size, start + count), of: "the PDF")
  }

  /// A value at a byte of the file, with the bytes it was read from; nil where there is none.
  func value(at start: Int) throws(MediaError) -> (PDFValue, [UInt8])? {
    var count = 4096
    while true {
      let bytes = try window(at: start, count)
      var parser = PDFParser(bytes)
      do throws(PDFParser.Fault) {
        return (try parser.value(), bytes)
      } catch .endsEarly where count < PDFDocument.objectLimit && bytes.count == count {
        count *= 16
      } catch {
        return nil
      }
    }
  }

  /// The object at a byte of the file; nil where there is none, or another than is looked for.
  func object(at start: Int, number: Int?) throws(MediaError) -> Object? {
    var count = 4096
    while true {
      let bytes = try window(at: start, count)
      var parser = PDFParser(bytes)
      guard let found = parser.number(), number == nil || found == number, parser.number() != nil
      else { return nil }
      parser.skipSpace()
      guard parser.take("obj") else { return nil }
      do throws(PDFParser.Fault) {
        let value = try parser.value()
        let end = parser.place
        parser.skipSpace()
        guard value.dictionary != nil, parser.take("stream") else {
          return Object(value: value, bytes: bytes, extent: start..<start + end, stream: nil)
        }
        if parser.peek() == 0x0D { parser.place += 1 }
        if parser.peek() == 0x0A { parser.place += 1 }
        return Object(
          value: value, bytes: bytes, extent: start..<start + parser.place,
          stream: start + parser.place)
      } catch .endsEarly where count < PDFDocument.objectLimit && bytes.count == count {
        count *= 16
      } catch {
        return nil
      }
    }
  }
}

/// How much may be unpacked and searched of one file, and the stream of objects that was unpacked last.
final class PDFBudget {
  private static let limit = 64 << 20
  private var spent = 0
  /// The stream of objects that was unpacked last.
  var last: (number: Int, bytes: [UInt8])?

  /// Counts bytes that are gone through.
  ///
  /// - Throws: ``MediaError`` where they are too many.
  func spend(_ count: Int, _ what: String, at offset: Int) throws(MediaError) {
    spent += count
    guard spent <= PDFBudget.limit else {
      throw MediaError(.tooLarge(value: spent, limit: PDFBudget.limit), what, at: offset)
    }
  }
}
