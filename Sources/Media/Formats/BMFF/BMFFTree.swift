/// Looks boxes up in a file: by name among the children of another, by a path, by their place.
package struct BMFFTree: Sendable {
  /// The file.
  package let source: any ByteSource
  /// The limits on how many boxes are walked and how deep.
  package let limits: MediaLimits

  /// A tree over a file; nothing is read yet.
  package init(_ source: any ByteSource, limits: MediaLimits = .standard) {
    self.source = source
    self.limits = limits
  }

  /// The root boxes, in the order of the file.
  ///
  /// - Throws: ``MediaError`` where one is longer than the file, and where there are too many.
  package func roots() throws(MediaError) -> [BMFFBox] {
    try list(BMFFBoxes(source, window: 16), limit: Self.rootLimit)
  }

  /// The most root boxes that are listed: some days of a film in fragments.
  private static let rootLimit = 300_000
  /// The most children of one box that are listed.
  private static let childLimit = 50_000

  /// The boxes directly inside `box`; none where it is no container.
  ///
  /// - Throws: ``MediaError`` where one is longer than `box`, and where there are too many.
  package func children(of box: BMFFBox) throws(MediaError) -> [BMFFBox] {
    guard let range = try childRange(of: box) else { return [] }
    return try list(BMFFBoxes(source, in: range), limit: Self.childLimit)
  }

  /// The first box of a type directly inside `box`.
  package func child(_ type: BMFFBoxType, of box: BMFFBox) throws(MediaError) -> BMFFBox? {
    guard let range = try childRange(of: box) else { return nil }
    var boxes = BMFFBoxes(source, in: range)
    var count = 0
    while let child = try boxes.next() {
      if child.type == type { return child }
      count += 1
      guard count <= limits.structures else { throw tooMany(count, box.range.lowerBound) }
    }
    return nil
  }

  private func list(_ boxes: BMFFBoxes, limit: Int) throws(MediaError) -> [BMFFBox] {
    var boxes = boxes
    var found: [BMFFBox] = []
    while let box = try boxes.next() {
      found.append(box)
      guard found.count <= min(limit, limits.structures) else {
        throw tooMany(found.count, box.range.lowerBound)
      }
    }
    return found
  }

  private func tooMany(_ count: Int, _ offset: Int) -> MediaError {
    MediaError(.tooLarge(value: count, limit: count - 1), "the list of boxes", at: offset)
  }
}

extension BMFFTree {
  /// Boxes that hold nothing but boxes.
  private static let plain: Set<BMFFBoxType> = [
    "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "mfra", "udta",
    "ilst", "iprp", "ipco", "sinf", "schi", "tref", "meco", "strk", "strd", "rinf", "ipro",
    "----", "gmhd", "tapt", "hnti", "hinf", "grpl",
  ]

  /// Where the children of a container stand; nil where the box is none.
  ///
  /// `meta` is a FullBox in ISO files and a plain box in QuickTime: its first child, a `hdlr`, shows
  /// which. The numbered items of an `ilst` are known by their parent and not here.
  package func childRange(of box: BMFFBox) throws(MediaError) -> Range<Int>? {
    func behind(_ count: Int) -> Range<Int>? {
      box.body.count >= count ? box.body.lowerBound + count..<box.body.upperBound : nil
    }
    switch box.type {
    case "free", "skip": return nil
    case _ where Self.plain.contains(box.type): return box.body
    case "iref": return behind(4)
    case "dref", "stsd": return behind(8)
    case "iinf":
      guard let version = try fullBox(box)?.version else { return nil }
      return behind(version == 0 ? 6 : 8)
    case "meta": return try isFullBox(meta: box) ? behind(4) : box.body
    default: return nil
    }
  }

  /// Whether a `meta` box has version and flags.
  package func isFullBox(meta box: BMFFBox) throws(MediaError) -> Bool {
    guard box.body.count >= 8 else { return box.body.count >= 4 }
    let head = try source.bytes(
      in: box.body.lowerBound..<box.body.lowerBound + 8, of: "the box meta")
    return Array(head[4...]) != Array("hdlr".utf8)
  }

  /// Version and flags of a FullBox; nil where it has no room for them.
  package func fullBox(_ box: BMFFBox) throws(MediaError) -> (version: UInt8, flags: UInt32)? {
    guard box.body.count >= 4 else { return nil }
    let start = box.body.lowerBound
    let head = try source.bytes(in: start..<start + 4, of: "the box \(box.type)")
    return (head[0], UInt32(head[1]) << 16 | UInt32(head[2]) << 8 | UInt32(head[3]))
  }

  /// The boxes at a path such as `/moov/trak[2]/mdia`.
  ///
  /// A number counts the boxes of that type among their siblings, from 1; a step without one means all
  /// of them.
  ///
  /// - Returns: The boxes in the order of the file; nil where the path is none of this form.
  /// - Throws: ``MediaError`` where the boxes on the way are broken.
  package func boxes(at path: String) throws(MediaError) -> [BMFFBox]? {
    guard let steps = Self.steps(of: path) else { return nil }
    guard steps.count <= limits.depth else { return [] }
    var found: [BMFFBox] = []
    for (level, step) in steps.enumerated() {
      var next: [BMFFBox] = []
      if level == 0 {
        next = Self.pick(step, from: try roots())
      } else {
        for parent in found { next += Self.pick(step, from: try children(of: parent)) }
      }
      found = next
    }
    return found
  }

  private static func pick(
    _ step: (type: BMFFBoxType, index: Int?), from boxes: [BMFFBox]
  ) -> [BMFFBox] {
    let matching = boxes.filter { $0.type == step.type }
    guard let index = step.index else { return matching }
    return matching.indices.contains(index - 1) ? [matching[index - 1]] : []
  }

  private static func steps(of path: String) -> [(type: BMFFBoxType, index: Int?)]? {
    var steps: [(type: BMFFBoxType, index: Int?)] = []
    let bytes = Array(path.unicodeScalars)
    guard bytes.first == "/", bytes.allSatisfy({ $0.value < 256 }) else { return nil }
    for part in bytes.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let part = Array(part)
      guard part.count >= 4 else { return nil }
      var code: UInt32 = 0
      for scalar in part[..<4] { code = code << 8 | scalar.value }
      var index: Int?
      if part.count > 4 {
        guard part[4] == "[", part.last == "]", part.count <= 4 + 2 + 9 else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: part[5..<part.count - 1])
        guard let number = Int(text), number >= 1, text.utf8.first != UInt8(ascii: "+") else {
          return nil
        }
        index = number
      }
      steps.append((BMFFBoxType(code: code), index))
    }
    return steps.isEmpty ? nil : steps
  }

  /// The boxes that hold `range`, from the root box down to the innermost.
  ///
  /// - Throws: ``MediaError`` where the boxes on the way are broken.
  package func path(to range: Range<Int>) throws(MediaError) -> [BMFFBox] {
    var path: [BMFFBox] = []
    var boxes = BMFFBoxes(source, window: 16)
    var count = 0
    while let box = try boxes.next() {
      count += 1
      guard count <= limits.structures else { throw tooMany(count, box.range.lowerBound) }
      guard box.range.lowerBound <= range.lowerBound, range.upperBound <= box.range.upperBound
      else { continue }
      let isItem = path.last?.type == "ilst"
      path.append(box)
      guard path.count < limits.depth, box.range != range,
        let inside = isItem ? box.body : try childRange(of: box)
      else { break }
      boxes = BMFFBoxes(source, in: inside)
    }
    return path
  }
}
