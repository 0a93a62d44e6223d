extension CBOR {
  /// Reads one item, which has to be all of `bytes`.
  ///
  /// Nothing is allocated by what a head claims, and nesting costs no stack.
  ///
  /// - Throws: ``CBORError`` with the place.
  public init(
    decoding bytes: ArraySlice<UInt8>, rules: CBORRules = .reading
  ) throws(CBORError) {
    var decoder = CBORDecoder(bytes: bytes, rules: rules)
    self = try decoder.item()
    if !rules.allowsTrailingBytes, decoder.position < bytes.endIndex {
      throw decoder.error(.trailing(bytes.endIndex - decoder.position))
    }
  }

  /// Reads one item, which has to be all of `bytes`.
  ///
  /// - Throws: ``CBORError`` with the place.
  public init(decoding bytes: [UInt8], rules: CBORRules = .reading) throws(CBORError) {
    try self.init(decoding: bytes[...], rules: rules)
  }
}

/// The reading of one item with a stack of its own.
struct CBORDecoder {
  let bytes: ArraySlice<UInt8>
  let rules: CBORRules
  private(set) var position: Int
  private var frames: [Frame] = []
  private var items = 0

  /// A container that is not yet complete.
  private struct Frame {
    enum Kind { case array, map, tag(UInt64), byteChunks, textChunks }
    let kind: Kind
    let start: Int
    /// How many more items belong to it; nil where only a break ends it.
    var left: UInt64?
    var children: [CBOR] = []
  }

  init(bytes: ArraySlice<UInt8>, rules: CBORRules) {
    self.bytes = bytes
    self.rules = rules
    self.position = bytes.startIndex
  }

  func error(_ reason: CBORError.Reason, at place: Int? = nil) -> CBORError {
    CBORError(reason: reason, offset: (place ?? position) - bytes.startIndex)
  }

  /// Reads the item at the position, with everything in it.
  mutating func item() throws(CBORError) -> CBOR {
    while true {
      var done = try next()
      // Complete every container that this item was the last of.
      while let item = done {
        guard !frames.isEmpty else { return item }
        let last = frames.count - 1
        frames[last].children.append(item)
        if let left = frames[last].left { frames[last].left = left - 1 }
        done = frames[last].left == 0 ? try close() : nil
      }
    }
  }

  /// Reads one head: an item that is complete, or nil where a container began.
  private mutating func next() throws(CBORError) -> CBOR? {
    items += 1
    guard items <= rules.items else { throw error(.items(limit: rules.items)) }
    let start = position
    guard position < bytes.endIndex else { throw error(.truncated) }
    let head = bytes[position]
    position += 1
    let major = head >> 5
    let info = head & 0x1F
    if head == 0xFF { return try endByBreak(start) }
    if let chunks = frames.last {
      // Only definite strings of the same type may be in a string of indefinite length.
      switch chunks.kind {
      case .byteChunks where major != 2 || info == 31: throw error(.head(head), at: start)
      case .textChunks where major != 3 || info == 31: throw error(.head(head), at: start)
      default: break
      }
    }
    if major == 7 { return try simple(head, start) }
    if info == 31 {
      guard rules.allowsIndefiniteLengths else { throw error(.head(head), at: start) }
      switch major {
      case 2: try open(.byteChunks, start, nil)
      case 3: try open(.textChunks, start, nil)
      case 4: try open(.array, start, nil)
      case 5: try open(.map, start, nil)
      default: throw error(.head(head), at: start)
      }
      return nil
    }
    let argument = try argument(info, head, start)
    switch major {
    case 0: return made(.unsigned(argument), start)
    case 1: return made(.negative(argument), start)
    case 2:
      let slice = try take(argument)
      return made(.bytes(slice), start)
    case 3:
      let place = position
      let slice = try take(argument)
      let text = String(decoding: slice, as: UTF8.self)
      guard text.isMade(of: slice) else { throw error(.text, at: place) }
      return made(.text(text), start)
    case 4:
      if argument == 0 { return made(.array([]), start) }
      // Every item has at least one byte.
      guard argument <= UInt64(bytes.endIndex - position) else { throw error(.truncated) }
      try open(.array, start, argument)
    case 5:
      if argument == 0 { return made(.map([]), start) }
      guard argument <= UInt64((bytes.endIndex - position) / 2) else { throw error(.truncated) }
      try open(.map, start, argument * 2)
    default: try open(.tag(argument), start, 1)
    }
    return nil
  }

  private func made(_ value: CBOR.Value, _ start: Int) -> CBOR {
    CBOR(value, encoded: bytes[start..<position])
  }

  private mutating func open(
    _ kind: Frame.Kind, _ start: Int, _ left: UInt64?
  ) throws(CBORError) {
    guard frames.count < rules.depth else { throw error(.depth(limit: rules.depth), at: start) }
    frames.append(Frame(kind: kind, start: start, left: left))
  }

  private mutating func endByBreak(_ start: Int) throws(CBORError) -> CBOR {
    guard let frame = frames.last, frame.left == nil else { throw error(.head(0xFF), at: start) }
    return try close()
  }

  /// Makes an item of the innermost container.
  private mutating func close() throws(CBORError) -> CBOR {
    guard let frame = frames.popLast() else { throw error(.truncated) }
    switch frame.kind {
    case .array: return made(.array(frame.children), frame.start)
    case .tag(let tag): return made(.tagged(tag, frame.children), frame.start)
    case .byteChunks:
      var joined: [UInt8] = []
      for case .bytes(let chunk) in frame.children.map(\.value) { joined += chunk }
      return made(.bytes(joined[...]), frame.start)
    case .textChunks:
      var joined = ""
      for case .text(let chunk) in frame.children.map(\.value) { joined += chunk }
      return made(.text(joined), frame.start)
    case .map:
      guard frame.children.count.isMultiple(of: 2) else {
        throw error(.head(0xFF), at: position - 1)
      }
      return made(.map(try entries(frame.children)), frame.start)
    }
  }

  private func entries(_ children: [CBOR]) throws(CBORError) -> [CBOR.Entry] {
    var entries: [CBOR.Entry] = []
    entries.reserveCapacity(children.count / 2)
    for place in stride(from: 0, to: children.count, by: 2) {
      entries.append(CBOR.Entry(children[place], children[place + 1]))
    }
    guard !(rules.allowsDuplicateKeys && rules.allowsUnsortedKeys) else { return entries }
    if rules.allowsUnsortedKeys, entries.count <= 8, entries.allSatisfy({ $0.key.isText }) {
      // What nearly every map is.
      for one in entries.indices {
        for other in 0..<one where entries[one].key.hasSameText(as: entries[other].key) {
          throw error(.duplicateKey, at: entries[one].key.encoded.startIndex)
        }
      }
      return entries
    }
    let keys = entries.map { $0.key.comparable }
    if !rules.allowsDuplicateKeys, keys.count > 1 {
      if keys.count <= 8 {
        for one in 1..<keys.count where keys[..<one].contains(keys[one]) {
          throw error(.duplicateKey, at: entries[one].key.encoded.startIndex)
        }
      } else if Set(keys).count != keys.count {
        throw error(.duplicateKey, at: entries[0].key.encoded.startIndex)
      }
    }
    if !rules.allowsUnsortedKeys, keys.count > 1 {
      for one in 1..<keys.count where !keys[one - 1].lexicographicallyPrecedes(keys[one]) {
        throw error(.head(keys[one].first ?? 0), at: entries[one].key.encoded.startIndex)
      }
    }
    return entries
  }

  private mutating func argument(
    _ info: UInt8, _ head: UInt8, _ start: Int
  ) throws(CBORError) -> UInt64 {
    if info < 24 { return UInt64(info) }
    guard info <= 27 else { throw error(.head(head), at: start) }
    let width = 1 << Int(info - 24)
    guard bytes.endIndex - position >= width else { throw error(.truncated) }
    var number: UInt64 = 0
    for byte in bytes[position..<position + width] { number = number << 8 | UInt64(byte) }
    position += width
    if !rules.allowsLongHeads {
      let least: UInt64 =
        switch width {
        case 1: 24
        case 2: 0x100
        case 4: 0x1_0000
        default: 0x1_0000_0000
        }
      guard number >= least else { throw error(.head(head), at: start) }
    }
    return number
  }

  private mutating func take(_ count: UInt64) throws(CBORError) -> ArraySlice<UInt8> {
    guard count <= UInt64(bytes.endIndex - position) else { throw error(.truncated) }
    let slice = bytes[position..<position + Int(count)]
    position += Int(count)
    return slice
  }

  private mutating func simple(_ head: UInt8, _ start: Int) throws(CBORError) -> CBOR {
    switch head & 0x1F {
    case 20: return made(.bool(false), start)
    case 21: return made(.bool(true), start)
    case 22: return made(.null, start)
    case 23: return made(.undefined, start)
    case 24:
      let byte = try take(1)
      guard let number = byte.first, number >= 32 else { throw error(.head(head), at: start) }
      return made(.simple(number), start)
    case 25, 26, 27:
      let width = UInt64(1) << UInt64((head & 0x1F) - 24)
      let bits = try take(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let number: Double
      switch width {
      case 2: number = half(UInt16(truncatingIfNeeded: bits))
      case 4: number = Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      default: number = Double(bitPattern: bits)
      }
      let item = made(.float(number), start)
      if !rules.allowsLongHeads, item.deterministic().count < item.encoded.count {
        throw error(.head(head), at: start)
      }
      return item
    case let info where info < 20: return made(.simple(info), start)
    default: throw error(.head(head), at: start)
    }
  }

  /// A number of half precision (IEEE 754 binary16), which not every platform has as a type.
  private func half(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10) & 0x1F
    let fraction = Double(bits & 0x3FF)
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default:
        Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
