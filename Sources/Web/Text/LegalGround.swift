import Rules

/// The legal ground of a decision in words.
enum LegalGround {
  /// `arp-24` is article 24 of the source that the rulebook of the track calls `arp`.
  ///
  /// A ground that the rulebook does not explain is shown as it is.
  static func wording(_ ground: String, _ track: Track?) -> Wording {
    let parts = ground.utf8.split(separator: 0x2D).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count > 1, let article = parts.last.flatMap({ Int($0) }),
      let book = track.flatMap({ Rulebook.builtIn(for: $0) }),
      let source = book.source(parts.dropLast().joined(separator: "-"))
    else { return Wording(zh: ground, en: ground) }
    return Wording(
      zh: "《\(source.title.zh)》第\(article)条", en: "\(source.title.en), article \(article)")
  }
}
