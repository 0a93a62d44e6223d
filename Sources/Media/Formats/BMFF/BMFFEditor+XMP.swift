extension BMFFEditor {
  /// Puts a packet of XMP where there is one already, or where its standard wants it: a `uuid` box of a
  /// film (ISO 16684-3), an item of a picture (ISO/IEC 23008-12, annex A.2).
  ///
  /// - Parameters:
  ///   - payload: The packet.
  ///   - sparing: Where a box of free space is that something else may need.
  /// - Throws: ``MediaError`` where the file has no place for it.
  mutating func put(xmp payload: [UInt8], sparing: Int?) throws(MediaError) {
    if let slot = file.slots(.xmp).first {
      let path = try tree.path(to: slot.extent)
      if let box = path.last, box.range == slot.extent {
        let isRoot = path.count == 1
        replace(
          isRoot ? box.range : box.body, inside: isRoot ? [] : path,
          with: isRoot ? Self.packet(payload) : payload, carries: isRoot ? .xmp : nil)
      } else if let meta = layout.metadata {
        try replaceItem(slot, in: meta, with: payload)
      } else {
        throw MediaError(
          .malformed("it is no longer where it was read"), slot.place, at: slot.extent.lowerBound)
      }
    } else if let meta = layout.metadata, try tree.child("iinf", of: meta) != nil {
      try addItem(to: meta, payload)
    } else if layout.film != nil {
      let packet = Self.packet(payload)
      let room = layout.free.first {
        let left = $0.range.count - packet.count
        return $0.range.lowerBound != sparing && (left == 0 || left >= 8)
      }
      let place = if let room { room.range.lowerBound } else { endOfFile() }
      replace(place..<place, inside: [], with: packet, carries: .xmp)
    } else {
      throw MediaError(
        .cannotCarry(wayOut: "label the file that the film begins with, which has the box moov"),
        "XMP in a segment of a film", at: 0)
    }
  }

  private static func packet(_ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.box("uuid") {
      $0.append(BMFFUserType.xmp)
      $0.append(payload)
    }
    return writer.bytes
  }
}

extension BMFFEditor {
  /// Puts a packet into an item that is there.
  private mutating func replaceItem(
    _ slot: Slot, in meta: BMFFBox, with payload: [UInt8]
  ) throws(MediaError) {
    guard case .ranges(let ranges) = slot.payload,
      let box = try tree.child("iloc", of: meta)
    else {
      throw MediaError(.malformed("it has no place"), slot.place, at: slot.extent.lowerBound)
    }
    let idat = try tree.child("idat", of: meta)
    var table = try BMFFItemLocations(box, all: source)
    guard
      let item = table.items.first(where: {
        table.ranges(of: $0, idat: idat, in: source) == ranges
      })
    else {
      throw MediaError(.malformed("it has no place"), slot.place, at: slot.extent.lowerBound)
    }
    let range = slot.extent
    let isShared = table.items.contains { other in
      other.id != item.id
        && (table.ranges(of: other, idat: idat, in: source) ?? []).contains { $0.overlaps(range) }
    }
    let path = try tree.path(to: range)
    guard ranges.count == 1, !isShared, let holder = path.last,
      ["mdat", "idat"].contains(holder.type)
    else {
      try writeItem(item.id, payload, into: &table, box: box, inside: [meta], idat: idat)
      return
    }
    replace(range, inside: path, with: payload, carries: .xmp)
    table.resize(item.id, to: payload.count)
    writeLocations(table, over: box, inside: [meta], idat: idat) { _ in nil }
  }

  /// Makes an item with a packet that describes the primary item.
  private mutating func addItem(to meta: BMFFBox, _ payload: [UInt8]) throws(MediaError) {
    guard let list = try tree.child("iinf", of: meta), let range = try tree.childRange(of: list),
      let box = try tree.child("iloc", of: meta), let primary = try tree.child("pitm", of: meta),
      let version = try tree.fullBox(primary)?.version
    else {
      throw MediaError(
        .malformed("it lacks the boxes iloc and pitm"), "the box meta", at: meta.range.lowerBound)
    }
    var reader = SourceReader(source, in: primary.body, window: 16)
    try reader.skip(4, "the box pitm")
    let described = UInt32(truncatingIfNeeded: try reader.bigEndian(version == 0 ? 2 : 4, "pitm"))
    var table = try BMFFItemLocations(box, all: source)
    var highest = table.items.map(\.id).max() ?? 0
    var entries = BMFFBoxes(source, in: range)
    var count = 0
    while let entry = try entries.next() {
      count += 1
      if let id = try BMFFItemEntry(entry, in: source)?.id { highest = max(highest, id) }
      guard count <= file.limits.structures else { break }
    }
    let id = highest &+ 1
    guard highest < UInt32.max, id <= 0xFFFF || table.version == 2,
      count < 0xFFFF || range.lowerBound - list.body.lowerBound == 8
    else {
      throw MediaError(
        .unsupported("no number for another item"), "the box iinf", at: list.range.lowerBound)
    }
    // One more entry in the list,
    let countPlace = list.body.lowerBound + 4..<range.lowerBound
    var number = ByteWriter()
    number.bigEndian(count + 1, width: countPlace.count)
    replace(countPlace, inside: [], with: number.bytes)
    replace(
      entries.position..<entries.position, inside: [meta, list], with: Self.entry(for: id))
    // what it describes,
    try addReference(from: id, to: described, in: meta)
    // and where it is.
    try writeItem(
      id, payload, into: &table, box: box, inside: [meta],
      idat: try tree.child("idat", of: meta))
  }

  private static func entry(for id: UInt32) -> [UInt8] {
    let isWide = id > 0xFFFF
    var writer = ByteWriter()
    writer.box("infe") { writer in
      // The flag says that the item is not meant to be shown.
      writer.append([isWide ? 3 : 2, 0, 0, 1])
      writer.bigEndian(id, width: isWide ? 4 : 2)
      writer.zeros(2)
      writer.append(ascii: "mime")
      writer.append([0])
      writer.append(ascii: "application/rdf+xml")
      writer.append([0])
    }
    return writer.bytes
  }

  /// Adds a reference `cdsc`: the item describes the other.
  private mutating func addReference(
    from id: UInt32, to described: UInt32, in meta: BMFFBox
  ) throws(MediaError) {
    let references = try tree.child("iref", of: meta)
    let version = try references.map { (box) throws(MediaError) in
      try tree.fullBox(box)?.version ?? 0
    }
    let isWide = version.map { $0 > 0 } ?? (max(id, described) > 0xFFFF)
    guard isWide || max(id, described) <= 0xFFFF else {
      throw MediaError(
        .unsupported("no number for another item"), "the box iref", at: meta.range.lowerBound)
    }
    var reference = ByteWriter()
    reference.box("cdsc") { writer in
      writer.bigEndian(id, width: isWide ? 4 : 2)
      writer.bigEndian(1, width: 2)
      writer.bigEndian(described, width: isWide ? 4 : 2)
    }
    if let references {
      let end = references.range.upperBound
      replace(end..<end, inside: [meta, references], with: reference.bytes)
    } else {
      var writer = ByteWriter()
      writer.box("iref") { writer in
        writer.append([isWide ? 1 : 0, 0, 0, 0])
        writer.append(reference.bytes)
      }
      // Behind the entries of items, so that no box that is there changes its order.
      let end = meta.range.upperBound
      replace(end..<end, inside: [meta], with: writer.bytes)
    }
  }

  /// Writes an item's data behind all else, and its place into the table.
  private mutating func writeItem(
    _ id: UInt32, _ payload: [UInt8], into table: inout BMFFItemLocations, box: BMFFBox,
    inside path: [BMFFBox], idat: BMFFBox?
  ) throws(MediaError) {
    let place = endOfFile()
    var writer = ByteWriter()
    writer.box("mdat") { $0.append(payload) }
    table.makeRoom(for: source.size + payload.count + 65_536)
    table.place(id, at: 0, length: payload.count)
    writeLocations(table, over: box, inside: path, idat: idat) { shift in
      (id, shift.moved(place) - payload.count)
    }
    replace(place..<place, inside: [], with: writer.bytes, carries: .xmp)
  }

  /// Writes the table of items once it is known where everything goes.
  private mutating func writeLocations(
    _ table: BMFFItemLocations, over box: BMFFBox, inside path: [BMFFBox], idat: BMFFBox?,
    placing: @escaping (OffsetShift) -> (id: UInt32, offset: Int)?
  ) {
    writesLocations = true
    replace(box.body, inside: path + [box], count: table.encodedSize) {
      shift throws(MediaError) in
      var table = table
      table.relocate(shift, idat: idat)
      if let (id, offset) = placing(shift),
        let length = table.items.first(where: { $0.id == id })?.extents.first?.length
      {
        table.place(id, at: offset, length: Int(clamping: length))
      }
      return try table.encoded(in: box)
    }
  }
}
