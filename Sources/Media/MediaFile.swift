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
  /// - Throws: ``MediaError`` only where the source cannot be read at all.
  public init(
    reading source: any ByteSource, limits: MediaLimits = .standard
  ) throws(MediaError) {
    let format = try MediaFormat(sniffing: source)
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
    self.slots = scan.slots
    self.remarks = scan.remarks
    self.broken = broken
    self.limits = limits
  }

  /// The payload of one of the file's slots.
  ///
  /// - Throws: ``MediaError`` where the file can no longer be read.
  public func payload(of slot: Slot) throws(MediaError) -> [UInt8] {
    switch slot.payload {
    case .decoded(let bytes): return bytes
    case .ranges(let ranges):
      var bytes: [UInt8] = []
      for range in ranges { bytes += try source.bytes(in: range, of: slot.place) }
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
    return try format.container.plan(edits, for: self)
  }
}
