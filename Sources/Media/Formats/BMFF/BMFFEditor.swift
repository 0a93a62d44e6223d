/// Collects changes to a file of boxes, and works out what else has to change with them: the lengths of
/// the boxes around, and every offset that is counted from the start of the file.
struct BMFFEditor {
  /// New bytes at a place.
  struct Change {
    let range: Range<Int>
    /// How many bytes come there.
    let count: Int
    /// The boxes around it, from the root inwards; none where it is a root box.
    let path: [BMFFBox]
    let carries: Slot.Kind?
    /// The bytes, once it is known where everything goes.
    let make: (OffsetShift) throws(MediaError) -> [UInt8]
  }

  let file: MediaFile
  let source: any ByteSource
  let tree: BMFFTree
  let layout: BMFFLayout
  private(set) var changes: [Change] = []
  /// Whether the table of a picture's items is among the changes.
  var writesLocations = false
  /// By how much boxes grow, by where they begin.
  private var growth: [Int: (box: BMFFBox, delta: Int)] = [:]
  /// The last box, where it went to the end of the file and no longer does.
  private var explicit: BMFFBox?

  init(_ file: MediaFile) throws(MediaError) {
    self.file = file
    self.source = file.source
    self.tree = BMFFTree(file.source, limits: file.limits)
    self.layout = try BMFFLayout(of: tree)
  }

  /// Puts bytes in place of a range.
  mutating func replace(
    _ range: Range<Int>, inside path: [BMFFBox], with bytes: [UInt8], carries: Slot.Kind? = nil
  ) {
    replace(range, inside: path, count: bytes.count, carries: carries) { _ in bytes }
  }

  /// Puts `count` bytes in place of a range that depend on where everything goes.
  mutating func replace(
    _ range: Range<Int>, inside path: [BMFFBox], count: Int, carries: Slot.Kind? = nil,
    make: @escaping (OffsetShift) throws(MediaError) -> [UInt8]
  ) {
    changes.append(
      Change(range: range, count: count, path: path, carries: carries, make: make))
    grow(path, by: count - range.count)
  }

  /// Notes that boxes become longer.
  mutating func grow(_ path: [BMFFBox], by delta: Int) {
    guard delta != 0 else { return }
    for box in path {
      growth[box.range.lowerBound, default: (box, 0)].delta += delta
    }
  }

  /// The place at which a new root box may be put behind all others, which then moves nothing.
  mutating func endOfFile() -> Int {
    if let index = layout.fragmentIndex, index.range.upperBound == layout.end {
      // Players look for the index of fragments at the very end.
      return index.range.lowerBound
    }
    if let last = layout.last, last.lengthForm == .toEnd, explicit == nil {
      explicit = last
      if last.range.count > Int(UInt32.max) {
        let start = last.range.lowerBound
        let header = last.type.bytes
        replace(start..<start + 8, inside: [], count: 16) { _ in
          var writer = ByteWriter()
          writer.bigEndian(1, width: 4)
          writer.append(header)
          // The header itself became longer by eight bytes.
          writer.bigEndian(last.range.count + 8, width: 8)
          return writer.bytes
        }
      }
    }
    return layout.end
  }

  /// The plan of all changes.
  mutating func plan() throws(MediaError) -> WritePlan {
    try useFreeSpace()
    var relocation = BMFFRelocation(self)
    return try WritePlan(source, try relocation.splices())
  }

  /// The new lengths of the boxes that grow.
  func lengths() throws(MediaError) -> [Splice] {
    var result: [Splice] = []
    for (box, delta) in growth.values where delta != 0 {
      if let splice = try length(of: box, grownBy: delta) { result.append(splice) }
    }
    if let box = explicit, growth[box.range.lowerBound].map(\.delta) ?? 0 == 0,
      let splice = try length(of: box, grownBy: 0)
    {
      result.append(splice)
    }
    return result
  }

  /// The new length of a box.
  private func length(of box: BMFFBox, grownBy delta: Int) throws(MediaError) -> Splice? {
    let start = box.range.lowerBound
    let length = box.range.count + delta
    var writer = ByteWriter()
    switch box.lengthForm {
    case .long:
      writer.bigEndian(length, width: 8)
      return Splice(start + 8..<start + 16, with: writer.bytes)
    case .toEnd where explicit != box: return nil
    case .toEnd where box.range.count > Int(UInt32.max): return nil
    case .short, .toEnd:
      guard length <= Int(UInt32.max) else {
        throw MediaError(
          .unsupported("growth over four gigabytes with a length of four bytes"),
          "the box \(box.type)", at: start)
      }
      writer.bigEndian(length, width: 4)
      return Splice(start..<start + 4, with: writer.bytes)
    }
  }
}

extension BMFFEditor {
  /// Lets free space beside a change make up for it, so that nothing behind it moves.
  private mutating func useFreeSpace() throws(MediaError) {
    var used: Set<Int> = []
    for group in groups() {
      let delta = group.reduce(0) { $0 + $1.count - $1.range.count }
      guard delta != 0, let end = group.map(\.range.upperBound).max() else { continue }
      let common = Self.common(group.map(\.path))
      // Inside first: the nearest box around that has free space behind the change.
      var done = false
      for depth in common.indices.reversed() where !done {
        let parent = common[depth]
        guard let inside = parent.type == "ilst" ? parent.body : try tree.childRange(of: parent)
        else { continue }
        var boxes = BMFFBoxes(source, in: inside)
        while let box = try boxes.next() {
          guard box.isFree, box.range.lowerBound >= end, Self.fits(box, delta),
            used.insert(box.range.lowerBound).inserted
          else { continue }
          take(box, delta, inside: Array(common[...depth]))
          done = true
          break
        }
      }
      let rootEnd = common.first?.range.upperBound ?? end
      if !done, let box = layout.free(at: rootEnd), Self.fits(box, delta),
        used.insert(box.range.lowerBound).inserted
      {
        take(box, delta, inside: [])
        done = true
      }
      if !done, delta <= -8, rootEnd < layout.end {
        replace(rootEnd..<rootEnd, inside: [], with: Self.free(-delta))
      }
    }
  }

  /// The changes by the root box that they are in, or by themselves.
  private func groups() -> [[Change]] {
    var groups: [Int: [Change]] = [:]
    for change in changes {
      groups[change.path.first?.range.lowerBound ?? -1 - change.range.lowerBound, default: []]
        .append(change)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func common(_ paths: [[BMFFBox]]) -> [BMFFBox] {
    guard var common = paths.first else { return [] }
    for path in paths.dropFirst() {
      let same = zip(common, path).prefix { $0.0 == $0.1 }.count
      common = Array(common[..<same])
    }
    return common
  }

  private static func fits(_ box: BMFFBox, _ delta: Int) -> Bool {
    guard box.lengthForm == .short else { return false }
    let left = box.range.count - delta
    return left == 0 || left >= 8 && left <= Int(UInt32.max)
  }

  /// Takes `delta` bytes from a free box, or gives it some.
  private mutating func take(_ box: BMFFBox, _ delta: Int, inside path: [BMFFBox]) {
    let start = box.range.lowerBound
    let left = box.range.count - delta
    if left == 0 {
      replace(box.range, inside: path, with: [])
    } else {
      var writer = ByteWriter()
      writer.bigEndian(left, width: 4)
      writer.append(box.type.bytes)
      if delta < 0 { writer.zeros(-delta) }
      replace(start..<start + 8 + max(0, delta), inside: path, with: writer.bytes)
    }
  }

  private static func free(_ count: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.box("free") { $0.zeros(count - 8) }
    return writer.bytes
  }
}
