/// Reads and writes RIFF: WAVE with BWF, RF64 and BW64, AVI with OpenDML, WebP (RFC 9649).
enum RIFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walker = RIFFWalker(source)
    while let chunk = try walker.next(&scan) {
      try take(chunk, from: source, into: &scan)
    }
    guard walker.forms > 0 else {
      throw MediaError(.truncated, "the header of the form", at: 0)
    }
  }

  private static func take(
    _ chunk: RIFFChunk, from source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    func slot(_ kind: Slot.Kind, _ place: String, _ payload: Range<Int>) -> Slot {
      Slot(kind: kind, place: place, extent: chunk.extent, payload: payload)
    }
    if chunk.parent == "INFO", chunk.listType == nil, chunk.id != "JUNK" {
      let text = try withoutZeros(chunk.payload, of: source, scan.limits)
      scan.found(slot(.text(key: chunk.id), "LIST INFO/\(chunk.id)", text))
      return
    }
    switch chunk.id {
    case "C2PA": scan.found(slot(.store, "chunk C2PA", chunk.payload))
    case "_PMX" where scan.format != .webP: scan.found(slot(.xmp, "chunk _PMX", chunk.payload))
    case "XMP " where scan.format == .webP: scan.found(slot(.xmp, "chunk XMP", chunk.payload))
    case "EXIF" where scan.format == .webP:
      EXIFReader.scan(
        source, in: try block(in: chunk, of: source), place: "chunk EXIF", into: &scan)
    case "id3 ", "ID3 ":
      try scan.tolerating("riff.id3", at: chunk.start) { (scan) throws(MediaError) in
        try ID3Reader.scan(source, in: chunk.payload, place: "chunk id3", into: &scan)
      }
    case "AIGC":
      let text = try withoutZeros(chunk.payload, of: source, scan.limits)
      scan.found(slot(.text(key: "AIGC"), "chunk AIGC", text))
    default: break
    }
  }

  /// The block of EXIF in a chunk.
  static func block(
    in chunk: RIFFChunk, of source: any ByteSource
  ) throws(MediaError) -> Range<Int> {
    let range = chunk.payload
    // Some writers keep the mark that a JPEG needs.
    let head = range.lowerBound..<min(range.lowerBound + 6, range.upperBound)
    let isMarked =
      try source.bytes(in: head, of: "the chunk EXIF") == Array("Exif".utf8) + [0, 0]
    return isMarked ? range.lowerBound + 6..<range.upperBound : range
  }

  /// A text without the zeros that some writers end it with.
  private static func withoutZeros(
    _ range: Range<Int>, of source: any ByteSource, _ limits: MediaLimits
  ) throws(MediaError) -> Range<Int> {
    guard range.count <= limits.slotBytes else { return range }
    var end = range.upperBound
    // A text ends with a zero or two; a long run of them is a field of fixed width.
    while end > range.lowerBound {
      let start = max(range.lowerBound, end - 256)
      let tail = try source.bytes(in: start..<end, of: "a text")
      guard let last = tail.lastIndex(where: { $0 != 0 }) else {
        end = start
        continue
      }
      return range.lowerBound..<start + last + 1
    }
    return range.lowerBound..<end
  }

  static func parts(of file: MediaFile) throws(MediaError) -> [Part] {
    var walker = RIFFWalker(file.source)
    var scan = Scan(format: file.format, limits: file.limits)
    var parts: [Part] = []
    var position = 0
    var forms = 0
    while let chunk = try walker.next(&scan) {
      guard chunk.depth == 0 else { continue }
      if walker.forms > forms, let form = walker.last {
        if form.start > position { parts.append(Part("c2pa.after", position..<form.start)) }
        parts.append(Part(form.type, form.start..<form.start + 12))
        position = form.start + 12
        forms = walker.forms
      }
      parts.append(Part(chunk.listType ?? chunk.id, position..<chunk.end))
      position = chunk.end
    }
    if forms == 0, let form = walker.first {
      parts.append(Part(form.type, form.start..<form.start + 12))
      position = form.start + 12
    }
    if position < file.source.size {
      parts.append(Part("c2pa.after", position..<file.source.size))
    }
    return parts
  }
}
