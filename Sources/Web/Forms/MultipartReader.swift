/// Reads a `multipart/form-data` body (RFC 7578; RFC 2046, section 5.1) piece by piece, as it comes.
///
/// It holds the headers of one part and how much of a boundary it has seen, and nothing else: data
/// are handed on as slices of what was fed. A line that begins with the boundary and goes on
/// otherwise is refused, since two readers could see two bodies there.
struct MultipartReader {
  /// What a body is made of, in order.
  enum Event: Hashable, Sendable {
    case partBegan(MultipartPart)
    /// Never empty; one part's data come in as many pieces as they like.
    case partData(ArraySlice<UInt8>)
    case partEnded
    /// The last boundary has been read.
    case finished
  }

  private enum Place {
    /// Before the first boundary, whose line needs none before it.
    case preamble
    /// After a boundary: what it is has yet to show.
    case delimiter
    /// After a boundary and a first hyphen.
    case hyphen
    /// After the last boundary, whose line may go on with blanks.
    case close
    /// In the blanks after a boundary.
    case padding
    /// After a boundary and a carriage return.
    case lineEnd
    case headers
    case data(isFile: Bool)
    case epilogue
  }

  private let limits: MultipartLimits
  /// CR LF, two hyphens and the boundary.
  ///
  /// The CR stands in it once, so that a mismatch can begin anew at the byte that does not match.
  private let delimiter: [UInt8]
  private var place = Place.preamble
  private var matched = 2
  private var header: [UInt8] = []
  private var parts = 0
  /// Bytes of the value, or of what stands outside, so far.
  private var count = 0
  /// How many bytes have been read.
  private(set) var offset = 0

  /// A reader for a body with this boundary.
  ///
  /// - Throws: ``MultipartError`` with the reason `boundary` (RFC 2046, 5.1.1: 1 to 70 characters).
  init(
    boundary: some Collection<UInt8>, limits: MultipartLimits = MultipartLimits()
  ) throws(MultipartError) {
    guard (1...70).contains(boundary.count), boundary.allSatisfy(Self.isBoundaryByte),
      boundary.reversed().first != 0x20
    else { throw MultipartError(reason: .boundary, offset: 0) }
    self.limits = limits
    delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + Array(boundary)
  }

  private static func isBoundaryByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x20, 0x27...0x29, 0x2B...0x2F, 0x3A, 0x3D, 0x3F, 0x5F: true
    default: false
    }
  }

  /// Reads the next bytes of the body and says what was in them.
  mutating func feed(_ chunk: ArraySlice<UInt8>) throws(MultipartError) -> [Event] {
    guard chunk.count <= limits.totalBytes - offset else {
      throw tooMuch(.totalBytes, limits.totalBytes)
    }
    var events: [Event] = []
    var rest = chunk
    while let byte = rest.first {
      switch place {
      case .preamble, .data: try text(&rest, &events)
      case .headers:
        try read(headerByte: byte, &events)
        step(&rest)
      case .epilogue:
        try countOutside(rest.count)
        offset += rest.count
        rest = []
      case .delimiter, .hyphen, .close, .padding, .lineEnd:
        try read(delimiterByte: byte, &events)
        step(&rest)
      }
    }
    return events
  }

  /// Says that the body has come to its end.
  ///
  /// - Throws: ``MultipartError`` with the reason `unfinished`.
  func end() throws(MultipartError) {
    switch place {
    case .close, .epilogue: return
    default: throw MultipartError(reason: .unfinished, offset: offset)
    }
  }

  private mutating func step(_ rest: inout ArraySlice<UInt8>) {
    rest.removeFirst()
    offset += 1
  }

  // MARK: Data

  /// Reads on up to a boundary, or to the end of the bytes at hand.
  ///
  /// However the data look, at most two pieces come of it.
  private mutating func text(
    _ rest: inout ArraySlice<UInt8>, _ events: inout [Event]
  ) throws(MultipartError) {
    // How much of a boundary the bytes before these may have begun; they are gone, but known.
    var held = matched
    let start = rest.startIndex
    var at = start
    while at < rest.endIndex, matched < delimiter.count {
      if matched == 0 {
        guard let next = rest[at...].firstIndex(of: 0x0D) else {
          at = rest.endIndex
          break
        }
        at = next
      }
      if rest[at] == delimiter[matched] {
        matched += 1
        at += 1
      } else {
        // Data after all; the byte at hand may begin a boundary itself.
        try emit(delimiter[..<held], at: offset - held, &events)
        held = 0
        matched = 0
      }
    }
    try emit(rest[start..<at - (matched - held)], at: offset, &events)
    offset += at - start
    rest = rest[at...]
    guard matched == delimiter.count else { return }
    if case .data = place { events.append(.partEnded) }
    matched = 0
    count = 0
    place = .delimiter
  }

  private mutating func emit(
    _ bytes: ArraySlice<UInt8>, at offset: Int, _ events: inout [Event]
  ) throws(MultipartError) {
    guard !bytes.isEmpty else { return }
    guard case .data(let isFile) = place else { return try countOutside(bytes.count) }
    let limit = isFile ? limits.fileBytes : limits.fieldBytes
    guard bytes.count <= limit - count else {
      throw MultipartError(
        reason: .tooMuch(isFile ? .fileBytes : .fieldBytes, limit: limit),
        offset: offset + limit - count)
    }
    count += bytes.count
    events.append(.partData(bytes))
  }

  private mutating func countOutside(_ bytes: Int) throws(MultipartError) {
    guard bytes <= limits.outsideBytes - count else {
      throw tooMuch(.outsideBytes, limits.outsideBytes)
    }
    count += bytes
  }

  // MARK: Boundaries

  private mutating func read(
    delimiterByte byte: UInt8, _ events: inout [Event]
  ) throws(MultipartError) {
    switch (place, byte) {
    case (.delimiter, 0x2D): place = .hyphen
    case (.hyphen, 0x2D):
      place = .close
      events.append(.finished)
    case (.delimiter, 0x20), (.delimiter, 0x09), (.padding, 0x20), (.padding, 0x09):
      try countOutside(1)
      place = .padding
    case (.delimiter, 0x0D), (.padding, 0x0D): place = .lineEnd
    case (.lineEnd, 0x0A):
      guard parts < limits.parts else { throw tooMuch(.parts, limits.parts) }
      parts += 1
      header.removeAll(keepingCapacity: true)
      place = .headers
    case (.close, 0x20), (.close, 0x09): try countOutside(1)
    case (.close, 0x0D):
      try countOutside(1)
      place = .epilogue
    default: throw MultipartError(reason: .delimiter, offset: offset)
    }
  }

  // MARK: Headers

  private mutating func read(
    headerByte byte: UInt8, _ events: inout [Event]
  ) throws(MultipartError) {
    guard header.count < limits.headerBytes else {
      throw tooMuch(.headerBytes, limits.headerBytes)
    }
    header.append(byte)
    guard byte == 0x0A, header.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) else {
      // An empty line at once: a part without any header.
      guard header.count != 2 || byte != 0x0A || header[0] != 0x0D else {
        throw MultipartError(reason: .disposition, offset: offset)
      }
      return
    }
    let part: MultipartPart
    do {
      part = try MultipartPart(header: header.dropLast(4), nameLimit: limits.nameBytes)
    } catch {
      throw MultipartError(reason: error, offset: offset + 1 - header.count)
    }
    events.append(.partBegan(part))
    place = .data(isFile: part.fileName != nil)
    count = 0
  }

  private func tooMuch(_ quantity: MultipartError.Quantity, _ limit: Int) -> MultipartError {
    MultipartError(reason: .tooMuch(quantity, limit: limit), offset: offset)
  }
}
