import Register

@testable import Media

/// ZIP archives put together field by field, so that every field can lie.
struct RawArchive {
  struct Entry {
    var name: [UInt8]
    var content: [UInt8]
    var flags: UInt16 = 0
    var method: UInt16 = 0
    var checksum: UInt32
    var stored: UInt32
    var size: UInt32
    var extra: [UInt8] = []
    /// What the local header says in place of the name.
    var localName: [UInt8]?
    /// Where the directory says that the entry lies.
    var place: UInt32?

    init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
      self.checksum = Deflate.checksum(content[...])
      self.stored = UInt32(content.count)
      self.size = UInt32(content.count)
    }
  }

  var entries: [Entry]
  var comment: [UInt8] = []
  var prefix: [UInt8] = []
  var volume: UInt16 = 0
  var declaredEntries: UInt16?
  var declaredOffset: UInt32?
  var locator = false

  init(_ entries: [Entry]) { self.entries = entries }

  var bytes: [UInt8] {
    var bytes = prefix
    var directory: [UInt8] = []
    for entry in entries {
      let place = UInt32(bytes.count)
      let local = entry.localName ?? entry.name
      bytes += little(0x0403_4B50 as UInt32) + little(20 as UInt16) + little(entry.flags)
      bytes += little(entry.method) + little(0 as UInt32) + little(entry.checksum)
      bytes += little(entry.stored) + little(entry.size) + little(UInt16(local.count))
      bytes += little(0 as UInt16) + local + entry.content
      directory += little(0x0201_4B50 as UInt32) + little(20 as UInt16) + little(20 as UInt16)
      directory += little(entry.flags) + little(entry.method) + little(0 as UInt32)
      directory += little(entry.checksum) + little(entry.stored) + little(entry.size)
      directory += little(UInt16(entry.name.count)) + little(UInt16(entry.extra.count))
      directory += little(0 as UInt16) + little(volume) + little(0 as UInt16)
      directory += little(0 as UInt32) + little(entry.place ?? place)
      directory += entry.name + entry.extra
    }
    let offset = UInt32(bytes.count)
    bytes += directory
    if locator { bytes += little(0x0706_4B50 as UInt32) + [UInt8](repeating: 0, count: 16) }
    let count = declaredEntries ?? UInt16(entries.count)
    bytes += little(0x0605_4B50 as UInt32) + little(volume) + little(volume)
    bytes += little(count) + little(count)
    bytes += little(UInt32(directory.count)) + little(declaredOffset ?? offset)
    bytes += little(UInt16(comment.count)) + comment
    return bytes
  }

  private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
