extension StringProtocol {
  /// Whether the text begins with another, byte by byte.
  ///
  /// `hasPrefix` compares characters: a letter with a combining mark behind it is another one to it,
  /// and two texts that Unicode holds for equivalent are the same.
  func begins(with other: String) -> Bool { utf8.starts(with: other.utf8) }

  /// Whether the text is another one, byte by byte.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let same = utf8.withContiguousStorageIfAvailable { one -> Bool? in
      other.utf8.withContiguousStorageIfAvailable { one.elementsEqual($0) }
    }
    return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether the text is of these bytes.
  func isMade(of bytes: ArraySlice<UInt8>) -> Bool {
    guard utf8.count == bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) }
        ?? utf8.elementsEqual(bytes)
    }
  }

  /// Whether the text ends with another, byte by byte.
  func ends(with other: String) -> Bool { utf8.reversed().starts(with: other.utf8.reversed()) }

  /// The text behind its first `count` bytes.
  func behind(_ count: Int) -> String { String(decoding: utf8.dropFirst(count), as: UTF8.self) }
}
