/// Appends values to a TIFF and changes the entries that point to them.
struct TIFFWriting {
  /// A value that is appended, and the entry that gets it.
  private struct Value {
    let kind: Slot.Kind
    let tag: UInt16
    let bytes: [UInt8]
    /// The entry that is there; nil where the first directory gets a new one.
    let old: TIFFEntry?
  }

  /// The first entry with a packet, in whatever directory.
  let packet: TIFFEntry?
  /// The first entry with a store, in whatever directory.
  let store: TIFFEntry?

  private let source: any ByteSource
  private let layout: TIFFLayout
  private let first: TIFFDirectory
  /// What no value may be written over: the directories, and up to where other values reach.
  private let directories: [Range<Int>]
  private let otherEnd: Int
  /// How many of our values stand at the end of the file: pages may share one.
  private let countAtEnd: Int
  private var values: [Value] = []
  private var inPlace: [Splice] = []

  init(_ file: MediaFile, _ layout: TIFFLayout) throws(MediaError) {
    var scan = Scan(format: file.format, limits: file.limits)
    var first: TIFFDirectory?
    var packet: TIFFEntry?
    var store: TIFFEntry?
    func entry(_ tag: UInt16, of directory: TIFFDirectory) -> TIFFEntry? {
      directory.entries.first { $0.tag == tag && $0.value != nil }
    }
    var directories: [Range<Int>] = []
    var otherEnd = 0
    var countAtEnd = 0
    try TIFFWalk(source: file.source, layout: layout).each(into: &scan) {
      (directory, role, _) throws(MediaError) in
      if role == .page(0) { first = directory }
      packet = packet ?? entry(TIFFContainer.xmpTag, of: directory)
      store = store ?? entry(TIFFContainer.storeTag, of: directory)
      directories.append(directory.start..<directory.link + layout.offsetSize)
      for entry in directory.entries {
        guard let value = entry.value else { continue }
        if entry.tag != TIFFContainer.xmpTag, entry.tag != TIFFContainer.storeTag {
          otherEnd = max(otherEnd, value.upperBound)
        } else if value.upperBound == file.source.size {
          countAtEnd += 1
        }
      }
    }
    guard let first else { throw MediaError(.malformed("it has no directory"), "the TIFF", at: 0) }
    source = file.source
    self.layout = layout
    self.first = first
    self.directories = directories
    self.otherEnd = otherEnd
    self.countAtEnd = countAtEnd
    // An entry whose value is lost gets a new one: a second of its tag would be no better.
    self.packet = packet ?? first.entry(TIFFContainer.xmpTag)
    self.store = store ?? first.entry(TIFFContainer.storeTag)
  }

  /// Puts the payload of an edit over the value of an entry, or takes it for a new one.
  ///
  /// - Throws: ``MediaError`` where the payload is so short that it would have to stand in the entry.
  mutating func put(_ edit: SlotEdit, tag: UInt16, over old: TIFFEntry?) throws(MediaError) {
    guard edit.payload.count > layout.offsetSize else {
      throw MediaError(
        .malformed("\(edit.payload.count) bytes are too few"), "what is to be written", at: 0)
    }
    if let value = old?.value, value.count == edit.payload.count, isApart(value) {
      inPlace.append(Splice(value, with: edit.payload, carries: edit.kind))
    } else {
      values.append(Value(kind: edit.kind, tag: tag, bytes: edit.payload, old: old))
    }
  }

  /// The splices of all that was put in.
  ///
  /// - Throws: ``MediaError/Reason/cannotCarry(wayOut:)`` where offsets of four bytes do not reach the
  ///   end of the new file.
  func splices() throws(MediaError) -> [Splice] {
    guard !values.isEmpty else { return inPlace }
    let start = startOfNew
    let isNewDirectory = values.contains { $0.old == nil }
    let added = values.filter { $0.old == nil }.count
    let size =
      layout.countSize + (first.entries.count + added) * layout.entrySize + layout.offsetSize
    let directoryPlace = start + start % 2
    var end = isNewDirectory ? directoryPlace + size : start
    var places: [Int] = []
    for value in values {
      end += end % 2
      places.append(end)
      end += value.bytes.count
    }
    guard layout.isBig || end <= Int(UInt32.max) else {
      throw MediaError(
        .cannotCarry(wayOut: "convert it to BigTIFF"), "a TIFF that would be over 4 GB", at: 0)
    }
    guard layout.isBig || first.entries.count + added <= 65_535 else {
      throw MediaError(
        .cannotCarry(wayOut: "write a sidecar"), "a TIFF with a full directory", at: first.start)
    }
    var splices = inPlace
    var head = Array(repeating: UInt8(0), count: isNewDirectory ? directoryPlace - start : 0)
    if isNewDirectory {
      head += try directory(places)
      splices.append(
        Splice(
          layout.firstLink..<layout.firstLink + layout.offsetSize,
          with: layout.bytes(directoryPlace, width: layout.offsetSize)))
    }
    // An entry of the first directory changes in the new copy; the old one is nobody's any more.
    for (value, place) in zip(values, places) {
      guard let old = value.old, !(isNewDirectory && contains(old)) else { continue }
      splices.append(
        Splice(
          old.place + 2..<old.place + layout.entrySize, with: fields(of: value, at: place)))
    }
    splices.append(Splice(start..<source.size, with: head))
    var position = start + head.count
    for (value, place) in zip(values, places) {
      if place > position { splices.append(Splice(at: source.size, [0])) }
      splices.append(Splice(at: source.size, value.bytes, carries: value.kind))
      position = place + value.bytes.count
    }
    return splices
  }

  /// Where new bytes begin: at the end of the file, or where a value begins that stands at the end and
  /// is replaced.
  private var startOfNew: Int {
    let last = values.compactMap { $0.old?.value }.first { $0.upperBound == source.size }
    // A value in the entry itself is no value at the end, even where the directory is.
    guard let last, last.count > layout.offsetSize, isApart(last), countAtEnd == 1,
      otherEnd <= last.lowerBound
    else { return source.size }
    return last.lowerBound
  }

  /// Whether a value lies over no directory: in a hostile file everything may lie over everything.
  private func isApart(_ value: Range<Int>) -> Bool {
    value.lowerBound >= 16 && !directories.contains { $0.overlaps(value) }
  }

  private func contains(_ entry: TIFFEntry) -> Bool {
    first.entries.contains { $0.place == entry.place }
  }

  /// The first directory with new entries in the order of their tags, all others as they stand.
  private func directory(_ places: [Int]) throws(MediaError) -> [UInt8] {
    let start = first.start + layout.countSize
    let old = try source.bytes(in: start..<first.link, of: "the first directory")
    var rows: [(tag: UInt16, bytes: [UInt8])] = first.entries.enumerated().map { index, entry in
      (entry.tag, Array(old[index * layout.entrySize..<(index + 1) * layout.entrySize]))
    }
    for (value, place) in zip(values, places) {
      let row = layout.bytes(value.tag, width: 2) + fields(of: value, at: place)
      if let entry = value.old {
        guard let index = first.entries.firstIndex(where: { $0.place == entry.place }) else {
          continue
        }
        rows[index].bytes = row
      } else {
        rows.insert((value.tag, row), at: rows.firstIndex { $0.tag > value.tag } ?? rows.count)
      }
    }
    return layout.bytes(rows.count, width: layout.countSize) + rows.flatMap(\.bytes)
      + layout.bytes(first.next, width: layout.offsetSize)
  }

  /// Type, count and offset of an entry.
  private func fields(of value: Value, at place: Int) -> [UInt8] {
    // UNDEFINED, as the guide on image labels and C2PA want it; who wrote BYTE before keeps it.
    let type: UInt16 = value.old?.type == 1 ? 1 : 7
    return layout.bytes(type, width: 2) + layout.bytes(value.bytes.count, width: layout.offsetSize)
      + layout.bytes(place, width: layout.offsetSize)
  }
}
