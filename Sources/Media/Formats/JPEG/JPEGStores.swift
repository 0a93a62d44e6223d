/// Puts the APP11 segments of a JPEG together to manifest stores (ISO/IEC 19566-5, D.2; C2PA 2.2, A.3).
///
/// A box is spread over segments of the same number; each repeats the head of the box, and carries its
/// place in the row. Boxes of others are left alone.
struct JPEGStores {
  /// One segment of a box.
  struct Piece: Hashable {
    /// The place in the row, counted from 1.
    let sequence: UInt32
    /// The whole segment.
    let extent: Range<Int>
    /// What the segment carries, the box's head included where it is not repeated.
    let payload: Range<Int>
  }

  /// A store.
  struct Store: Hashable {
    /// The number that all its segments have.
    let number: UInt16
    /// The head of the box, which each segment repeats.
    let head: [UInt8]
    /// Its segments, in the order of the file.
    fileprivate(set) var pieces: [Piece]

    /// From the first segment's first byte to the last one's last.
    var extent: Range<Int> {
      let first = pieces.map(\.extent.lowerBound).min() ?? 0
      return first..<(pieces.map(\.extent.upperBound).max() ?? first)
    }

    /// Whether nothing stands between the segments.
    var isContiguous: Bool {
      zip(pieces, pieces.dropFirst()).allSatisfy {
        $0.extent.upperBound == $1.extent.lowerBound
      }
    }
  }

  /// The stores, in the order in which they begin.
  private(set) var stores: [Store] = []
  /// The numbers of boxes that anybody uses.
  private(set) var numbers: Set<UInt16> = []

  /// Takes a segment APP11 in.
  ///
  /// - Parameters:
  ///   - segment: The segment.
  ///   - head: The first ``headLength`` bytes of its payload, or as many as it has.
  /// - Returns: Whether it belongs to a store.
  @discardableResult
  mutating func take(_ segment: JPEGSegment, head: [UInt8]) -> Bool {
    guard head.count >= 16, head.starts(with: "JP".utf8) else { return false }
    let number = UInt16(head[2]) << 8 | UInt16(head[3])
    let sequence = head[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    numbers.insert(number)
    let start = segment.payload.lowerBound + 8
    if sequence <= 1, stores.count < Self.most, StoreMark.begins(head[8...]) {
      let isLong = head[8..<12].elementsEqual([0, 0, 0, 1])
      stores.append(
        Store(
          number: number, head: Array(head[8..<(isLong ? 24 : 16)]),
          pieces: [
            Piece(
              sequence: sequence, extent: segment.extent,
              payload: start..<segment.payload.upperBound)
          ]))
      return true
    }
    guard let index = stores.lastIndex(where: { $0.number == number }) else { return false }
    let repeated = stores[index].head
    // The engines drop the head of a box without looking; where a writer left it out, it is data.
    let isRepeated = head[8...].starts(with: repeated)
    let first = min(start + (isRepeated ? repeated.count : 0), segment.payload.upperBound)
    stores[index].pieces.append(
      Piece(
        sequence: sequence, extent: segment.extent, payload: first..<segment.payload.upperBound))
    return true
  }

  /// The most stores that are told apart; two are one too many already.
  private static let most = 64

  /// How many bytes of a segment tell what it is.
  static let headLength = 8 + StoreMark.length

  /// Adds a slot for each store, with what is odd about it.
  func add(to scan: inout Scan) {
    for store in stores {
      let start = store.extent.lowerBound
      let ordered = store.pieces.enumerated().sorted {
        ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset)
      }.map(\.element)
      if ordered != store.pieces {
        scan.remark(
          "jpeg.store.order", "the segments of the manifest store are not in their order", at: start
        )
      }
      let isWhole = zip(ordered, ordered.dropFirst()).allSatisfy {
        $0.sequence &+ 1 == $1.sequence
      }
      if !isWhole {
        scan.remark(
          "jpeg.store.gap", "a segment of the manifest store is missing or there twice", at: start)
      }
      if !store.isContiguous {
        scan.remark(
          "jpeg.store.scattered", "other segments stand between those of the manifest store",
          at: start)
      }
      let slot = Slot(
        kind: .store, place: "APP11 JUMBF", extent: store.extent,
        payload: .ranges(ordered.map(\.payload)))
      let length = store.head[..<4].reduce(0) { $0 << 8 | Int($1) }
      if length > 1, length != slot.count {
        scan.remark(
          "jpeg.store.length",
          "the manifest store says that it has \(length) bytes, and has \(slot.count)", at: start)
      }
      scan.found(slot)
    }
    if stores.count > 1 {
      scan.remark(
        "media.store.several", "the file has \(stores.count) manifest stores",
        at: stores[1].extent.lowerBound)
    }
  }

  /// The segments that carry a store.
  ///
  /// - Throws: ``MediaError`` where the bytes are not one JUMBF box with a length of four bytes.
  static func segments(of store: [UInt8], number: UInt16) throws(MediaError) -> [UInt8] {
    guard StoreMark.begins(store[...]), store[..<4].reduce(0, { $0 << 8 | Int($1) }) == store.count
    else {
      throw MediaError(
        .malformed("it is not one JUMBF box of C2PA with its length in front"),
        "the manifest store to be written", at: 0)
    }
    let head = store[..<8]
    // What a segment can hold, less its own fields and the head of the box.
    let most = 65_535 - 2 - 8 - 8
    var writer = ByteWriter()
    var position = 8
    var sequence = 1
    repeat {
      let count = min(most, store.count - position)
      writer.append([0xFF, 0xEB])
      writer.bigEndian(2 + 8 + 8 + count, width: 2)
      writer.append(ascii: "JP")
      writer.bigEndian(number, width: 2)
      writer.bigEndian(sequence, width: 4)
      writer.append(head)
      writer.append(store[position..<position + count])
      position += count
      sequence += 1
    } while position < store.count
    return writer.bytes
  }
}
