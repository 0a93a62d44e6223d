/// A revision that is appended to a PDF: new objects, and a cross-reference section of the kind that the
/// file has.
struct PDFRevision {
  /// An object of the revision.
  private struct Part {
    let number: Int
    let generation: Int
    let bytes: [UInt8]
    /// How many of the bytes are the slot, where it is one.
    let slot: (kind: Slot.Kind, count: Int)?
  }

  private let document: PDFDocument
  private var parts: [Part] = []
  private var size: Int
  /// Entries of the trailer that change.
  private var trailer: [String: String] = [:]

  init(_ document: PDFDocument) throws(MediaError) {
    self.document = document
    let sizes = document.sections.compactMap { $0.trailer["Size"]?.int }
    guard let size = sizes.max(), size >= 0, size < 1 << 31 else {
      throw MediaError(.malformed("it does not say how many objects it has"), "the PDF", at: 0)
    }
    self.size = size
  }

  /// A number that no object has.
  mutating func newNumber() -> Int {
    size += 1
    return size - 1
  }

  /// Sets an entry of the trailer.
  mutating func setTrailer(_ key: String, _ value: String) { trailer[key] = value }

  /// Adds an object that is a value.
  mutating func add(
    _ number: Int, _ generation: Int, _ value: [UInt8], carries: Slot.Kind? = nil
  ) {
    let bytes = Array("\(number) \(generation) obj\n".utf8) + value + Array("\nendobj\n".utf8)
    parts.append(
      Part(
        number: number, generation: generation, bytes: bytes,
        slot: carries.map { ($0, bytes.count) }))
  }

  /// Adds an object that is a stream.
  mutating func add(
    _ number: Int, _ generation: Int, stream: [UInt8], _ entries: String, carries: Slot.Kind
  ) {
    let head = "\(number) \(generation) obj\n<< \(entries) /Length \(stream.count) >>\nstream\n"
    let front = Array(head.utf8) + stream
    parts.append(
      Part(
        number: number, generation: generation,
        bytes: front + Array("\nendstream\nendobj\n".utf8), slot: (carries, front.count)))
  }

  /// The plan that appends the revision.
  mutating func plan(_ file: MediaFile) throws(MediaError) -> WritePlan {
    let end = file.source.size
    guard let newest = document.sections.first else {
      throw MediaError(.malformed("it has no cross-references"), "the PDF", at: 0)
    }
    var splices: [Splice] = []
    var position = end
    func put(_ bytes: [UInt8], _ carries: Slot.Kind? = nil) {
      splices.append(Splice(at: end, bytes, carries: carries))
      position += bytes.count
    }
    let last = try file.source.bytes(in: max(0, end - 1)..<end, of: "the end of the PDF")
    if last != [0x0A] { put([0x0A]) }
    var places: [(number: Int, generation: Int, place: Int)] = []
    for part in parts.sorted(by: { $0.number < $1.number }) {
      places.append((part.number, part.generation, position - document.shift))
      if let slot = part.slot {
        put(Array(part.bytes[..<slot.count]), slot.kind)
        put(Array(part.bytes[slot.count...]))
      } else {
        put(part.bytes)
      }
    }
    let start = position - document.shift
    guard start < 9_999_999_999 else {
      throw MediaError(.tooLarge(value: start, limit: 9_999_999_999), "the PDF", at: 0)
    }
    put(newest.isStream ? stream(newest, places, start) : table(newest, places))
    put(Array("startxref\n\(start)\n%%EOF\n".utf8))
    return try WritePlan(file.source, splices)
  }

  /// The entries of the new trailer: those of the newest one, but for what is new.
  private func entries(_ newest: PDFSection, without gone: Set<String>) -> [UInt8] {
    var result: [UInt8] = []
    for entry in newest.trailer.entries
    where !gone.contains(entry.key) && trailer[entry.key] == nil {
      result += newest.bytes[entry.range] + [0x0A]
    }
    for (key, value) in trailer.sorted(by: { $0.key < $1.key }) {
      result += Array("/\(key) \(value)\n".utf8)
    }
    return result + Array("/Prev \(document.start)\n".utf8)
  }

  private func table(
    _ newest: PDFSection, _ places: [(number: Int, generation: Int, place: Int)]
  ) -> [UInt8] {
    func digits(_ value: Int, _ count: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    var text = "xref\n"
    for entry in places {
      text += "\(entry.number) 1\n\(digits(entry.place, 10)) \(digits(entry.generation, 5)) n \n"
    }
    return Array((text + "trailer\n<<\n").utf8)
      + entries(newest, without: ["Size", "Prev", "XRefStm"])
      + Array("/Size \(size)\n>>\n".utf8)
  }

  private mutating func stream(
    _ newest: PDFSection, _ places: [(number: Int, generation: Int, place: Int)], _ start: Int
  ) -> [UInt8] {
    let number = newNumber()
    var body = ByteWriter()
    var index = ""
    for entry in places + [(number, 0, start)] {
      body.bigEndian(1, width: 1)
      body.bigEndian(entry.place, width: 5)
      body.bigEndian(entry.generation, width: 2)
      index += " \(entry.number) 1"
    }
    let gone: Set<String> = [
      "Size", "Prev", "XRefStm", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "F",
      "FFilter", "FDecodeParms", "DL",
    ]
    return Array("\(number) 0 obj\n<<\n/Type /XRef\n/W [1 5 2]\n/Index [\(index) ]\n".utf8)
      + entries(newest, without: gone)
      + Array("/Size \(size)\n/Length \(body.count)\n>>\nstream\n".utf8) + body.bytes
      + Array("\nendstream\nendobj\n".utf8)
  }
}
