/// One cross-reference section of a PDF (ISO 32000-1, sections 7.5.4 and 7.5.8).
struct PDFSection {
  /// Where an object is.
  enum Location: Hashable {
    case free
    /// At a byte of the file.
    case at(Int)
    /// The object of the given index in a stream of objects.
    case packed(stream: Int, index: Int)
  }

  /// How the places are written.
  enum Form {
    /// Lines of 20 bytes: numbers of objects, and where the first line stands.
    case table([(objects: Range<Int>, at: Int)])
    /// A stream, unpacked: widths of the three fields, numbers of objects and where they begin.
    case stream(widths: [Int], [(objects: Range<Int>, at: Int)], [UInt8])
  }

  let form: Form
  /// The trailer, or the dictionary of the stream.
  let trailer: PDFDictionary
  /// The bytes that the trailer's ranges count in.
  let bytes: [UInt8]

  var isStream: Bool { if case .stream = form { true } else { false } }

  /// Where the section says that an object is; nil where it says nothing.
  func location(
    of number: Int, in source: any ByteSource
  ) throws(MediaError) -> Location? {
    switch form {
    case .table(let parts):
      guard let part = parts.first(where: { $0.objects.contains(number) }) else { return nil }
      let start = part.at + 20 * (number - part.objects.lowerBound)
      let line = try source.bytes(in: start..<start + 20, of: "the cross-reference table")
      guard line[17] == UInt8(ascii: "n") else { return .free }
      var parser = PDFParser(line)
      return parser.number().map(Location.at) ?? .free
    case .stream(let widths, let parts, let bytes):
      guard let part = parts.first(where: { $0.objects.contains(number) }) else { return nil }
      let width = widths.reduce(0, +)
      var place = part.at + width * (number - part.objects.lowerBound)
      guard place + width <= bytes.count else { return nil }
      var fields: [Int] = []
      for width in widths {
        fields.append(
          bytes[place..<place + width].reduce(0) { ($0 & 0xFF_FFFF_FFFF) << 8 | Int($1) })
        place += width
      }
      // A type that is left out is 1.
      switch widths[0] == 0 ? 1 : fields[0] {
      case 1: return .at(fields[1])
      case 2: return .packed(stream: fields[1], index: fields[2])
      default: return .free
      }
    }
  }
}
