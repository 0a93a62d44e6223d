/// The name that a sender gives a file, made fit to be shown; it is never a path here.
enum FileNameText {
  /// The most bytes of a name.
  static let limit = 255
  /// The most bytes that count as an ending when a name is cut.
  private static let endingLimit = 16

  /// The name without folders, without anything that cannot be seen or acts on its neighbours, and
  /// not longer than 255 bytes; a long one keeps its ending.
  ///
  /// Characters of direction go with the others: with them `gpj.exe` can look like `exe.jpg`.
  static func shown(_ name: String) -> String {
    let last = name.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" }
    ).last
    var scalars = String.UnicodeScalarView()
    for scalar in last ?? Substring.UnicodeScalarView() where isVisible(scalar) {
      scalars.append(scalar)
    }
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    let text = String(scalars)
    return text.utf8.allSatisfy { $0 == 0x2E } ? "" : cut(text)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var ending = Substring()
    if let dot = text.utf8.lastIndex(of: 0x2E), text[dot...].utf8.count <= endingLimit {
      ending = text[dot...]
    }
    var stem = String.UnicodeScalarView()
    var count = ending.utf8.count
    for scalar in text.unicodeScalars {
      count += UTF8.width(scalar)
      guard count <= limit else { break }
      stem.append(scalar)
    }
    return String(stem) + ending
  }
}
