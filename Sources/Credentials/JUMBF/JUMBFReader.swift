extension JUMBFSuperbox {
  /// How deep boxes may be nested.
  ///
  /// A manifest has four levels.
  static let depthLimit = 16
  /// The most boxes of one store.
  static let boxLimit = 100_000

  /// Reads the superbox that `bytes` begin with; what follows it is left alone.
  ///
  /// Boxes of unknown types are kept as bytes. Nesting costs no stack.
  ///
  /// - Throws: ``JUMBFError`` with the place.
  public init(decoding bytes: ArraySlice<UInt8>) throws(JUMBFError) {
    var reader = JUMBFReader(bytes: bytes)
    self = try reader.root()
  }
}

/// The reading of one superbox with a stack of its own.
private struct JUMBFReader {
  let bytes: ArraySlice<UInt8>
  private var frames: [Frame] = []
  private var count = 0

  /// A superbox that is not yet complete.
  private struct Frame {
    let header: Header
    var position: Int
    var description: JUMBFDescription?
    var boxes: [JUMBFBox] = []
  }

  private struct Header {
    let type: UInt32
    let start: Int
    let content: Int
    let end: Int
  }

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  private func error(_ reason: JUMBFError.Reason, _ place: Int) -> JUMBFError {
    JUMBFError(reason: reason, offset: place - bytes.startIndex)
  }

  mutating func root() throws(JUMBFError) -> JUMBFSuperbox {
    let header = try header(at: bytes.startIndex, end: bytes.endIndex)
    guard header.type == BoxType.superbox else { throw error(.noSuperbox, header.start) }
    frames.append(Frame(header: header, position: header.content))
    while true {
      let last = frames.count - 1
      let frame = frames[last]
      if frame.position >= frame.header.end {
        let box = try close(frame)
        frames.removeLast()
        guard !frames.isEmpty else { return box }
        let range = frame.header
        frames[last - 1].boxes.append(
          JUMBFBox(
            type: range.type, payload: bytes[range.content..<range.end],
            encoded: bytes[range.start..<range.end], superbox: box))
        continue
      }
      let next = try self.header(at: frame.position, end: frame.header.end)
      count += 1
      guard count <= JUMBFSuperbox.boxLimit else {
        throw error(.boxes(limit: JUMBFSuperbox.boxLimit), next.start)
      }
      frames[last].position = next.end
      if frame.description == nil {
        guard next.type == BoxType.description else { throw error(.description, next.start) }
        frames[last].description = try description(next)
      } else if next.type == BoxType.superbox {
        guard frames.count < JUMBFSuperbox.depthLimit else {
          throw error(.depth(limit: JUMBFSuperbox.depthLimit), next.start)
        }
        frames.append(Frame(header: next, position: next.content))
      } else {
        frames[last].boxes.append(
          JUMBFBox(
            type: next.type, payload: bytes[next.content..<next.end],
            encoded: bytes[next.start..<next.end], superbox: nil))
      }
    }
  }

  private func close(_ frame: Frame) throws(JUMBFError) -> JUMBFSuperbox {
    guard let description = frame.description else {
      throw error(.description, frame.header.start)
    }
    return JUMBFSuperbox(
      description: description, boxes: frame.boxes,
      payload: bytes[frame.header.content..<frame.header.end],
      encoded: bytes[frame.header.start..<frame.header.end])
  }

  /// Reads a header: a length of 0 means to the end, one of 1 that eight more bytes have it.
  private func header(at place: Int, end: Int) throws(JUMBFError) -> Header {
    guard end - place >= 8 else { throw error(.truncated, place) }
    var length = number(place, 4)
    let type = UInt32(truncatingIfNeeded: number(place + 4, 4))
    var content = place + 8
    if length == 1 {
      guard end - place >= 16 else { throw error(.truncated, place) }
      length = number(place + 8, 8)
      content = place + 16
    } else if length == 0 {
      length = UInt64(end - place)
    }
    guard length >= UInt64(content - place), length <= UInt64(end - place) else {
      throw error(.length(declared: length, available: end - place), place)
    }
    return Header(type: type, start: place, content: content, end: place + Int(length))
  }

  private func number(_ place: Int, _ width: Int) -> UInt64 {
    bytes[place..<place + width].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Reads a description box (ISO/IEC 19566-5, A.3).
  private func description(_ box: Header) throws(JUMBFError) -> JUMBFDescription {
    guard box.end - box.content >= 17 else { throw error(.description, box.start) }
    let type = JUMBFType(bytes: Array(bytes[box.content..<box.content + 16]))
    let toggles = bytes[box.content + 16]
    // The upper bits have no meaning yet, and nothing may depend on them.
    guard toggles & 0xE0 == 0 else { throw error(.description, box.start) }
    var place = box.content + 17
    var label: String?
    if toggles & 0x02 != 0 {
      guard let zero = bytes[place..<box.end].firstIndex(of: 0) else {
        throw error(.description, box.start)
      }
      let text = String(decoding: bytes[place..<zero], as: UTF8.self)
      guard text.isMade(of: bytes[place..<zero]) else {
        throw error(.description, box.start)
      }
      label = text
      place = zero + 1
    }
    if toggles & 0x04 != 0 { place += 4 }
    if toggles & 0x08 != 0 { place += 32 }
    guard place <= box.end else { throw error(.description, box.start) }
    var salt: ArraySlice<UInt8>?
    if toggles & 0x10 != 0 {
      let inner = try header(at: place, end: box.end)
      if inner.type == BoxType.salt { salt = bytes[inner.content..<inner.end] }
    }
    return JUMBFDescription(type: type, toggles: toggles, label: label, salt: salt)
  }
}
