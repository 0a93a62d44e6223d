internal import Media

/// Writes a ZIP archive as a stream: entries are deflated while they arrive, and nothing of them is
/// kept but their line in the directory.
///
/// The same content makes the same bytes: every entry carries the date 1980-01-01, the earliest
/// that the format knows.
public struct ZipWriter: ~Copyable {
  private struct Entry {
    let name: [UInt8]
    let place: UInt32
    var checksum: UInt32 = 0
    var stored: UInt32 = 0
    var size: UInt32 = 0
  }

  private let sink: (ArraySlice<UInt8>) throws -> Void
  private var written = 0
  private var finished: [Entry] = []
  private var current: Entry?
  private var deflater: Deflater?

  /// 1980-01-01 in the format's own way.
  private static let date: UInt16 = 1 << 5 | 1
  /// Checksum and lengths follow the data; the name is UTF-8.
  private static let flags: UInt16 = 0x0808

  /// A writer that hands its bytes to `sink`, in order.
  public init(to sink: @escaping (ArraySlice<UInt8>) throws -> Void) { self.sink = sink }

  /// Begins an entry; the one before is ended.
  ///
  /// - Throws: ``ArchiveError/tooLarge(what:value:limit:)`` past 65,534 entries or 4 GiB, and what
  ///   the sink throws.
  public mutating func begin(_ name: String) throws {
    try end()
    guard finished.count < 0xFFFE else {
      throw ArchiveError.tooLarge(
        what: "entries in the archive", value: finished.count + 1, limit: 0xFFFE)
    }
    let entry = Entry(name: Array(name.utf8), place: try place())
    deflater = try Deflater()
    current = entry
    var header = LittleEndianBytes()
    header.append(ZipDirectoryReader.Signature.localHeader)
    header.append(20 as UInt16, ZipWriter.flags, 8, 0, ZipWriter.date)
    header.append(0 as UInt32, 0, 0)
    header.append(UInt16(entry.name.count), 0)
    try put(header.bytes + entry.name)
  }

  /// Adds bytes to the entry that was begun.
  public mutating func write(_ bytes: ArraySlice<UInt8>) throws { try deflate(bytes, last: false) }

  private mutating func deflate(_ bytes: ArraySlice<UInt8>, last: Bool) throws {
    guard var entry = current, let deflater else { return }
    let (size, overflow) = entry.size.addingReportingOverflow(UInt32(clamping: bytes.count))
    guard !overflow else { throw ZipWriter.tooLong(written) }
    entry.size = size
    entry.checksum = Deflate.checksum(bytes, from: entry.checksum)
    let before = written
    var made = 0
    let sink = self.sink
    try deflater.deflate(bytes, last: last) { piece in
      made += piece.count
      try sink(piece)
    }
    written = before + made
    entry.stored =
      try UInt32(exactly: Int(entry.stored) + made) ?? { throw ZipWriter.tooLong(made) }()
    current = entry
  }

  private mutating func end() throws {
    guard current != nil else { return }
    try deflate([], last: true)
    guard let entry = current else { return }
    var descriptor = LittleEndianBytes()
    descriptor.append(0x0807_4B50 as UInt32, entry.checksum, entry.stored, entry.size)
    try put(descriptor.bytes)
    finished.append(entry)
    current = nil
    deflater = nil
  }

  /// Ends the last entry and writes the directory.
  public consuming func finish() throws {
    try end()
    let start = try place()
    for entry in finished {
      var line = LittleEndianBytes()
      line.append(ZipDirectoryReader.Signature.directoryEntry)
      line.append(20 as UInt16, 20, ZipWriter.flags, 8, 0, ZipWriter.date)
      line.append(entry.checksum, entry.stored, entry.size)
      line.append(UInt16(entry.name.count), 0, 0, 0, 0)
      line.append(0 as UInt32, entry.place)
      try put(line.bytes + entry.name)
    }
    var record = LittleEndianBytes()
    record.append(ZipDirectoryReader.Signature.endOfDirectory)
    record.append(0 as UInt16, 0, UInt16(finished.count), UInt16(finished.count))
    record.append(try place() - start, start)
    record.append(0 as UInt16)
    try put(record.bytes)
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    written += bytes.count
    try sink(bytes[...])
  }

  /// Where the next byte goes.
  private func place() throws -> UInt32 {
    guard let place = UInt32(exactly: written) else { throw ZipWriter.tooLong(written) }
    return place
  }

  private static func tooLong(_ bytes: Int) -> ArchiveError {
    .tooLarge(what: "bytes of the archive", value: bytes, limit: Int(UInt32.max))
  }
}

/// Numbers, lowest byte first.
private struct LittleEndianBytes {
  var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ numbers: Number...) {
    for number in numbers {
      for place in 0..<Number.bitWidth / 8 {
        bytes.append(UInt8(truncatingIfNeeded: number >> (place * 8)))
      }
    }
  }
}
