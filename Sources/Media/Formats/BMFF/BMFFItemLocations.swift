/// The table that says where the items of a picture are: the box `iloc` (ISO/IEC 14496-12, 8.11.3).
struct BMFFItemLocations {
  /// One item and its stretches.
  struct Item {
    var id: UInt32
    /// What the offsets count from: 0 the file, 1 the box `idat`, 2 another item.
    var method: UInt8
    /// 0 where the data are in this file.
    var dataReference: UInt16
    var base: UInt64
    var extents: [(index: UInt64, offset: UInt64, length: UInt64)]
  }

  let version: UInt8
  var offsetSize: Int
  var lengthSize: Int
  var baseSize: Int
  let indexSize: Int
  var items: [Item] = []

  /// Reads the items that `isWanted` wants.
  ///
  /// - Throws: ``MediaError`` where the table breaks off, has fields of a width that the standard does not
  ///   know, or needs more steps than are allowed.
  init(
    _ box: BMFFBox, in source: any ByteSource, steps: Int,
    isWanted: (UInt32) -> Bool = { _ in true }
  ) throws(MediaError) {
    var reader = SourceReader(source, in: box.body)
    let what = "the box iloc"
    version = try reader.u8(what)
    try reader.skip(3, what)
    let sizes = try reader.u16(what)
    (offsetSize, lengthSize) = (Int(sizes >> 12), Int(sizes >> 8 & 15))
    baseSize = Int(sizes >> 4 & 15)
    indexSize = version == 0 ? 0 : Int(sizes & 15)
    let sizesAreKnown = [offsetSize, lengthSize, baseSize, indexSize].allSatisfy {
      [0, 4, 8].contains($0)
    }
    guard version <= 2, sizesAreKnown else {
      throw MediaError(
        .malformed("its version or the width of its fields is none that there is"), what,
        at: box.range.lowerBound)
    }
    let count = try reader.bigEndian(version < 2 ? 2 : 4, what)
    var left = steps
    for _ in 0..<count {
      var item = Item(
        id: UInt32(truncatingIfNeeded: try reader.bigEndian(version < 2 ? 2 : 4, what)),
        method: 0, dataReference: 0, base: 0, extents: [])
      if version > 0 { item.method = UInt8(truncatingIfNeeded: try reader.u16(what) & 15) }
      item.dataReference = try reader.u16(what)
      item.base = try reader.bigEndian(baseSize, what)
      let extents = Int(try reader.u16(what))
      left -= 1 + extents
      guard left >= 0 else {
        throw MediaError(.tooLarge(value: steps + 1, limit: steps), what, at: box.range.lowerBound)
      }
      let width = indexSize + offsetSize + lengthSize
      guard width > 0 || extents <= 1 else {
        throw MediaError(
          .malformed("an item has \(extents) stretches that take no room"), what,
          at: box.range.lowerBound)
      }
      if isWanted(item.id) {
        guard extents * width <= reader.remaining else {
          throw MediaError(.truncated, what, at: reader.position)
        }
        for _ in 0..<extents {
          let index = try reader.bigEndian(indexSize, what)
          let offset = try reader.bigEndian(offsetSize, what)
          item.extents.append((index, offset, try reader.bigEndian(lengthSize, what)))
        }
        items.append(item)
      } else {
        try reader.skip(extents * width, what)
      }
    }
  }

  /// The stretches of the file that an item has; nil where they are not in it or leave it.
  func ranges(of item: Item, idat: BMFFBox?, in source: any ByteSource) -> [Range<Int>]? {
    guard item.dataReference == 0, let origin = origin(of: item, idat: idat) else { return nil }
    let end = item.method == 1 ? idat?.body.upperBound ?? 0 : source.size
    var ranges: [Range<Int>] = []
    for extent in item.extents {
      let (offset, over) = item.base.addingReportingOverflow(extent.offset)
      guard !over, let offset = Int(exactly: offset), let length = Int(exactly: extent.length),
        length > 0
      else { return nil }
      let (start, startOver) = origin.addingReportingOverflow(offset)
      let (stop, stopOver) = start.addingReportingOverflow(length)
      guard !startOver, !stopOver, stop <= end else { return nil }
      ranges.append(start..<stop)
    }
    return ranges
  }

  /// What an item's offsets count from.
  func origin(of item: Item, idat: BMFFBox?) -> Int? {
    switch item.method {
    case 0: 0
    case 1: idat?.body.lowerBound
    default: nil
    }
  }
}
