extension BMFFEditor {
  /// Puts a C2PA manifest store into its `uuid` box: over the first that is there, or behind `ftyp`
  /// (C2PA, "Embedding manifests into BMFF-based assets").
  mutating func put(store: [UInt8]) throws(MediaError) {
    var purpose = "manifest"
    var place: Range<Int>
    if let slot = file.slots(.store).first {
      place = slot.extent
      let box = layout.stores.first { $0.range == slot.extent }
      if let box, let content = try BMFFStoreBox(box, in: source) { purpose = content.purpose }
      guard box != nil else {
        throw MediaError(
          .unsupported("a place of its own inside another box"), slot.place,
          at: slot.extent.lowerBound)
      }
    } else if let type = layout.fileType, layout.film != nil || layout.metadata != nil {
      place = type.range.upperBound..<type.range.upperBound
    } else {
      throw MediaError(
        .cannotCarry(wayOut: "put it into a sidecar, or convert the file to MP4"),
        layout.fileType == nil
          ? "a manifest store in a file without the box ftyp"
          : "a manifest store in a segment of a film", at: 0)
    }
    let merkle = file.slots(.merkle).first?.extent.lowerBound
    let head = 8 + 16 + 4 + purpose.utf8.count + 1 + 8
    guard head + store.count <= Int(UInt32.max) else {
      throw MediaError(
        .tooLarge(value: store.count, limit: file.limits.storeBytes), "the manifest store", at: 0)
    }
    replace(place, inside: [], count: head + store.count, carries: .store) { shift in
      var writer = ByteWriter()
      writer.box("uuid") { writer in
        writer.append(BMFFUserType.c2pa)
        writer.zeros(4)
        writer.append(purpose)
        writer.zeros(1)
        writer.bigEndian(merkle.map { shift.moved($0) } ?? 0, width: 8)
        writer.append(store)
      }
      return writer.bytes
    }
  }
}
