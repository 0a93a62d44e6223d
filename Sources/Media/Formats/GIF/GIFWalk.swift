/// A block of a GIF (GIF89a, appendix B).
struct GIFBlock: Hashable {
  /// What a block is.
  enum Kind: Hashable {
    /// Signature and version.
    case header
    /// The screen and its table of colours.
    case screen
    /// An extension, by its label.
    case ext(UInt8)
    /// A picture's descriptor and its table of colours.
    case image
    /// A picture's data.
    case data
    /// The end.
    case trailer
  }

  /// What it is.
  let kind: Kind
  /// All its bytes.
  let extent: Range<Int>
  /// The eleven letters of an application extension.
  let application: [UInt8]
  /// Where its sub-blocks begin; of an application extension those behind the letters.
  let body: Int

  /// The label of an application extension.
  static let applicationLabel: UInt8 = 0xFF
  /// The label of a comment.
  static let commentLabel: UInt8 = 0xFE
}

/// Goes from block to block of a GIF.
///
/// The format has no lengths but those of sub-blocks: one byte in 256 has to be looked at.
struct GIFWalk {
  private enum State { case header, screen, blocks, data, done }

  private var reader: SourceReader
  private var state = State.header
  /// Whether the file ended with a block instead of with the trailer.
  private(set) var isWithoutTrailer = false

  init(_ source: any ByteSource) { reader = SourceReader(source, window: 16_384) }

  /// Where the next block begins.
  var position: Int { reader.position }

  /// The next block; nil behind the trailer.
  ///
  /// - Throws: ``MediaError`` where the file ends within a block, or a block is none.
  mutating func next() throws(MediaError) -> GIFBlock? {
    let start = reader.position
    switch state {
    case .header:
      try reader.skip(6, "the GIF header")
      state = .screen
      return block(.header, from: start)
    case .screen:
      let screen = try reader.bytes(7, "the logical screen descriptor")
      try skipTable(screen[4], "the global table of colours")
      state = .blocks
      return block(.screen, from: start)
    case .data:
      try reader.skip(1, "the picture's data")
      let body = reader.position
      try skipSubBlocks("the picture's data")
      state = .blocks
      return block(.data, from: start, body: body)
    case .blocks:
      guard !reader.isAtEnd else {
        isWithoutTrailer = true
        state = .done
        return nil
      }
      return try self.block(from: start)
    case .done: return nil
    }
  }

  private mutating func block(from start: Int) throws(MediaError) -> GIFBlock {
    switch try reader.u8("the next block") {
    case 0x21:
      let label = try reader.u8("an extension")
      var application: [UInt8] = []
      if label == GIFBlock.applicationLabel, let head = try reader.peek(12), head[0] == 11 {
        application = Array(head[1...])
        try reader.skip(12, "an application extension")
      }
      let body = reader.position
      try skipSubBlocks("an extension")
      return block(.ext(label), from: start, application: application, body: body)
    case 0x2C:
      let descriptor = try reader.bytes(9, "a picture's descriptor")
      try skipTable(descriptor[8], "a table of colours")
      state = .data
      return block(.image, from: start)
    case 0x3B:
      state = .done
      return block(.trailer, from: start)
    case let other:
      throw MediaError(
        .malformed("no block begins with \(other)"), "the next block of the GIF", at: start)
    }
  }

  private func block(
    _ kind: GIFBlock.Kind, from start: Int, application: [UInt8] = [], body: Int? = nil
  ) -> GIFBlock {
    GIFBlock(
      kind: kind, extent: start..<reader.position, application: application, body: body ?? start)
  }

  /// Goes over a table of colours, if the flags say that there is one.
  private mutating func skipTable(_ flags: UInt8, _ what: String) throws(MediaError) {
    if flags & 0x80 != 0 { try reader.skip(3 * (2 << Int(flags & 7)), what) }
  }

  private mutating func skipSubBlocks(_ what: String) throws(MediaError) {
    while true {
      let count = try reader.u8(what)
      guard count > 0 else { return }
      try reader.skip(Int(count), what)
    }
  }

  /// Where the data of the sub-blocks of a block are; nil where they are more than `budget`, from
  /// which those that are given back are taken off.
  static func subBlocks(
    of block: GIFBlock, in source: any ByteSource, budget: inout Int
  ) throws(MediaError) -> [Range<Int>]? {
    let range = block.body..<block.extent.upperBound
    // Most are short: no more is read than there is.
    var reader = SourceReader(source, in: range, window: min(4096, range.count))
    var ranges: [Range<Int>] = []
    while true {
      let count = Int(try reader.u8("a sub-block"))
      guard count > 0 else { break }
      guard ranges.count < budget else { return nil }
      ranges.append(reader.position..<reader.position + count)
      try reader.skip(count, "a sub-block")
    }
    budget -= ranges.count
    return ranges
  }
}
