internal import Media

/// The boxes of an ISO base media file as far as a hash needs them: the root boxes, and those that an
/// exclusion's path goes through.
struct BMFFTree {
  /// A box.
  struct Box {
    let type: UInt32
    /// From the header to the end.
    let range: Range<Int>
    /// Where the content begins.
    let content: Int
  }

  /// The id of the `uuid` boxes of C2PA (A.5.1).
  static let storeID: [UInt8] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
  ]

  /// The most boxes that are walked.
  static let limit = 500_000

  let source: any ByteSource
  let roots: [Box]

  /// The boxes within a box are walked once, however many paths lead through it.
  private final class Inner { var boxes: [Int: [Box]] = [:] }
  private let inner = Inner()

  init(_ source: any ByteSource) throws(MediaError) {
    self.source = source
    roots = try BMFFTree.boxes(in: 0..<source.size, of: source)
  }

  /// The boxes in a range, one behind the other.
  static func boxes(in range: Range<Int>, of source: any ByteSource) throws(MediaError) -> [Box] {
    var reader = SourceReader(source, in: range, window: 64)
    var boxes: [Box] = []
    while reader.remaining >= 8 {
      let start = reader.position
      var length = Int(exactly: try reader.u32("a box")) ?? 0
      let type = UInt32(truncatingIfNeeded: try reader.u32("a box"))
      if length == 1 {
        guard let long = Int(exactly: try reader.bigEndian(8, "a box")) else {
          throw MediaError(.malformed("a length beyond all bounds"), "a box", at: start)
        }
        length = long
      } else if length == 0 {
        length = range.upperBound - start
      }
      let content = reader.position
      guard length >= content - start, length <= range.upperBound - start else {
        throw MediaError(.malformed("a length that leaves the file"), "a box", at: start)
      }
      boxes.append(Box(type: type, range: start..<start + length, content: content))
      guard boxes.count <= limit else {
        throw MediaError(.tooLarge(value: boxes.count, limit: limit), "the boxes", at: start)
      }
      try reader.seek(to: start + length, "a box")
    }
    return boxes
  }

  /// The boxes that a path leads to: `/moov/trak[2]/mdia`; all of a type where there is no index.
  func boxes(at xpath: String) throws(MediaError) -> [Box] {
    guard xpath.utf8.first == UInt8(ascii: "/") else { return [] }
    let steps = xpath.utf8.dropFirst().split(separator: UInt8(ascii: "/"))
    guard !steps.isEmpty, steps.count <= 16 else { return [] }
    var found: [Box] = []
    for (depth, step) in steps.enumerated() {
      guard let (type, index) = BMFFTree.step(step) else { return [] }
      var next: [Box] = []
      if depth == 0 {
        next = BMFFTree.pick(roots, type, index)
      } else {
        for parent in found {
          next += BMFFTree.pick(try children(of: parent), type, index)
          guard next.count <= BMFFTree.limit else { return [] }
        }
      }
      found = next
    }
    return found
  }

  private static func pick(_ boxes: [Box], _ type: UInt32, _ index: Int?) -> [Box] {
    let matching = boxes.filter { $0.type == type }
    guard let index else { return matching }
    return index >= 1 && index <= matching.count ? [matching[index - 1]] : []
  }

  private func children(of box: Box) throws(MediaError) -> [Box] {
    if let known = inner.boxes[box.range.lowerBound] { return known }
    let boxes = try walk(box)
    inner.boxes[box.range.lowerBound] = boxes
    return boxes
  }

  private func walk(_ box: Box) throws(MediaError) -> [Box] {
    var content = box.content
    // `meta` is a FullBox in ISO files and a plain box in QuickTime.
    if box.type == 0x6D65_7461, box.range.upperBound - content >= 12 {
      let head = try source.bytes(in: content..<content + 4, of: "meta")
      if head.allSatisfy({ $0 == 0 }) { content += 4 }
    }
    guard let boxes = try? BMFFTree.boxes(in: content..<box.range.upperBound, of: source) else {
      return []
    }
    return boxes
  }

  /// Reads a step of a path: four letters and perhaps an index.
  private static func step(_ text: Substring.UTF8View.SubSequence) -> (UInt32, Int?)? {
    var rest = text
    var type: UInt32 = 0
    for _ in 0..<4 {
      guard let letter = rest.popFirst() else { return nil }
      type = type << 8 | UInt32(letter)
    }
    if rest.isEmpty { return (type, nil) }
    guard rest.popFirst() == UInt8(ascii: "["), rest.popLast() == UInt8(ascii: "]"),
      let index = Int(String(decoding: rest, as: UTF8.self))
    else { return nil }
    return (type, index)
  }

  /// The ranges that the exclusions leave out, in order and joined.
  func excluded(by exclusions: [BMFFHash.Exclusion]) throws(MediaError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for exclusion in exclusions {
      for box in try boxes(at: exclusion.xpath) where try matches(box, exclusion) {
        if exclusion.subset.isEmpty {
          ranges.append(box.range)
          continue
        }
        for part in exclusion.subset {
          guard part.offset < box.range.count else { continue }
          let start = box.range.lowerBound + part.offset
          let left = box.range.upperBound - start
          let count = part.length == 0 ? left : min(part.length, left)
          ranges.append(start..<start + count)
        }
      }
      guard ranges.count <= BMFFTree.limit else {
        throw MediaError(
          .tooLarge(value: ranges.count, limit: BMFFTree.limit), "the exclusions", at: 0)
      }
    }
    return RangeSet.joined(ranges)
  }

  private func matches(
    _ box: Box, _ exclusion: BMFFHash.Exclusion
  ) throws(MediaError) -> Bool {
    if let length = exclusion.length, length != box.range.count { return false }
    for (offset, value) in exclusion.data {
      guard value.count <= 4096, offset <= box.range.count - value.count else { return false }
      let start = box.range.lowerBound + offset
      guard try source.bytes(in: start..<start + value.count, of: "a box") == value else {
        return false
      }
    }
    guard exclusion.version != nil || exclusion.flags != nil else { return true }
    guard box.range.upperBound - box.content >= 4 else { return false }
    let head = try source.bytes(in: box.content..<box.content + 4, of: "a box")
    if let version = exclusion.version, version != Int(head[0]) { return false }
    if let flags = exclusion.flags {
      guard flags.count == 3 else { return false }
      for (flag, there) in zip(flags, head[1...]) {
        if exclusion.isExact ? flag != there : flag & there != flag { return false }
      }
    }
    return true
  }
}
