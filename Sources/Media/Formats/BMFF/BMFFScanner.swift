/// Finds the slots of a file of boxes: one walk over the headers, with a stack of its own.
struct BMFFScanner {
  let source: any ByteSource
  let tree: BMFFTree
  var scan: Scan
  /// What is known of the film's tracks, for its fragments.
  var tracks: [UInt32: BMFFVideoTrack] = [:]
  /// How many bytes were decoded, which are kept.
  var decoded = 0
  /// How many fragments were looked into.
  var fragments = 0

  /// A list of boxes that is being walked.
  private struct Level {
    var boxes: BMFFBoxes
    let parent: BMFFBoxType
    let place: String
  }

  init(_ source: any ByteSource, scan: Scan) {
    self.source = source
    self.tree = BMFFTree(source, limits: scan.limits)
    self.scan = scan
  }

  /// Walks through the file.
  ///
  /// What is broken inside a root box does not keep the others from being read; it is thrown in the end.
  mutating func walk() throws(MediaError) {
    var broken: MediaError?
    var roots = BMFFBoxes(source, window: 16)
    while let box = try roots.next() {
      try scan.step("the box \(box.type)", at: box.range.lowerBound)
      do throws(MediaError) {
        switch box.type {
        case "moov": try walk(box)
        case "moof": try fragment(box)
        case "meta":
          try tolerating(box, "meta") { (scanner) throws(MediaError) in
            try scanner.metadata(box, place: "meta")
          }
        case "uuid": try userBox(box, place: "uuid")
        default: break
        }
      } catch {
        if case .system = error.reason { throw error }
        if broken == nil { broken = error }
      }
    }
    if roots.position < source.size {
      scan.remark(
        "bmff.trailing", "\(source.size - roots.position) bytes behind the last box are no box",
        at: roots.position)
    }
    if let broken { throw broken }
  }

  /// Walks through the box of the film.
  private mutating func walk(_ film: BMFFBox) throws(MediaError) {
    var levels = [
      Level(boxes: BMFFBoxes(source, in: film.body), parent: "moov", place: "moov")
    ]
    while var level = levels.popLast() {
      guard let box = try level.boxes.next() else { continue }
      levels.append(level)
      try scan.step("the box \(box.type)", at: box.range.lowerBound)
      let place = "\(level.place)/\(box.type)"
      switch (level.parent, box.type) {
      case ("moov", "trak"), ("trak", "udta"), ("moov", "udta"):
        guard levels.count < scan.limits.depth else { continue }
        if box.type == "trak" { track(box) }
        if box.type == "udta" {
          try tolerating(box, place) { (scanner) throws(MediaError) in
            try scanner.userData(box, place: place)
          }
        } else {
          levels.append(Level(boxes: BMFFBoxes(source, in: box.body), parent: "trak", place: place))
        }
      case (_, "meta"):
        try tolerating(box, place) { (scanner) throws(MediaError) in
          try scanner.metadata(box, place: place)
        }
      case (_, "uuid"): try userBox(box, place: place)
      case ("moov", "mvex"): defaults(box)
      default: break
      }
    }
  }

  /// Walks through user data (QuickTime file format, "User data atoms"; ISO/IEC 14496-12, 8.10.1).
  private mutating func userData(_ box: BMFFBox, place: String) throws(MediaError) {
    var boxes = BMFFBoxes(source, in: box.body)
    while let child = try boxes.next() {
      try scan.step("the box \(child.type)", at: child.range.lowerBound)
      let place = "\(place)/\(child.type)"
      switch child.type {
      case "meta": try metadata(child, place: place)
      case "XMP_":
        scan.found(Slot(kind: .xmp, place: place, extent: child.range, payload: child.body))
      case "AIGC":
        let body = try withoutVersion(child)
        scan.found(
          Slot(kind: .text(key: "AIGC"), place: place, extent: child.range, payload: body))
      case "uuid": try userBox(child, place: place)
      case let type where type.isUserText: try userText(child, place: place)
      default: break
      }
    }
  }

  /// What a box holds, without four zero bytes of version and flags, where it starts with those.
  private func withoutVersion(_ box: BMFFBox) throws(MediaError) -> Range<Int> {
    guard box.body.count >= 4 else { return box.body }
    let start = box.body.lowerBound
    let head = try source.bytes(in: start..<start + 4, of: "the box \(box.type)")
    return head == [0, 0, 0, 0] ? start + 4..<box.body.upperBound : box.body
  }

  /// Reads optional metadata: where it is broken the film plays all the same, so that is a remark.
  mutating func tolerating(
    _ box: BMFFBox, _ place: String,
    _ body: (inout BMFFScanner) throws(MediaError) -> Void
  ) throws(MediaError) {
    do throws(MediaError) {
      try body(&self)
    } catch {
      switch error.reason {
      case .system, .tooLarge: throw error
      default: scan.remark("bmff.metadata.malformed", "\(place): \(error)", at: error.offset)
      }
    }
  }
}

extension BMFFScanner {
  /// Takes a `uuid` box that holds XMP or what C2PA puts there (C2PA, "Embedding manifests into
  /// BMFF-based assets").
  private mutating func userBox(_ box: BMFFBox, place: String) throws(MediaError) {
    guard let type = box.userType else { return }
    if type == BMFFUserType.xmp {
      scan.found(Slot(kind: .xmp, place: "\(place) XMP", extent: box.range, payload: box.body))
    } else if type == BMFFUserType.c2pa {
      guard let content = try BMFFStoreBox(box, in: source) else {
        scan.remark(
          "bmff.c2pa.malformed", "a C2PA box without a purpose, or with an unknown one",
          at: box.range.lowerBound)
        return
      }
      scan.found(
        Slot(
          kind: content.isMerkle ? .merkle : .store, place: "\(place) C2PA \(content.purpose)",
          extent: box.range, payload: content.payload))
    }
  }
}

/// What a C2PA `uuid` box of a film holds.
struct BMFFStoreBox {
  /// `manifest`, `original`, `update` or `merkle`.
  let purpose: String
  /// Where the absolute offset of the first `merkle` box is written; nil in such a box.
  let merkleOffset: Range<Int>?
  /// The store without its padding, or the CBOR map with what follows it.
  let payload: Range<Int>

  var isMerkle: Bool { merkleOffset == nil }

  /// Reads the head of a box; nil where it has no known purpose.
  init?(_ box: BMFFBox, in source: any ByteSource) throws(MediaError) {
    let body = box.body
    let head = try source.bytes(
      in: body.lowerBound..<min(body.upperBound, body.lowerBound + 32), of: "the C2PA box")
    guard head.count > 4, let end = head[4...].firstIndex(of: 0) else { return nil }
    purpose = String(decoding: head[4..<end], as: UTF8.self)
    let start = body.lowerBound + end + 1
    switch purpose {
    case "merkle":
      merkleOffset = nil
      payload = start..<body.upperBound
    case "manifest", "original", "update":
      guard body.upperBound - start >= 8 else { return nil }
      merkleOffset = start..<start + 8
      var store = start + 8..<body.upperBound
      // The store's own length says where it ends; padding may follow.
      var boxes = BMFFBoxes(source, in: store)
      if let superbox = try? boxes.next(), superbox.type == "jumb" { store = superbox.range }
      payload = store
    default: return nil
    }
  }
}
