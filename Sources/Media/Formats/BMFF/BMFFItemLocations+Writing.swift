extension BMFFItemLocations {
  /// The most bytes that a table may have which is written anew.
  private static let limit = 2 << 20

  /// Reads all items, in order to write them anew.
  init(_ box: BMFFBox, all source: any ByteSource) throws(MediaError) {
    guard box.body.count <= Self.limit else {
      throw MediaError(
        .tooLarge(value: box.body.count, limit: Self.limit), "the box iloc",
        at: box.range.lowerBound)
    }
    try self.init(box, in: source, steps: Self.limit)
  }

  /// How many bytes the table has when it is written, behind the header of its box.
  var encodedSize: Int {
    let head = (version < 2 ? 2 : 4) + (version > 0 ? 2 : 0) + 2 + baseSize + 2
    return items.reduce(version < 2 ? 8 : 10) {
      $0 + head + $1.extents.count * (indexSize + offsetSize + lengthSize)
    }
  }

  /// Counts every offset anew, where its byte is now.
  mutating func relocate(_ shift: OffsetShift, idat: BMFFBox?) {
    for index in items.indices {
      let item = items[index]
      guard item.dataReference == 0, let origin = origin(of: item, idat: idat) else { continue }
      let newOrigin = item.method == 0 ? 0 : shift.moved(origin)
      let deltas = item.extents.map { extent -> Int in
        let (offset, over) = item.base.addingReportingOverflow(extent.offset)
        guard !over, let offset = Int(exactly: offset) else { return 0 }
        let (place, overPlace) = origin.addingReportingOverflow(offset)
        return overPlace ? 0 : shift.moved(place) - newOrigin - offset
      }
      guard let first = deltas.first, deltas.contains(where: { $0 != 0 }) else { continue }
      let isOne = deltas.allSatisfy { $0 == first }
      if isOne, baseSize > 0, item.base > 0 || offsetSize == 0 {
        items[index].base = UInt64(clamping: Int(clamping: item.base) + first)
      } else if offsetSize > 0 {
        for place in item.extents.indices {
          items[index].extents[place].offset = UInt64(
            clamping: Int(clamping: item.extents[place].offset) + deltas[place])
        }
      }
    }
  }

  /// Gives an item one stretch of the file, and makes it where it is missing.
  mutating func place(_ id: UInt32, at offset: Int, length: Int) {
    var item = Item(
      id: id, method: 0, dataReference: 0, base: 0,
      extents: [(0, UInt64(offset), UInt64(length))])
    if offsetSize == 0 {
      (item.base, item.extents[0].offset) = (UInt64(offset), 0)
    }
    if let index = items.firstIndex(where: { $0.id == id }) {
      items[index] = item
    } else {
      items.append(item)
    }
  }

  /// Gives an item that has one stretch another length.
  mutating func resize(_ id: UInt32, to length: Int) {
    guard let index = items.firstIndex(where: { $0.id == id }), items[index].extents.count == 1
    else { return }
    items[index].extents[0].length = UInt64(length)
  }

  /// Gives the table fields in which one more stretch of a file of `size` bytes can be written.
  mutating func makeRoom(for size: Int) {
    if offsetSize == 0, baseSize == 0 { baseSize = 4 }
    if lengthSize == 0 { lengthSize = 4 }
    guard size > Int(UInt32.max), max(offsetSize, baseSize) < 8 else { return }
    if offsetSize > 0 { offsetSize = 8 } else { baseSize = 8 }
  }

  /// The bytes behind the header of the box.
  ///
  /// - Throws: ``MediaError`` where a number does not fit into its field.
  func encoded(in box: BMFFBox) throws(MediaError) -> [UInt8] {
    var writer = ByteWriter()
    var fits = true
    func put(_ value: UInt64, _ width: Int, _ writer: inout ByteWriter) {
      if width < 8, value >> UInt64(8 * width) != 0 { fits = false }
      writer.bigEndian(value, width: width)
    }
    writer.bigEndian(version, width: 1)
    writer.zeros(3)
    put(UInt64(offsetSize << 12 | lengthSize << 8 | baseSize << 4 | indexSize), 2, &writer)
    put(UInt64(items.count), version < 2 ? 2 : 4, &writer)
    for item in items {
      put(UInt64(item.id), version < 2 ? 2 : 4, &writer)
      if version > 0 { put(UInt64(item.method), 2, &writer) }
      put(UInt64(item.dataReference), 2, &writer)
      put(item.base, baseSize, &writer)
      put(UInt64(item.extents.count), 2, &writer)
      for extent in item.extents {
        put(extent.index, indexSize, &writer)
        put(extent.offset, offsetSize, &writer)
        put(extent.length, lengthSize, &writer)
      }
    }
    guard fits else {
      throw MediaError(
        .unsupported("a field that is too narrow for what it has to say now"), "the box iloc",
        at: box.range.lowerBound)
    }
    return writer.bytes
  }
}
