extension PNGContainer {
  /// Puts texts and stores over the first chunk that has them, or behind IHDR: the packet first, so
  /// that a reader who stops early meets it.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var walk = try PNGWalk(file.source)
    guard let first = try walk.next(), first.type == "IHDR" else {
      throw MediaError(.malformed("it does not begin with IHDR"), "the PNG", at: 8)
    }
    let place = first.extent.upperBound
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
    let texts = try splices { $0 != .xmp && $0 != .store }
    let stores = try splices { $0 == .store }
    return try WritePlan(file.source, packets + texts + stores)
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
