extension StringProtocol {
  /// Whether the text begins with another, byte by byte.
  ///
  /// `hasPrefix` compares characters: a letter with a combining mark behind it is another one to it,
  /// and two texts that Unicode holds for equivalent are the same.
  func begins(with other: String) -> Bool { utf8.starts(with: other.utf8) }

  /// Whether the text is another one, byte by byte.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Whether the text ends with another, byte by byte.
  func ends(with other: String) -> Bool { utf8.reversed().starts(with: other.utf8.reversed()) }

  /// The text behind its first `count` bytes.
  func behind(_ count: Int) -> String { String(decoding: utf8.dropFirst(count), as: UTF8.self) }
}
