import Rules

/// Which language a reader gets who asks for none by the address.
enum LanguageChoice {
  /// The better of the two languages by `Accept-Language` (RFC 9110, section 12.5.4); Chinese where
  /// the header leaves it open, since that is the language of the register.
  static func best(for header: String?) -> Language {
    guard let header else { return .chinese }
    var best: (language: Language, quality: Double)?
    for range in header.utf8.prefix(1000).split(separator: 0x2C) {
      let parts = range.split(separator: 0x3B)
        .map { String(decoding: $0.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self) }
      guard let tag = parts.first?.lowercased() else { continue }
      var quality = 1.0
      for part in parts.dropFirst() where part.hasPrefix("q=") {
        quality = Double(part.dropFirst(2)) ?? 0
      }
      guard quality > 0, quality > best?.quality ?? 0 else { continue }
      let primary = tag.prefix { $0 != "-" }
      if let language = Language(rawValue: String(primary)) {
        best = (language, quality)
      } else if best == nil, primary == "*" {
        best = (.chinese, quality)
      }
    }
    return best?.language ?? .english
  }
}
