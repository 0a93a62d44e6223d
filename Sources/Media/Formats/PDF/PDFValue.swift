/// A value of PDF (ISO 32000-1, section 7.3), with where its parts stand in the bytes it was read from.
enum PDFValue: Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case real
  case name(String)
  case string([UInt8])
  case reference(Int, generation: Int)
  case array([PDFValue])
  case dictionary(PDFDictionary)

  var int: Int? { if case .int(let value) = self { value } else { nil } }
  var name: String? { if case .name(let value) = self { value } else { nil } }
  var array: [PDFValue]? { if case .array(let value) = self { value } else { nil } }
  var dictionary: PDFDictionary? { if case .dictionary(let value) = self { value } else { nil } }
  var reference: Int? { if case .reference(let value, _) = self { value } else { nil } }
}

/// A dictionary with its entries in the order of the file.
struct PDFDictionary: Hashable {
  struct Entry: Hashable {
    let key: String
    let value: PDFValue
    /// The key and the value in the bytes that they were read from.
    let range: Range<Int>
  }

  let entries: [Entry]
  /// From `<<` to behind `>>`.
  let range: Range<Int>

  subscript(key: String) -> PDFValue? { entries.last { $0.key == key }?.value }
}

/// Reads values out of bytes.
struct PDFParser {
  /// Why there is no value.
  enum Fault: Error {
    /// The bytes end before the value does.
    case endsEarly
    case malformed
    case tooLarge
  }

  let bytes: [UInt8]
  var place: Int

  init(_ bytes: [UInt8], at place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  private struct Frame {
    var items: [(value: PDFValue, range: Range<Int>)] = []
    let start: Int
    let isDictionary: Bool
  }

  /// The next value; a reference only inside an array or a dictionary.
  mutating func value() throws(Fault) -> PDFValue {
    var stack: [Frame] = []
    var count = 0
    while true {
      skipSpace()
      let start = place
      guard let byte = peek() else { throw .endsEarly }
      count += 1
      guard count < 50_000 else { throw .tooLarge }
      var done: PDFValue?
      var whole = start
      switch byte {
      case UInt8(ascii: "["):
        try open(isDictionary: false, &stack)
        continue
      case UInt8(ascii: "<") where peek(1) == 0x3C:
        try open(isDictionary: true, &stack)
        continue
      case UInt8(ascii: "]"):
        guard let frame = stack.popLast(), !frame.isDictionary else { throw .malformed }
        place += 1
        whole = frame.start
        done = .array(frame.items.map(\.value))
      case UInt8(ascii: ">"):
        guard peek(1) == 0x3E else { throw peek(1) == nil ? .endsEarly : .malformed }
        guard let frame = stack.popLast(), frame.isDictionary else { throw .malformed }
        place += 2
        whole = frame.start
        done = .dictionary(try dictionary(frame))
      case UInt8(ascii: "<"): done = .string(try hexString())
      case UInt8(ascii: "("): done = .string(try literalString())
      case UInt8(ascii: "/"): done = .name(try name())
      default: done = try word(&stack)
      }
      guard let done else { continue }
      if stack.isEmpty { return done }
      stack[stack.count - 1].items.append((done, whole..<place))
    }
  }

  private mutating func open(isDictionary: Bool, _ stack: inout [Frame]) throws(Fault) {
    guard stack.count < 64 else { throw .tooLarge }
    stack.append(Frame(start: place, isDictionary: isDictionary))
    place += isDictionary ? 2 : 1
  }

  private func dictionary(_ frame: Frame) throws(Fault) -> PDFDictionary {
    guard frame.items.count % 2 == 0 else { throw .malformed }
    var entries: [PDFDictionary.Entry] = []
    for index in stride(from: 0, to: frame.items.count, by: 2) {
      let (key, value) = (frame.items[index], frame.items[index + 1])
      guard case .name(let name) = key.value else { throw .malformed }
      entries.append(
        PDFDictionary.Entry(
          key: name, value: value.value, range: key.range.lowerBound..<value.range.upperBound))
    }
    return PDFDictionary(entries: entries, range: frame.start..<place)
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    place + ahead < bytes.count ? bytes[place + ahead] : nil
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    isSpace(byte) || [0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25].contains(byte)
  }

  /// Goes over white space and remarks.
  mutating func skipSpace() {
    while let byte = peek() {
      if PDFParser.isSpace(byte) {
        place += 1
      } else if byte == UInt8(ascii: "%") {
        while let byte = peek(), byte != 0x0A, byte != 0x0D { place += 1 }
      } else {
        return
      }
    }
  }

  /// Goes over a word, if it stands here.
  mutating func take(_ word: StaticString) -> Bool {
    let fits = word.withUTF8Buffer { bytes[place...].starts(with: $0) }
    if fits { place += word.utf8CodeUnitCount }
    return fits
  }

  /// A whole number without sign.
  mutating func number() -> Int? {
    skipSpace()
    var value = 0
    var digits = 0
    while let byte = peek(), (0x30...0x39).contains(byte), digits < 18 {
      value = value * 10 + Int(byte - 0x30)
      place += 1
      digits += 1
    }
    return digits > 0 ? value : nil
  }

  private mutating func word(_ stack: inout [Frame]) throws(Fault) -> PDFValue? {
    let start = place
    while let byte = peek(), !PDFParser.isDelimiter(byte) { place += 1 }
    guard place > start else { throw .malformed }
    guard place < bytes.count else { throw .endsEarly }
    let text = bytes[start..<place]
    if text.elementsEqual("R".utf8) {
      guard let top = stack.indices.last, stack[top].items.count >= 2,
        case .int(let number)? = stack[top].items.dropLast().last?.value,
        case .int(let generation)? = stack[top].items.last?.value, number >= 0,
        (0..<65_536).contains(generation)
      else { throw .malformed }
      stack[top].items.removeLast()
      let first = stack[top].items.removeLast()
      stack[top].items.append(
        (.reference(number, generation: generation), first.range.lowerBound..<place))
      return nil
    }
    if text.elementsEqual("true".utf8) { return .bool(true) }
    if text.elementsEqual("false".utf8) { return .bool(false) }
    if text.elementsEqual("null".utf8) { return .null }
    let digits: Set<UInt8> = Set("+-.0123456789".utf8)
    guard text.allSatisfy(digits.contains) else { throw .malformed }
    return Int(String(decoding: text, as: UTF8.self)).map(PDFValue.int) ?? .real
  }

  private mutating func name() throws(Fault) -> String {
    place += 1
    var name: [UInt8] = []
    while let byte = peek(), !PDFParser.isDelimiter(byte) {
      place += 1
      if byte == UInt8(ascii: "#"), let high = PDFParser.hex(peek()),
        let low = PDFParser.hex(peek(1))
      {
        name.append(high << 4 | low)
        place += 2
      } else {
        name.append(byte)
      }
    }
    guard place < bytes.count else { throw .endsEarly }
    return String(decoding: name, as: UTF8.self)
  }

  static func hex(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let byte) where (0x30...0x39).contains(byte): byte - 0x30
    case .some(let byte) where (0x41...0x46).contains(byte): byte - 0x41 + 10
    case .some(let byte) where (0x61...0x66).contains(byte): byte - 0x61 + 10
    default: nil
    }
  }

  private mutating func hexString() throws(Fault) -> [UInt8] {
    place += 1
    var digits: [UInt8] = []
    while let byte = peek() {
      place += 1
      if byte == UInt8(ascii: ">") {
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
      }
      if let digit = PDFParser.hex(byte) {
        digits.append(digit)
      } else if !PDFParser.isSpace(byte) {
        throw .malformed
      }
    }
    throw .endsEarly
  }

  private mutating func literalString() throws(Fault) -> [UInt8] {
    place += 1
    var depth = 1
    var text: [UInt8] = []
    while let byte = peek() {
      place += 1
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return text }
      case UInt8(ascii: "\\"):
        try escape(&text)
        continue
      case 0x0D:
        // Any end of line counts as a line feed.
        if peek() == 0x0A { place += 1 }
        text.append(0x0A)
        continue
      default: break
      }
      text.append(byte)
    }
    throw .endsEarly
  }

  private mutating func escape(_ text: inout [UInt8]) throws(Fault) {
    guard let byte = peek() else { throw .endsEarly }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case 0x0A: break
    case 0x0D: if peek() == 0x0A { place += 1 }
    case 0x30...0x37:
      var value = Int(byte - 0x30)
      var digits = 1
      while digits < 3, let next = peek(), (0x30...0x37).contains(next) {
        value = value * 8 + Int(next - 0x30)
        place += 1
        digits += 1
      }
      text.append(UInt8(truncatingIfNeeded: value))
    default: text.append(byte)
    }
  }
}
