extension MatroskaContainer {
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var texts: [(key: String, payload: [UInt8])] = []
    for edit in edits {
      guard case .text(let key) = edit.kind else {
        throw MediaError(
          .cannotCarry(wayOut: "put it into a sidecar, or convert the film to MP4"),
          "a mark of this kind in a file of the format \(file.format.name)", at: 0)
      }
      guard !key.isEmpty else {
        throw MediaError(.cannotCarry(wayOut: "give it a key"), "a text without a name", at: 0)
      }
      texts.removeAll { $0.key == key }
      texts.append((key, edit.payload))
    }
    var writer = try MatroskaWriter(file)
    for text in texts {
      if let slot = file.slots(.text(key: text.key)).first {
        try writer.replace(slot, with: text.payload)
      }
    }
    let new = texts.filter { file.slots(.text(key: $0.key)).isEmpty }
    if !new.isEmpty { try writer.add(new) }
    return try writer.plan()
  }
}

/// Finds the place for tags in the first segment of a film: where nothing has to move, if there is one.
struct MatroskaWriter {
  private let file: MediaFile
  private let source: any ByteSource
  private let segment: EBMLElement
  private var editor: EBMLEditor
  private var seekHead: EBMLElement?
  private var firstCluster: EBMLElement?
  /// The elements `Void` directly inside the segment, by where they begin, up to a thousand.
  private var voids: [Int: EBMLElement] = [:]
  private var usedVoids: Set<Int> = []
  private let end: Int

  init(_ file: MediaFile) throws(MediaError) {
    self.file = file
    source = file.source
    var roots = EBMLElements(source, in: 0..<source.size)
    var found: EBMLElement?
    while found == nil, let root = try roots.next() {
      if root.id == MatroskaID.segment { found = root }
    }
    guard let found else {
      throw MediaError(.malformed("it has no segment"), "the file", at: 0)
    }
    var elements = MatroskaSegment(found, in: source, limits: file.limits)
    while let element = try elements.next() {
      switch element.id {
      case MatroskaID.seekHead: seekHead = seekHead ?? element
      case MatroskaID.cluster: firstCluster = firstCluster ?? element
      case MatroskaID.void: if voids.count < 1000 { voids[element.range.lowerBound] = element }
      default: break
      }
    }
    end = elements.end
    segment = found.isUnknown ? found.ending(at: end) : found
    editor = EBMLEditor(source, segment: segment)
  }

  /// Puts a text over one that is there.
  mutating func replace(_ slot: Slot, with payload: [UInt8]) throws(MediaError) {
    let path = try path(to: slot.extent)
    guard let tag = path.last, tag.range == slot.extent, let tags = path.dropFirst().first else {
      throw MediaError(
        .unsupported("tags in a second segment"), slot.place, at: slot.extent.lowerBound)
    }
    var children = EBMLElements(source, in: tag.data)
    while let child = try children.next() {
      guard child.id == MatroskaID.tagString else { continue }
      var payload = payload
      // One byte less cannot be made up for by an element; a text may end with a zero.
      if child.data.count - payload.count == 1 { payload.append(0) }
      editor.replace(child.data, inside: path + [child], with: payload)
      var delta = payload.count - child.data.count
      var size = child
      for element in ([child] + path.dropFirst().reversed()) {
        size = element
        let width = EBML.width(for: size.data.count + delta)
        if width > size.sizeWidth { delta += width - size.sizeWidth }
      }
      guard delta != 0 else { return }
      if let void = voids[tags.range.upperBound], take(delta, from: void) { return }
      if delta < 0 {
        let place = tags.range.upperBound
        let header = EBML.void(-delta)
        editor.replace(
          place..<place, inside: [segment],
          with: header + [UInt8](repeating: 0, count: -delta - header.count))
      }
      return
    }
    throw MediaError(.malformed("it has no text"), slot.place, at: slot.extent.lowerBound)
  }

  /// Adds tags that mean the whole film: into free space before the film, or behind it where the index at
  /// its start has room to say so, or before it, and then everything moves.
  mutating func add(_ texts: [(key: String, payload: [UInt8])]) throws(MediaError) {
    let simple = texts.map { text in
      EBML.element(
        MatroskaID.simpleTag,
        EBML.element(MatroskaID.tagName, Array(text.key.utf8))
          + EBML.element(MatroskaID.tagString, text.payload))
    }
    let tags = EBML.element(
      MatroskaID.tags,
      EBML.element(
        MatroskaID.tag, EBML.element(MatroskaID.targets, []) + simple.flatMap { $0 }))
    let carries = Slot.Kind.text(key: texts.first?.key ?? "")
    let before = firstCluster?.range.lowerBound ?? end
    let room = voids.values.filter { void in
      void.range.upperBound <= before && !usedVoids.contains(void.range.lowerBound)
        && (void.range.count == tags.count || void.range.count >= tags.count + 2)
    }.min { $0.range.lowerBound < $1.range.lowerBound }
    if let room, take(tags.count, from: room) {
      let place = room.range.lowerBound
      editor.replace(place..<place, inside: [segment], with: tags, carries: carries)
    } else if addToIndex(MatroskaID.tags, at: end - segment.dataStart) {
      editor.replace(end..<end, inside: [segment], with: tags, carries: carries)
    } else {
      editor.replace(before..<before, inside: [segment], with: tags, carries: carries)
    }
  }

  /// Notes in the index at the start where an element is, if there is free space behind it.
  private mutating func addToIndex(_ id: UInt32, at position: Int) -> Bool {
    guard let seekHead, let void = voids[seekHead.range.upperBound] else { return false }
    let entry = EBML.element(
      MatroskaID.seek,
      EBML.element(MatroskaID.seekID, EBML.identity(id))
        + EBML.element(MatroskaID.seekPosition, EBML.number(position)))
    let width = EBML.width(for: seekHead.data.count + entry.count)
    let delta = entry.count + max(0, width - seekHead.sizeWidth)
    guard take(delta, from: void) else { return false }
    let place = seekHead.range.upperBound
    editor.replace(place..<place, inside: [segment, seekHead], with: entry)
    return true
  }

  /// Takes bytes from an element `Void`, or gives it some; no where it has too few.
  private mutating func take(_ delta: Int, from void: EBMLElement) -> Bool {
    let left = void.range.count - delta
    guard left == 0 || left >= 2, usedVoids.insert(void.range.lowerBound).inserted else {
      return false
    }
    let header = left == 0 ? [] : EBML.void(left)
    let kept = max(0, min(left - header.count, void.data.count))
    let zeros = left - header.count - kept
    editor.replace(
      void.range.lowerBound..<void.range.upperBound - kept, inside: [segment],
      with: header + [UInt8](repeating: 0, count: max(0, zeros)))
    return true
  }

  /// The elements that hold a tag, from the segment inwards.
  private func path(to range: Range<Int>) throws(MediaError) -> [EBMLElement] {
    var path = [segment]
    var children = EBMLElements(source, in: segment.data, window: 16)
    var first = MatroskaSegment(segment, in: source, limits: file.limits)
    while path.count < file.limits.depth {
      guard let child = path.count == 1 ? try first.next() : try children.next() else { break }
      guard child.range.lowerBound <= range.lowerBound, range.upperBound <= child.range.upperBound
      else { continue }
      path.append(child)
      if child.range == range { break }
      children = EBMLElements(source, in: child.data)
    }
    return path
  }

  /// The plan; where the film moves, every number that says where something is is read and corrected.
  mutating func plan() throws(MediaError) -> WritePlan {
    if editor.moves() {
      var elements = MatroskaSegment(segment, in: source, limits: file.limits)
      while let element = try elements.next() {
        switch element.id {
        case MatroskaID.seekHead, MatroskaID.cues: try refer(in: element)
        case MatroskaID.cluster:
          // It stands among the first, before the blocks.
          var children = EBMLElements(source, in: element.data, window: 32)
          for _ in 0..<4 {
            guard let child = try children.next() else { break }
            guard child.id == MatroskaID.clusterPosition else { continue }
            try editor.refer(child, inside: [segment, element])
          }
        default: break
        }
      }
    }
    return try editor.plan()
  }

  /// Notes the positions in an index: `SeekPosition`, `CueClusterPosition`, `CueCodecState` and those of
  /// references.
  private mutating func refer(in index: EBMLElement) throws(MediaError) {
    let masters: Set<UInt32> = [MatroskaID.seek, 0xBB, 0xB7, 0xDB]
    let positions: Set<UInt32> = [MatroskaID.seekPosition, 0xF1, 0xEA, 0x97, 0xEB]
    var levels = [(path: [segment, index], children: EBMLElements(source, in: index.data))]
    while var level = levels.popLast() {
      guard let child = try level.children.next() else { continue }
      levels.append(level)
      if masters.contains(child.id), levels.count < 8 {
        levels.append((level.path + [child], EBMLElements(source, in: child.data)))
      } else if positions.contains(child.id) {
        try editor.refer(child, inside: level.path)
      }
    }
  }
}
