/// The name of a key in a signed note.
///
/// Held and compared as bytes: two names that look alike are two names, whatever Unicode says about
/// their equivalence.
struct KeyName: Hashable, Sendable {
  let bytes: [UInt8]

  /// A name, checked: not empty, UTF-8, no Unicode space, no plus sign, no control character.
  init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard !bytes.isEmpty, let text = String(validating: bytes) else { return nil }
    for scalar in text.unicodeScalars {
      guard scalar.value >= 0x20, scalar != "+", !scalar.properties.isWhitespace else {
        return nil
      }
    }
    self.bytes = bytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
  /// The text that `bytes` spell in UTF-8; nil where they spell none.
  init?(validating bytes: some Collection<UInt8>) {
    guard UTF8Check.firstInvalid(bytes) == nil else { return nil }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

/// Whether bytes are well-formed UTF-8, and where not.
enum UTF8Check {
  /// Offset of the first byte that does not belong to a well-formed sequence (Unicode, table 3-7).
  static func firstInvalid(_ bytes: some Collection<UInt8>) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
