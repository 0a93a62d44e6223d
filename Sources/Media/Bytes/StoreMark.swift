/// How a C2PA manifest store begins: a JUMBF superbox with a description box of C2PA's type
/// (ISO/IEC 19566-5, annex A; C2PA 2.2, section 11.1.4).
enum StoreMark {
  /// The type of a manifest store.
  static let type: [UInt8] = [
    0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71,
  ]

  /// How many bytes of a box tell.
  static let length = 40

  /// Whether a box that begins with these bytes is a manifest store.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 8 else { return false }
    let start = bytes.startIndex
    guard bytes[start + 4..<start + 8].elementsEqual("jumb".utf8) else { return false }
    // A length of 1 says that eight more bytes of length follow.
    let isLong = bytes[start..<start + 4].elementsEqual([0, 0, 0, 1])
    let inner = bytes.dropFirst(isLong ? 16 : 8)
    return inner.count >= 24 && inner.dropFirst(4).prefix(4).elementsEqual("jumd".utf8)
      && inner.dropFirst(8).prefix(16).elementsEqual(type)
  }
}
