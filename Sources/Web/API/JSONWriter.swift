/// Writes JSON (RFC 8259) as UTF-8 bytes, member by member, without an object tree in between.
///
/// Strings are escaped byte by byte, so what a combining mark does to its neighbour is of no
/// concern. Beyond what the format asks, U+2028, U+2029 and U+007F are escaped, so that an answer
/// may be pasted into a script or a terminal.
struct JSONWriter {
  /// What has been written so far.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

  /// An object with the members that `body` writes.
  @inline(__always)
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(0x7B)
    body(&self)
    close(0x7D)
  }

  /// An array of the values that `body` writes.
  @inline(__always)
  mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(0x5B)
    body(&self)
    close(0x5D)
  }

  /// The name of the member whose value comes next.
  ///
  /// It needs no escaping.
  @inline(__always)
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// The name of the member whose value comes next, whatever stands in it.
  mutating func key(escaping name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// A string.
  @inline(__always)
  mutating func string(_ text: String) {
    separate()
    bytes.append(0x22)
    escape(text)
    bytes.append(0x22)
    needsComma = true
  }

  /// A string of several parts, one after the other.
  mutating func string(joining parts: String...) {
    separate()
    bytes.append(0x22)
    for part in parts { escape(part) }
    bytes.append(0x22)
    needsComma = true
  }

  mutating func null() { plain("null") }

  mutating func bool(_ value: Bool) { plain(value ? "true" : "false") }

  mutating func number(_ value: some FixedWidthInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// A value that is JSON already.
  mutating func raw(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
    needsComma = true
  }

  /// Members that are JSON already, `"name":value,...`, without the braces around them.
  mutating func rawMembers(_ members: [UInt8]) {
    guard !members.isEmpty else { return }
    raw(members)
  }

  private mutating func plain(_ text: StaticString) {
    separate()
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    needsComma = true
  }

  @inline(__always)
  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  @inline(__always)
  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func escape(_ text: String) {
    let wrote: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0) }
    if wrote == nil { Array(text.utf8).withUnsafeBufferPointer { escape($0) } }
  }

  /// Copies runs of bytes that stand for themselves, and escapes what lies between them.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F, byte != 0xE2 {
        at += 1
        continue
      }
      var length = 1
      if byte == 0xE2 {
        // U+2028 is E2 80 A8, U+2029 is E2 80 A9.
        guard at + 2 < text.count, text[at + 1] == 0x80, text[at + 2] & 0xFE == 0xA8 else {
          at += 1
          continue
        }
        length = 3
      }
      bytes.append(contentsOf: text[start..<at])
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x08: bytes += [0x5C, 0x62]
      case 0x09: bytes += [0x5C, 0x74]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0C: bytes += [0x5C, 0x66]
      case 0x0D: bytes += [0x5C, 0x72]
      case 0xE2: bytes += [0x5C, 0x75, 0x32, 0x30, 0x32, text[at + 2] & 1 == 0 ? 0x38 : 0x39]
      default:
        bytes += [0x5C, 0x75, 0x30, 0x30, Self.hex[Int(byte >> 4)], Self.hex[Int(byte & 15)]]
      }
      at += length
      start = at
    }
    bytes.append(contentsOf: text[start..<text.count])
  }

  private static let hex = Array("0123456789abcdef".utf8)
}

extension JSONWriter {
  /// A member with a string, `null` where there is none.
  @inline(__always)
  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// A member with a number, `null` where there is none.
  mutating func member(_ name: StaticString, _ value: (some FixedWidthInteger)?) {
    key(name)
    if let value { number(value) } else { null() }
  }

  /// A member that is true or false.
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A member with an array of strings.
  mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    array { json in for value in values { json.string(value) } }
  }
}
