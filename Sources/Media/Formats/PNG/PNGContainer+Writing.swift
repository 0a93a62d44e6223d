extension PNGContainer {
  /// Puts texts and stores over the first chunk that has them, or behind IHDR: the packet first, so
  /// that a reader who stops early meets it.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var walk = try PNGWalk(file.source)
    guard let first = try walk.next(), first.type == "IHDR" else {
      throw MediaError(.malformed("it does not begin with IHDR"), "the PNG", at: 8)
    }
    let place = first.extent.upperBound
    var blocks: [Splice] = []
    for edit in edits {
      if case .exif = edit.kind { blocks.append(try chunk(withEXIF: edit, file)) }
    }
    func splices(_ wanted: (Slot.Kind) -> Bool) throws(MediaError) -> [Splice] {
      var splices: [Splice] = []
      for edit in edits where wanted(edit.kind) {
        let old = file.slots.first { slot in
          slot.kind == edit.kind && isChunk(slot, in: file.source)
        }
        splices.append(
          Splice(
            old?.extent ?? place..<place, with: try chunk(for: edit), carries: edit.kind))
      }
      return splices
    }
    let packets = try splices { $0 == .xmp }
    let texts = try splices { kind in
      if case .exif = kind { return false }
      return kind != .xmp && kind != .store
    }
    let stores = try splices { $0 == .store }
    return try WritePlan(file.source, packets + texts + stores + blocks)
  }

  /// The chunk of EXIF with another text, over the one that is there.
  private static func chunk(
    withEXIF edit: SlotEdit, _ file: MediaFile
  ) throws(MediaError) -> Splice {
    let old = try EXIFWriting.slot(of: edit, in: file)
    var walk = try PNGWalk(file.source)
    while let chunk = try walk.next() {
      guard chunk.type == "eXIf", chunk.data.contains(old.lowerBound) else { continue }
      let range = exif(in: chunk, file.source)
      let mark = try file.source.bytes(in: chunk.data.lowerBound..<range.lowerBound, of: "eXIf")
      let block = try EXIFWriting.block(file.source, in: range, with: edit, over: old)
      return Splice(
        chunk.extent, with: PNGChunkWriter.chunk("eXIf", mark + block), carries: edit.kind)
    }
    throw MediaError(.malformed("there is none around the text"), "the chunk eXIf", at: 0)
  }

  /// Whether a slot is a chunk by itself.
  private static func isChunk(_ slot: Slot, in source: any ByteSource) -> Bool {
    slot.kind == .store || slot.place.hasPrefix("tEXt ") || slot.place.hasPrefix("zTXt ")
      || slot.place.hasPrefix("iTXt ")
  }

  private static func chunk(for edit: SlotEdit) throws(MediaError) -> [UInt8] {
    guard edit.payload.count <= 0x7FFF_0000 else {
      throw MediaError(
        .tooLarge(value: edit.payload.count, limit: 0x7FFF_0000), "what is to be written", at: 0)
    }
    switch edit.kind {
    case .xmp:
      return PNGChunkWriter.chunk(
        "iTXt", PNGText.international(Array(PNGText.xmpKeyword.utf8), edit.payload))
    case .text(let key):
      let keyword = try PNGText.bytes(ofKeyword: key)
      guard !edit.payload.contains(0) else {
        throw MediaError(.malformed("it has a zero byte"), "the text \(key)", at: 0)
      }
      // The text of a tEXt is Latin-1; what needs more goes into the chunk for UTF-8.
      return edit.payload.allSatisfy { $0 < 0x80 }
        ? PNGChunkWriter.chunk("tEXt", keyword + [0] + edit.payload)
        : PNGChunkWriter.chunk("iTXt", PNGText.international(keyword, edit.payload))
    case .store: return PNGChunkWriter.chunk("caBX", edit.payload)
    default:
      throw MediaError(
        .cannotCarry(wayOut: "put it into XMP or a text"), "this kind of metadata in a PNG", at: 0)
    }
  }

  /// The signature and the chunks, by their types; the manifest store and what stands behind the end
  /// have names of their own.
  static func parts(of file: MediaFile) throws(MediaError) -> [Part] {
    var walk = try PNGWalk(file.source)
    var parts = [Part("PNGh", 0..<PNGWalk.signature.count)]
    while let chunk = try walk.next() {
      guard parts.count < mostParts else {
        throw MediaError(
          .tooLarge(value: parts.count, limit: mostParts), "the list of chunks",
          at: chunk.extent.lowerBound)
      }
      parts.append(Part(chunk.type == storeType ? "C2PA" : chunk.type, chunk.extent))
    }
    if walk.position < file.source.size {
      parts.append(Part("c2pa.after", walk.position..<file.source.size))
    }
    return parts
  }

  /// The most chunks whose names are listed: a picture of a gigabyte has some hundred thousand.
  private static let mostParts = 262_144
}
