/// Collects changes to a file of elements, and works out what else has to change with them: sizes, which
/// may need more bytes, positions that are counted from the start of the segment, and checksums.
struct EBMLEditor {
  /// New bytes at a place.
  private struct Change {
    let range: Range<Int>
    let bytes: [UInt8]
    let path: [EBMLElement]
    let carries: Slot.Kind?
  }

  /// A number that says where something is, counted from the first byte that the segment holds.
  private struct Reference {
    let element: EBMLElement
    let path: [EBMLElement]
    let target: Int
    var width: Int
  }

  private let source: any ByteSource
  private let segment: EBMLElement
  private var changes: [Change] = []
  private var references: [Reference] = []
  /// How many bytes the sizes have that need more than they had, with the elements around.
  private var widths: [Int: (element: EBMLElement, path: [EBMLElement], width: Int)] = [:]

  init(_ source: any ByteSource, segment: EBMLElement) {
    self.source = source
    self.segment = segment
  }

  /// Puts bytes in place of a range.
  ///
  /// - Parameters:
  ///   - range: Which bytes of the old file.
  ///   - path: The elements around it, from the segment inwards.
  ///   - bytes: What comes there.
  ///   - carries: The kind of slot that the bytes are.
  mutating func replace(
    _ range: Range<Int>, inside path: [EBMLElement], with bytes: [UInt8],
    carries: Slot.Kind? = nil
  ) {
    changes.append(Change(range: range, bytes: bytes, path: path, carries: carries))
  }

  /// Notes a number that says where something is.
  mutating func refer(_ element: EBMLElement, inside path: [EBMLElement]) throws(MediaError) {
    guard (1...8).contains(element.data.count) else { return }
    guard references.count < 100_000 else {
      throw MediaError(
        .tooLarge(value: references.count + 1, limit: 100_000), "the index of the film",
        at: element.range.lowerBound)
    }
    var value: UInt64 = 0
    for byte in try source.bytes(in: element.data, of: "a position") {
      value = value << 8 | UInt64(byte)
    }
    let (target, over) = segment.dataStart.addingReportingOverflow(Int(clamping: value))
    guard !over, target <= source.size else { return }
    references.append(
      Reference(element: element, path: path, target: target, width: element.data.count))
  }

  /// Whether bytes move that a number may refer to.
  mutating func moves() -> Bool {
    settle()
    let shift = OffsetShift(provisional().ordered())
    let start = changes.filter { $0.bytes.count != $0.range.count }.map(\.range.upperBound).min()
    guard let start, start < segment.range.upperBound else { return false }
    return shift.moved(segment.range.upperBound - 1) != segment.range.upperBound - 1
  }

  /// By how much an element's size changes by what is inside it so far.
  private func growth() -> [Int: (element: EBMLElement, path: [EBMLElement], delta: Int)] {
    var growth: [Int: (element: EBMLElement, path: [EBMLElement], delta: Int)] = [:]
    func grow(_ path: [EBMLElement], by delta: Int) {
      guard delta != 0 else { return }
      for (depth, element) in path.enumerated() {
        growth[element.range.lowerBound, default: (element, Array(path[..<depth]), 0)].delta +=
          delta
      }
    }
    for change in changes { grow(change.path, by: change.bytes.count - change.range.count) }
    for reference in references {
      grow(
        reference.path + [reference.element], by: reference.width - reference.element.data.count)
    }
    for (element, path, width) in widths.values { grow(path, by: width - element.sizeWidth) }
    return growth
  }

  private func provisional() -> [Splice] {
    changes.map { Splice($0.range, with: $0.bytes) }
      + references.filter { $0.width != $0.element.data.count }
      .map { Splice($0.element.data, with: [.copy(0..<$0.width)]) }
      + widths.values.map { Splice($0.element.sizePlace, with: [.copy(0..<$0.width)]) }
  }

  /// Widens sizes and positions until all fit.
  ///
  /// What becomes wider moves things again.
  private mutating func settle() {
    var again = true
    while again {
      again = false
      for (start, (element, path, delta)) in growth() where !element.isUnknown {
        let size = element.data.count + delta
        let width = widths[start]?.width ?? element.sizeWidth
        guard !EBML.fits(size, width: width) else { continue }
        widths[start] = (element, path, EBML.width(for: size))
        again = true
      }
      let shift = OffsetShift(provisional().ordered())
      for index in references.indices {
        let width = EBML.number(position(references[index], shift)).count
        guard width > references[index].width else { continue }
        references[index].width = width
        again = true
      }
    }
  }

  /// The plan of all changes.
  mutating func plan() throws(MediaError) -> WritePlan {
    settle()
    let shift = OffsetShift(provisional().ordered())
    var splices = changes.map { Splice($0.range, with: $0.bytes, carries: $0.carries) }
    for reference in references {
      let value = position(reference, shift)
      guard
        value != reference.target - segment.dataStart
          || reference.width != reference.element.data.count
      else { continue }
      var writer = ByteWriter()
      writer.bigEndian(value, width: reference.width)
      splices.append(Splice(reference.element.data, with: writer.bytes))
    }
    for (start, (element, _, delta)) in growth()
    where !element.isUnknown && (delta != 0 || widths[start] != nil) {
      splices.append(
        Splice(
          element.sizePlace,
          with: EBML.size(
            element.data.count + delta, width: widths[start]?.width ?? element.sizeWidth)))
    }
    return try checked(try splices.settled(in: source))
  }

  private func position(_ reference: Reference, _ shift: OffsetShift) -> Int {
    max(0, shift.moved(reference.target) - shift.moved(segment.dataStart))
  }

  /// Corrects the checksums of the elements that change (RFC 8794, section 11.3.1), the inner ones first.
  private func checked(_ splices: [Splice]) throws(MediaError) -> WritePlan {
    var touched: [Int: (element: EBMLElement, depth: Int)] = [:]
    let paths = changes.map(\.path) + references.map { $0.path }
    for path in paths {
      for (depth, element) in path.enumerated() {
        touched[element.range.lowerBound] = (element, depth)
      }
    }
    var splices = splices
    let growth = growth()
    let shift = OffsetShift(splices.ordered())
    for (element, _) in touched.values.sorted(by: { $0.depth > $1.depth })
    where element.id != MatroskaID.tagString {
      var children = EBMLElements(source, in: element.data)
      guard let first = try children.next(), first.id == MatroskaID.crc, first.data.count == 4
      else { continue }
      guard !element.isUnknown else { continue }
      let plan = try WritePlan(source, splices)
      var sum: UInt32 = 0
      let size = element.data.count + (growth[element.range.lowerBound]?.delta ?? 0)
      let start = shift.moved(element.dataStart)
      try plan.output.forEachPiece(
        in: shift.moved(first.range.upperBound)..<min(plan.size, start + size)
      ) { (buffer) throws(MediaError) in
        sum = Deflate.checksum(ArraySlice(buffer), from: sum)
      }
      var writer = ByteWriter()
      writer.littleEndian(sum, width: 4)
      splices.append(Splice(first.data, with: writer.bytes))
    }
    return try WritePlan(source, splices)
  }
}
