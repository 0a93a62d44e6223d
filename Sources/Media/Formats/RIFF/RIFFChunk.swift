/// One RIFF form: the outermost chunk of a file, of which an AVI over one gigabyte has several.
struct RIFFForm: Hashable {
  /// How the sizes of the form are written.
  enum Sizing: Hashable {
    /// In the four bytes behind `RIFF`.
    case plain
    /// In the chunk `ds64`, whose payload starts at the given byte (EBU Tech 3306, ITU-R BS.2088).
    case ds64(Int)
    /// Nowhere: the file was written to a pipe, and the form goes on to the end of the file.
    case unknown
  }

  /// The first byte of `RIFF`.
  let start: Int
  /// `WAVE`, `AVI `, `AVIX`, `WEBP`.
  let type: String
  /// Where the form ends.
  var end: Int
  /// Where the last whole chunk in it ends, padding included.
  var chunksEnd: Int
  /// How its size is written.
  var sizing: Sizing
}

/// One chunk of a RIFF form.
struct RIFFChunk: Hashable {
  /// Its four letters.
  let id: String
  /// The type of list, where it is one.
  let listType: String?
  /// The type of the list that it stands in, where it stands in one.
  let parent: String?
  /// How many lists it stands in.
  let depth: Int
  /// Its first byte.
  let start: Int
  /// What it holds; of a list, its type of four letters too.
  let payload: Range<Int>
  /// Where the next one begins: after the pad byte, where one is there.
  let end: Int
  /// Whether it does not say how long it is and so goes on to the end of the form.
  let isEndless: Bool

  /// Header and payload without the pad byte, which C2PA counts to the content.
  var extent: Range<Int> { start..<payload.upperBound }
  /// Whether the pad byte that its odd size asks for is missing.
  var lacksPad: Bool { payload.count % 2 == 1 && end == payload.upperBound }
}

extension ByteWriter {
  /// Writes a chunk without its pad byte.
  mutating func riffChunk(_ id: String, _ payload: [UInt8]) {
    append(id)
    littleEndian(payload.count, width: 4)
    append(payload)
  }
}
