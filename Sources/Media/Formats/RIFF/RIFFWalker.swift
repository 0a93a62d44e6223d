/// Walks the chunks of all RIFF forms of a file in the order of the file.
///
/// Lists are gone into, but for those that hold the film's samples.
struct RIFFWalker {
  private let source: any ByteSource
  private var reader: SourceReader
  /// The first form.
  private(set) var first: RIFFForm?
  /// The form that is being walked.
  private(set) var last: RIFFForm?
  /// How many forms there are.
  private(set) var forms = 0
  /// Where the first byte stands that belongs to no form; the size of the file where there is none.
  private(set) var trailing: Int
  /// The lists that are open: where they end, where what follows begins, and their types.
  private var open: [(end: Int, next: Int, type: String)] = []
  private var sizes64: (data: UInt64, table: [String: UInt64]) = (0, [:])

  init(_ source: any ByteSource) {
    self.source = source
    reader = SourceReader(source, window: 512)
    trailing = source.size
  }

  /// The next chunk; nil at the end.
  mutating func next(_ scan: inout Scan) throws(MediaError) -> RIFFChunk? {
    while true {
      while let list = open.last, reader.position >= list.end || list.end - reader.position < 8 {
        if list.end - reader.position > 1 {
          scan.remark(
            "riff.list.rest", "the list \(list.type) ends with bytes that are no chunk",
            at: reader.position)
        }
        open.removeLast()
        try reader.seek(to: list.next, "a list")
      }
      guard let form = last else {
        guard try begin(&scan) else { return nil }
        continue
      }
      if form.end - reader.position >= 8 { return try chunk(in: form, &scan) }
      if reader.position < form.end {
        scan.remark(
          "riff.form.rest", "the form \(form.type) ends with bytes that are no chunk",
          at: reader.position)
      }
      try reader.seek(to: form.end, "a form")
      guard reader.remaining > 0 else { return nil }
      guard try begin(&scan) else { return nil }
    }
  }

  /// Reads the header of a form; no where there is none.
  private mutating func begin(_ scan: inout Scan) throws(MediaError) -> Bool {
    let start = reader.position
    guard reader.remaining >= 12 else { return noForm(at: start, &scan) }
    let id = String(decoding: try reader.bytes(4, "the form"), as: UTF8.self)
    let size = try reader.u32LE("the form")
    let type = String(decoding: try reader.bytes(4, "the form"), as: UTF8.self)
    let large = id == "RF64" || id == "BW64"
    guard id == "RIFF" || (large && forms == 0) else { return noForm(at: start, &scan) }
    try scan.step("the form \(type)", at: start)
    var form = RIFFForm(
      start: start, type: type, end: source.size, chunksEnd: reader.position, sizing: .plain)
    if large {
      try readSizes(&form, size)
    } else if size == 0 || size == .max || size == 0xFFFF_FFFE {
      form.sizing = .unknown
      scan.remark("riff.size.unknown", "the form \(type) does not say how long it is", at: start)
    } else {
      setEnd(of: &form, UInt64(size), &scan)
    }
    if first == nil { first = form }
    last = form
    forms += 1
    return true
  }

  private mutating func noForm(at start: Int, _ scan: inout Scan) -> Bool {
    trailing = start
    if start < source.size, forms > 0 {
      scan.remark(
        "riff.bytesAfter", "\(source.size - start) bytes stand behind the end of the form",
        at: start)
    }
    return false
  }

  private func setEnd(of form: inout RIFFForm, _ size: UInt64, _ scan: inout Scan) {
    let end = Int(exactly: size).map { form.start.addingReportingOverflow($0) }
    if let end, !end.overflow, end.partialValue <= source.size - 8 {
      form.end = end.partialValue + 8
    } else {
      form.end = source.size
      scan.remark(
        "riff.size.long", "the form \(form.type) says that it goes on after the end of the file",
        at: form.start)
    }
  }

  /// Reads `ds64`, which has to be the first chunk of a form with 64-bit sizes.
  private mutating func readSizes(_ form: inout RIFFForm, _ size: UInt32) throws(MediaError) {
    let start = reader.position
    let what = "the chunk ds64"
    guard try reader.bytes(4, what) == Array("ds64".utf8) else {
      throw MediaError(.malformed("the first chunk has to be ds64"), "the form", at: start)
    }
    let length = try reader.u32LE(what)
    guard length >= 24 else { throw MediaError(.malformed("it is too short"), what, at: start) }
    var inner = try reader.slice(Int(length), what)
    let riff = try inner.littleEndian(8, what)
    sizes64.data = try inner.littleEndian(8, what)
    try inner.skip(8, what)
    if inner.remaining >= 4 {
      let entries = try inner.u32LE(what)
      for _ in 0..<min(entries, 256) where inner.remaining >= 12 {
        let id = String(decoding: try inner.bytes(4, what), as: UTF8.self)
        sizes64.table[id] = try inner.littleEndian(8, what)
      }
    }
    form.sizing = size == .max ? .ds64(start + 8) : .plain
    var none = Scan(format: .wav, limits: .standard)
    setEnd(of: &form, size == .max ? riff : UInt64(size), &none)
    try reader.seek(to: start, what)
  }

  private mutating func chunk(
    in form: RIFFForm, _ scan: inout Scan
  ) throws(MediaError) -> RIFFChunk {
    let start = reader.position
    let id = String(decoding: try reader.bytes(4, "a chunk"), as: UTF8.self)
    var size = UInt64(try reader.u32LE("the chunk \(id)"))
    try scan.step("the chunk \(id)", at: start)
    let limit = open.last?.end ?? form.end
    var unknown = false
    if size == UInt64(UInt32.max) {
      if id == "data", case .ds64 = form.sizing {
        size = sizes64.data
      } else if let known = sizes64.table[id] {
        size = known
      } else {
        unknown = open.isEmpty && id == "data"
      }
    } else if size == 0, id == "data", form.sizing == .unknown {
      unknown = true
    }
    var end = limit
    if unknown {
      scan.remark("riff.size.unknown", "the chunk \(id) does not say how long it is", at: start)
    } else {
      end = try self.end(of: id, at: start, size, limit: limit, &scan)
    }
    let payload = start + 8..<end
    var next = end
    if end % 2 != start % 2, end < limit { next += 1 }
    var listType: String?
    if id == "LIST", payload.count >= 4 {
      listType = String(decoding: try reader.bytes(4, "a list"), as: UTF8.self)
    }
    let parent = open.last?.type
    let chunk = RIFFChunk(
      id: id, listType: listType, parent: parent, depth: open.count, start: start,
      payload: payload, end: next, isEndless: unknown)
    if open.isEmpty { last?.chunksEnd = next }
    if forms == 1 { first = last }
    if let listType, listType != "movi", listType != "rec " {
      if open.count < scan.limits.depth {
        open.append((end, next, listType))
        return chunk
      }
      scan.remark("riff.depth", "lists are nested too deep to be gone into", at: start)
    }
    try reader.seek(to: next, "the chunk \(id)")
    return chunk
  }

  /// Where a chunk of `size` bytes ends, which is never after the end of the file.
  private mutating func end(
    of id: String, at start: Int, _ size: UInt64, limit: Int, _ scan: inout Scan
  ) throws(MediaError) -> Int {
    if let count = Int(exactly: size), count <= limit - (start + 8) { return start + 8 + count }
    guard let count = Int(exactly: size), count <= source.size - (start + 8), open.isEmpty else {
      if !open.isEmpty {
        scan.remark(
          "riff.chunk.long", "the chunk \(id) goes on after the end of its list", at: start)
        return limit
      }
      throw MediaError(.truncated, "the chunk \(id)", at: start)
    }
    // The form is longer than it says.
    scan.remark("riff.size.short", "the chunk \(id) goes on after the end of its form", at: start)
    last?.end = start + 8 + count
    return start + 8 + count
  }
}
