/// Reads and checks the central directory of a ZIP archive (PKWARE APPNOTE 6.3, section 4.3).
struct ZipDirectoryReader {
  let bytes: [UInt8]
  let limits: ZipArchive.Limits

  /// Signatures of the records (APPNOTE 4.3.7, 4.3.12, 4.3.15, 4.3.16).
  enum Signature {
    static let localHeader: UInt32 = 0x0403_4B50
    static let directoryEntry: UInt32 = 0x0201_4B50
    static let zip64Locator: UInt32 = 0x0706_4B50
    static let endOfDirectory: UInt32 = 0x0605_4B50
  }

  /// The lengths of the records' fixed parts.
  enum Length {
    static let localHeader = 30
    static let directoryEntry = 46
    static let zip64Locator = 20
    static let endOfDirectory = 22
  }

  /// Every entry, folders included, checked on its own and against the others.
  func entries() throws(ArchiveError) -> [ZipArchive.Entry] {
    guard bytes.count <= limits.archiveBytes else {
      throw .tooLarge(what: "bytes of the archive", value: bytes.count, limit: limits.archiveBytes)
    }
    let (directory, count) = try endOfDirectory()
    var entries: [ZipArchive.Entry] = []
    var names: Set<String> = []
    var place = directory.lowerBound
    var inflated = 0
    for _ in 0..<count {
      let entry = try directoryEntry(at: &place, end: directory.upperBound)
      guard names.insert(ZipDirectoryReader.folded(entry.name)).inserted else {
        throw .duplicateName(entry.name.shown)
      }
      inflated += entry.size
      entries.append(entry)
    }
    guard place == directory.upperBound else {
      throw .malformed("its directory is longer than its entries")
    }
    let allowed = max(1 << 20, bytes.count * limits.ratio)
    guard inflated <= allowed else {
      throw .tooLarge(what: "bytes when inflated", value: inflated, limit: allowed)
    }
    try checkOverlap(entries, directory: directory.lowerBound)
    return entries
  }

  /// Where the directory lies and how many entries it has.
  private func endOfDirectory() throws(ArchiveError) -> (Range<Int>, Int) {
    guard let end = findEnd() else {
      if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        throw .truncated(what: "its entries, before its directory")
      }
      throw .notAnArchive
    }
    if end >= Length.zip64Locator,
      bytes.uint32(at: end - Length.zip64Locator) == Signature.zip64Locator
    {
      throw .unsupported("ZIP64")
    }
    guard bytes.uint16(at: end + 4) == 0, bytes.uint16(at: end + 6) == 0 else {
      throw .unsupported("several volumes")
    }
    let count = Int(bytes.uint16(at: end + 10))
    guard bytes.uint16(at: end + 8) == bytes.uint16(at: end + 10) else {
      throw .malformed("its end record gives two numbers of entries")
    }
    let size = Int(bytes.uint32(at: end + 12))
    let offset = Int(bytes.uint32(at: end + 16))
    guard count != 0xFFFF, size != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else {
      throw .unsupported("ZIP64")
    }
    guard count <= limits.entries else {
      throw .tooLarge(what: "entries in the archive", value: count, limit: limits.entries)
    }
    guard offset + size == end else {
      throw .malformed("its directory does not lie where its end record says")
    }
    return (offset..<end, count)
  }

  /// The end record: the last one whose comment reaches exactly to the end of the archive.
  private func findEnd() -> Int? {
    var place = bytes.count - Length.endOfDirectory
    let last = max(0, place - 0xFFFF)
    while place >= last {
      if bytes[place] == 0x50, bytes.uint32(at: place) == Signature.endOfDirectory,
        place + Length.endOfDirectory + Int(bytes.uint16(at: place + 20)) == bytes.count
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  private func directoryEntry(
    at place: inout Int, end: Int
  ) throws(ArchiveError) -> ZipArchive.Entry {
    guard place + Length.directoryEntry <= end else { throw .truncated(what: "its directory") }
    let start = place
    guard bytes.uint32(at: start) == Signature.directoryEntry else {
      throw .malformed("an entry of its directory does not begin as one")
    }
    let nameLength = Int(bytes.uint16(at: start + 28))
    let extraLength = Int(bytes.uint16(at: start + 30))
    let nameStart = start + Length.directoryEntry
    let next = nameStart + nameLength + extraLength + Int(bytes.uint16(at: start + 32))
    guard next <= end else { throw .truncated(what: "its directory") }
    place = next
    let nameBytes = bytes[nameStart..<nameStart + nameLength]
    let name = try safeName(nameBytes)
    let flags = bytes.uint16(at: start + 8)
    // Bits 0, 6 and 13: encrypted, strongly encrypted, masked headers.
    guard flags & 0x2041 == 0 else { throw .unsupported("encryption") }
    guard bytes.uint16(at: start + 34) == 0 else { throw .unsupported("several volumes") }
    let stored = bytes.uint32(at: start + 20)
    let size = bytes.uint32(at: start + 24)
    let local = bytes.uint32(at: start + 42)
    guard stored != .max, size != .max, local != .max,
      !hasZip64Extra(nameStart + nameLength..<nameStart + nameLength + extraLength)
    else { throw .unsupported("ZIP64") }
    let method = bytes.uint16(at: start + 10)
    guard method == 0 || method == 8 else { throw .unsupported("compression method \(method)") }
    guard Int(size) <= limits.entryBytes else {
      throw .tooLarge(
        what: "bytes of \(name.shown) when inflated", value: Int(size), limit: limits.entryBytes)
    }
    guard method == 8 || stored == size else {
      throw .malformed("\(name.shown) is stored with two lengths")
    }
    guard name.utf8.last != 0x2F || size == 0 else {
      throw .malformed("the folder \(name.shown) has content")
    }
    let header = LocalHeader(
      place: Int(local), name: nameBytes, flags: flags, method: method,
      checksum: bytes.uint32(at: start + 16), stored: stored, size: size)
    let data = try self.data(of: header, name: name)
    return ZipArchive.Entry(
      name: name, size: Int(size), isDeflated: method == 8, checksum: header.checksum,
      localHeader: header.place, data: data)
  }

  /// What the directory says of an entry's local header.
  private struct LocalHeader {
    let place: Int
    let name: ArraySlice<UInt8>
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    let stored: UInt32
    let size: UInt32
  }

  /// Where the entry's data lie, by its local header, which must agree with the directory.
  private func data(
    of header: LocalHeader, name: String
  ) throws(ArchiveError) -> Range<Int> {
    let start = header.place
    guard start + Length.localHeader <= bytes.count else {
      throw .truncated(what: "the header of \(name.shown)")
    }
    guard bytes.uint32(at: start) == Signature.localHeader else {
      throw .malformed("no header of \(name.shown) is where the directory says")
    }
    let nameStart = start + Length.localHeader
    let nameEnd = nameStart + Int(bytes.uint16(at: start + 26))
    let dataStart = nameEnd + Int(bytes.uint16(at: start + 28))
    let dataEnd = dataStart + Int(header.stored)
    guard dataEnd <= bytes.count else { throw .truncated(what: name.shown) }
    // Bit 3: checksum and lengths follow the data, and the header may leave them out.
    let isStreamed = header.flags & 8 != 0
    let agrees =
      bytes.uint16(at: start + 6) & 0x2049 == header.flags & 0x2049
      && bytes.uint16(at: start + 8) == header.method
      && bytes[nameStart..<nameEnd] == header.name
      && (isStreamed
        || bytes.uint32(at: start + 14) == header.checksum
          && bytes.uint32(at: start + 18) == header.stored
          && bytes.uint32(at: start + 22) == header.size)
    guard agrees else {
      throw .malformed("the header of \(name.shown) and the directory disagree")
    }
    return dataStart..<dataEnd
  }

  private func checkOverlap(
    _ entries: [ZipArchive.Entry], directory: Int
  ) throws(ArchiveError) {
    let ordered = entries.sorted { $0.localHeader < $1.localHeader }
    for (entry, next) in zip(ordered, ordered.dropFirst()) {
      guard entry.data.upperBound <= next.localHeader else {
        throw .overlappingEntries(entry.name.shown, next.name.shown)
      }
    }
    if let last = ordered.last, last.data.upperBound > directory {
      throw .overlappingEntries(last.name.shown, "the directory")
    }
  }

  private func hasZip64Extra(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place + 4 <= range.upperBound {
      if bytes.uint16(at: place) == 1 { return true }
      place += 4 + Int(bytes.uint16(at: place + 2))
    }
    return false
  }

  private func safeName(_ name: ArraySlice<UInt8>) throws(ArchiveError) -> String {
    guard let text = String(validating: name, as: UTF8.self) else {
      throw .unsafeName(String(decoding: name, as: UTF8.self).shown)
    }
    let isPlain = name.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x5C && $0 != 0x3A }
    var parts = name.split(separator: 0x2F, omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    let isInside = parts.allSatisfy { !$0.isEmpty && !$0.allSatisfy { $0 == 0x2E } }
    guard isPlain, isInside, name.count <= 255 else { throw .unsafeName(text.shown) }
    return text
  }

  /// The name with ASCII letters in lower case: parts of an office document are told apart so.
  private static func folded(_ name: String) -> String {
    String(
      decoding: name.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Two bytes, the lower first.
  ///
  /// The caller has checked that they are there.
  func uint16(at place: Int) -> UInt16 { UInt16(self[place]) | UInt16(self[place + 1]) << 8 }

  /// Four bytes, the lowest first.
  ///
  /// The caller has checked that they are there.
  func uint32(at place: Int) -> UInt32 {
    UInt32(uint16(at: place)) | UInt32(uint16(at: place + 2)) << 16
  }
}
