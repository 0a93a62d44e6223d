import Rules

/// What identifies a filing in the register.
public enum FilingKey {
  /// The 21 digits where the text is a filing number, in whatever width; otherwise the text itself
  /// without blanks.
  ///
  /// A misprinted number identifies the row that it was printed in.
  public static func key(of number: String) -> String {
    if let read = try? FilingNumber.read(number) { return read.number.digits }
    var bare = String(
      String.UnicodeScalarView(number.unicodeScalars.filter { !$0.properties.isWhitespace }))
    // A misprint is looked up with and without what stands around the digits.
    if bare.hasPrefix(FilingNumber.prefix) {
      bare.removeFirst(FilingNumber.prefix.count)
      if bare.hasSuffix(FilingNumber.suffix) { bare.removeLast(FilingNumber.suffix.count) }
    }
    return bare
  }
}

extension FilingNumber {
  /// Reads a key that is 21 digits.
  static func key(_ key: String) -> FilingNumber? {
    key.utf8.count == FilingNumber.digitCount ? FilingNumber(digits: key) : nil
  }
}
