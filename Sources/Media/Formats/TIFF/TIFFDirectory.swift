/// An image file directory: entries that are sorted by tag, and a link to the next directory.
struct TIFFDirectory {
  /// Where the directory begins in the file.
  let start: Int
  /// Its entries, as they stand.
  let entries: [TIFFEntry]
  /// Where the link to the next directory stands in the file.
  let link: Int
  /// The offset of the next directory; 0 where there is none.
  let next: UInt64

  /// The first entry with a tag.
  func entry(_ tag: UInt16) -> TIFFEntry? { entries.first { $0.tag == tag } }

  /// Reads the directory at an offset.
  ///
  /// - Throws: ``MediaError`` where it leaves the structure.
  init(
    _ source: any ByteSource, _ layout: TIFFLayout, at offset: UInt64, into scan: inout Scan
  ) throws(MediaError) {
    let what = "the image file directory"
    guard let head = layout.range(at: offset, count: UInt64(layout.countSize)) else {
      throw MediaError(
        .truncated, what, at: layout.bounds.lowerBound &+ Int(truncatingIfNeeded: offset >> 1))
    }
    let start = head.lowerBound
    let count = layout.number(try source.bytes(in: head, of: what))
    // A directory of BigTIFF may say any number; more than a classic one can have is nobody's picture.
    guard count <= 65_535 else {
      throw MediaError(.tooLarge(value: Int(clamping: count), limit: 65_535), what, at: start)
    }
    let size = Int(count) * layout.entrySize
    let first = head.upperBound
    guard size <= layout.bounds.upperBound - first else {
      throw MediaError(.truncated, what, at: start)
    }
    // Some writers leave the last link out at the end of a file: it is then as good as 0.
    let end = min(first + size + layout.offsetSize, layout.bounds.upperBound)
    let bytes = try source.bytes(in: first..<end, of: what)
    var entries: [TIFFEntry] = []
    for place in stride(from: 0, to: size, by: layout.entrySize) {
      try scan.step(what, at: start)
      entries.append(
        TIFFEntry(bytes[place..<place + layout.entrySize], layout, place: first + place))
    }
    self.start = start
    self.entries = entries
    self.link = first + size
    self.next =
      end - first == size + layout.offsetSize ? layout.number(bytes[size...]) : 0
  }
}

/// One entry of a directory: a tag and where its value is.
struct TIFFEntry: Hashable {
  /// The tag.
  let tag: UInt16
  /// The type of the value.
  let type: UInt16
  /// How many values there are.
  let count: UInt64
  /// Where the entry stands in the file.
  let place: Int
  /// Where the value is in the file; nil where it leaves the structure or the type is unknown.
  let value: Range<Int>?

  /// Reads the bytes of an entry that stand at `place`.
  init(_ bytes: ArraySlice<UInt8>, _ layout: TIFFLayout, place: Int) {
    let first = bytes.startIndex
    let field = first + 4 + layout.offsetSize
    tag = UInt16(truncatingIfNeeded: layout.number(bytes[first..<first + 2]))
    type = UInt16(truncatingIfNeeded: layout.number(bytes[first + 2..<first + 4]))
    let count = layout.number(bytes[first + 4..<field])
    self.count = count
    self.place = place
    if let size = TIFFLayout.size(ofType: type)?.multipliedReportingOverflow(by: count),
      !size.overflow
    {
      if size.partialValue <= UInt64(layout.offsetSize) {
        let start = place + field - first
        value = start..<start + Int(size.partialValue)
      } else {
        value = layout.range(at: layout.number(bytes[field...]), count: size.partialValue)
      }
    } else {
      value = nil
    }
  }
}
