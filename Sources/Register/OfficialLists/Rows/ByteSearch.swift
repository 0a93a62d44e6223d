/// Prefixes, suffixes and places by UTF-8 bytes. The standard library compares by what is drawn as
/// one character, so that a combining mark after a word would hide it.
extension String {
  /// Whether the text begins with these bytes.
  func begins(with words: String) -> Bool { utf8.starts(with: words.utf8) }

  /// Whether the text ends with these bytes.
  func ends(with words: String) -> Bool {
    utf8.count >= words.utf8.count && utf8.suffix(words.utf8.count).elementsEqual(words.utf8)
  }

  /// Whether these bytes stand anywhere in the text.
  func holds(_ words: String) -> Bool { place(of: words) != nil }

  /// Where these bytes stand first, at or after `start`.
  func place(of words: String, from start: String.Index? = nil) -> Range<String.Index>? {
    let needle = Array(words.utf8)
    guard let first = needle.first else { return nil }
    var rest = utf8[(start ?? startIndex)...]
    while let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: needle) {
        return place..<utf8.index(place, offsetBy: needle.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// What follows these bytes at the beginning, or `nil` where the text begins otherwise.
  func rest(after words: String) -> String? {
    begins(with: words) ? String(utf8.dropFirst(words.utf8.count)) : nil
  }

  /// What follows the first of `words` that the text begins with.
  func rest(afterFirst words: [String]) -> String? {
    for word in words {
      if let rest = rest(after: word) { return rest }
    }
    return nil
  }
}

extension [String] {
  /// Whether any of these stands in `text`.
  func stand(in text: String) -> Bool { contains(where: text.holds) }
}
