/// Appends members to an archive, in front of its central directory, which is written anew.
struct ZIPWriting {
  private let directory: ZIPDirectory
  private let file: MediaFile
  private var splices: [Splice] = []
  /// Where the next member's local header will stand, counted from the archive's beginning.
  private var local: Int
  private var added = 0
  private var isFirst = true
  /// How much longer the directory gets.
  private var growth = 0

  init(_ directory: ZIPDirectory, _ file: MediaFile) throws(MediaError) {
    guard !directory.is64 else {
      throw MediaError(
        .cannotCarry(wayOut: "put the mark into a sidecar"), "a new member in a 64-bit archive",
        at: directory.endRecord.lowerBound)
    }
    self.directory = directory
    self.file = file
    local = directory.range.lowerBound - directory.base
  }

  /// Adds a member; it takes the place of `old` in the directory.
  ///
  /// What `old` held stays in the file where it is, unless it is the archive's last and so is
  /// overwritten.
  ///
  /// - Throws: ``MediaError`` where the archive gets larger than 32 bits can count.
  mutating func put(
    _ name: String, _ bytes: [UInt8], over old: ZIPMember?,
    carries: Slot.Kind? = nil
  ) throws(MediaError) {
    let sum = Deflate.checksum(bytes[...])
    let size = bytes.count
    guard local + size < Int(UInt32.max) - 65_536 else {
      throw MediaError(
        .cannotCarry(wayOut: "put the mark into a sidecar"), "a member behind 4 GB", at: local)
    }
    let end = directory.range.lowerBound
    var start = local
    if isFirst, let old, old.local < end, old.flags & 8 == 0,
      try directory.place(of: old).extent.upperBound == end
    {
      // The last member of the archive, as it is after an edit of before.
      splices.append(Splice(old.local..<end, with: [UInt8]()))
      start = old.local - directory.base
    }
    var header = ByteWriter()
    fields(&header, name, sum, size)
    var member = ByteWriter()
    member.append([0x50, 0x4B, 3, 4])
    member.append(header.bytes)
    member.append(name)
    member.append(bytes)
    splices.append(Splice(at: end, member.bytes, carries: carries))
    var entry = ByteWriter()
    entry.append([0x50, 0x4B, 1, 2, 20, 0])
    entry.append(header.bytes)
    entry.zeros(10)
    entry.littleEndian(start, width: 4)
    entry.append(name)
    if let old {
      splices.append(Splice(old.header, with: entry.bytes))
    } else {
      splices.append(Splice(at: directory.range.upperBound, entry.bytes))
    }
    local = start + member.count
    added += old == nil ? 1 : 0
    growth += entry.count - (old?.header.count ?? 0)
    isFirst = false
  }

  /// What local header and directory have in common: version 2.0, stored, the first day that there is.
  private func fields(_ writer: inout ByteWriter, _ name: String, _ sum: UInt32, _ size: Int) {
    writer.append([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0])
    writer.littleEndian(sum, width: 4)
    writer.littleEndian(size, width: 4)
    writer.littleEndian(size, width: 4)
    writer.littleEndian(name.utf8.count, width: 2)
    writer.littleEndian(0, width: 2)
  }

  /// The plan, with the end record as it is then.
  consuming func plan() throws(MediaError) -> WritePlan {
    let count = directory.count + added
    guard count < 0xFFFF else {
      throw MediaError(
        .cannotCarry(wayOut: "put the mark into a sidecar"), "one more member",
        at: directory.endRecord.lowerBound)
    }
    var writer = ByteWriter()
    writer.littleEndian(count, width: 2)
    writer.littleEndian(count, width: 2)
    writer.littleEndian(directory.range.count + growth, width: 4)
    writer.littleEndian(local, width: 4)
    let field = directory.endRecord.lowerBound + 8
    splices.append(Splice(field..<field + 12, with: writer.bytes))
    return try WritePlan(file.source, splices)
  }
}
