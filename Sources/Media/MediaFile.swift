/// A file as it was found: what format it is and which slots it has.
///
/// Reading is lazy: only the structure was read, and a payload is when it is asked for.
public struct MediaFile: Sendable {
  /// Where the bytes are.
  public let source: any ByteSource
  /// What the bytes say the file is.
  public let format: MediaFormat
  /// The slots, in the order of the file.
  public let slots: [Slot]
  /// What about the structure was odd.
  public let remarks: [MediaRemark]
  /// Why reading stopped before the end of the structure, where it did.
  public let broken: MediaError?
  /// The limits that it was read within.
  public let limits: MediaLimits

  /// Recognizes a file and finds its slots.
  ///
  /// A broken file is not refused: what was found before the break is kept, and ``broken`` says why
  /// reading stopped.
  ///
  /// - Parameters:
  ///   - source: The bytes.
  ///   - limits: How much of the structure is read.
  ///   - assumed: What a text is taken for whose bytes do not say: ``MediaFormat/markdown``, where the
  ///     file's name says so. Anything else is passed over.
  /// - Throws: ``MediaError`` only where the source cannot be read at all.
  public init(
    reading source: any ByteSource, limits: MediaLimits = .standard,
    assuming assumed: MediaFormat? = nil
  ) throws(MediaError) {
    var format = try MediaFormat(sniffing: source)
    if format == .unknown, assumed == .markdown, try MediaFile.looksLikeText(source) {
      format = .markdown
    }
    var scan = Scan(format: format, limits: limits)
    var broken: MediaError?
    do {
      try format.container.scan(source, into: &scan)
    } catch {
      if case .system = error.reason { throw error }
      broken = error
    }
    self.source = source
    self.format = scan.format
    // A directory may be walked in another order than that of the file.
    self.slots = scan.slots.enumerated().sorted {
      ($0.element.extent.lowerBound, $0.offset) < ($1.element.extent.lowerBound, $1.offset)
    }.map(\.element)
    self.remarks = scan.remarks
    self.broken = broken
    self.limits = limits
  }

  /// Whether the first bytes are text: UTF-8 without anything that only programs understand.
  private static func looksLikeText(_ source: any ByteSource) throws(MediaError) -> Bool {
    var head = try source.bytes(in: 0..<min(source.size, 4096), of: "the file")[...]
    // The last character may go on behind what was read.
    while head.count > 1, let last = head.last, last & 0xC0 == 0x80 { head = head.dropLast() }
    if head.count > 1, let last = head.last, last & 0xC0 == 0xC0 { head = head.dropLast() }
    return !head.isEmpty && String(validating: head, as: UTF8.self) != nil
      && head.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// The payload of one of the file's slots.
  ///
  /// - Throws: ``MediaError`` where the file can no longer be read.
  public func payload(of slot: Slot) throws(MediaError) -> [UInt8] {
    switch slot.payload {
    case .decoded(let bytes): return bytes
    case .ranges(let ranges):
      if ranges.count == 1 { return try source.bytes(in: ranges[0], of: slot.place) }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(slot.count)
      for range in ranges { bytes += try source.bytes(in: range, of: slot.place) }
      return bytes
    case .base64(let texts, let count):
      var base64 = Base64(keeping: count)
      for text in texts {
        try source.forEachPiece(in: text) { buffer in _ = base64.decode(buffer) }
      }
      return base64.bytes
    case .amended(let range, let place, let added):
      let place = min(max(place, range.lowerBound), range.upperBound)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(slot.count)
      bytes += try source.bytes(in: range.lowerBound..<place, of: slot.place)
      bytes += added
      bytes += try source.bytes(in: place..<range.upperBound, of: slot.place)
      return bytes
    }
  }

  /// The slots of one kind, in the order of the file.
  public func slots(_ kind: Slot.Kind) -> [Slot] { slots.filter { $0.kind == kind } }

  /// The parts of the file, from its first byte to its last, named as C2PA names them.
  ///
  /// - Throws: ``MediaError`` where the format has no such names or is broken.
  public func parts() throws(MediaError) -> [Part] { try format.container.parts(of: self) }

  /// How the file looks with `edits` made; nothing is written.
  ///
  /// - Throws: ``MediaError`` where the format has no place for an edit, with the way out, or the file
  ///   is broken: a broken file is never rewritten.
  package func plan(_ edits: [SlotEdit]) throws(MediaError) -> WritePlan {
    if let broken { throw broken }
    // Nothing in a slot would be a mark taken off.
    if edits.contains(where: \.payload.isEmpty) {
      throw MediaError(.malformed("there is nothing in it"), "a mark", at: 0)
    }
    return try format.container.plan(edits, for: self)
  }
}
