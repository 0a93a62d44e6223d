extension RIFFContainer {
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let layout = try RIFFLayout(file)
    guard layout.form.end - layout.form.start >= 12 else {
      throw MediaError(.truncated, "the form", at: layout.form.start)
    }
    var splices = RIFFSplices(layout)
    let store = edits.filter { $0.kind == .store }
    // A store is the last chunk, so it comes after all others.
    for edit in edits.filter({ $0.kind != .store }) + store {
      try edit.fits(file)
      switch (file.format, edit.kind) {
      case (_, .store): write("C2PA", edit, layout, layout.placeForStore, &splices)
      case (.wav, .text(key: "AIGC")):
        write("AIGC", edit, layout, layout.placeForChunk, &splices)
      case (.avi, .text(key: "AIGC")): try AVIWriting.write(edit, file, layout, &splices)
      case (.webP, .xmp): write("XMP ", edit, layout, placeForPacket(layout), &splices)
      case (.wav, .xmp), (.avi, .xmp):
        write("_PMX", edit, layout, layout.placeForChunk, &splices)
      case (.webP, .exif): try write(exif: edit, file, layout, &splices)
      case (.webP, _):
        throw .noPlace(for: edit, in: "WebP", wayOut: "write it as XMP")
      default: throw .noPlace(for: edit, in: file.format.name, wayOut: "write the text AIGC or XMP")
      }
    }
    if file.format == .webP {
      try WebPHeader.update(file, layout, packet: edits.contains { $0.kind == .xmp }, &splices)
    }
    return try splices.finish(file)
  }

  /// The chunk of EXIF with another text, over the one that is there.
  private static func write(
    exif edit: SlotEdit, _ file: MediaFile, _ layout: RIFFLayout, _ splices: inout RIFFSplices
  ) throws(MediaError) {
    let old = try EXIFWriting.slot(of: edit, in: file)
    guard let chunk = layout.chunks["EXIF"], chunk.payload.contains(old.lowerBound) else {
      throw MediaError(.malformed("there is none around the text"), "the chunk EXIF", at: 0)
    }
    let range = try block(in: chunk, of: file.source)
    let mark = try file.source.bytes(in: chunk.payload.lowerBound..<range.lowerBound, of: "EXIF")
    let block = try EXIFWriting.block(file.source, in: range, with: edit, over: old)
    splices.replace(chunk, id: "EXIF", mark + block, carries: edit.kind)
  }

  private static func write(
    _ id: String, _ edit: SlotEdit, _ layout: RIFFLayout, _ place: (offset: Int, needsPad: Bool),
    _ splices: inout RIFFSplices
  ) {
    if let old = layout.chunks[id] {
      splices.replace(old, id: id, edit.payload, carries: edit.kind)
    } else {
      splices.insert(id, edit.payload, at: place, carries: edit.kind)
    }
  }

  /// A packet of XMP stands behind the picture and EXIF, in front of what is not known (RFC 9649, 2.7).
  private static func placeForPacket(_ layout: RIFFLayout) -> (offset: Int, needsPad: Bool) {
    guard let picture = layout.picture else { return layout.placeForChunk }
    return (picture.end, picture.lacksPad)
  }
}

extension SlotEdit {
  /// Whether the payload is small enough to be read back.
  ///
  /// - Throws: ``MediaError/Reason/tooLarge(value:limit:)``.
  func fits(_ file: MediaFile) throws(MediaError) {
    let limit =
      switch kind {
      case .store, .merkle: file.limits.storeBytes
      default: file.limits.slotBytes
      }
    guard payload.count <= limit else {
      throw MediaError(
        .tooLarge(value: payload.count, limit: limit), "what is to be written", at: 0)
    }
  }
}
