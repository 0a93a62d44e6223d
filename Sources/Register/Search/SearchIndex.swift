/// A full-text index over the filings: immutable segments and a short list of what came last.
///
/// Bigrams, because Chinese names of two characters are the usual query and no word splitter
/// knows company names. An append joins the recent list; now and then that list becomes a segment,
/// and small segments are merged, so the cost of an append does not grow with the register.
struct SearchIndex: Sendable {
  /// How many filings may wait to be indexed; a query looks through all of them.
  private static let recentLimit = 64
  /// A segment is merged with the one before it while that is not this many times as heavy.
  private static let mergeFactor = 3

  private var segments: [SearchSegment] = []
  private var recent: [UInt32] = []
  private var texts = PersistentArray<SearchText>()

  /// Adds the next filing, or gives a known one a new text.
  mutating func set(_ text: SearchText, for ordinal: Int) {
    store(text, for: ordinal)
    recent.append(UInt32(clamping: ordinal))
    if recent.count >= Self.recentLimit { freeze() }
  }

  /// Adds many at once.
  mutating func set(_ many: [(ordinal: Int, text: SearchText)]) {
    for (ordinal, text) in many {
      store(text, for: ordinal)
      recent.append(UInt32(clamping: ordinal))
    }
    if recent.count >= Self.recentLimit { freeze() }
  }

  private mutating func store(_ text: SearchText, for ordinal: Int) {
    if ordinal < texts.count {
      texts.update(at: ordinal) { $0 = text }
    } else {
      texts.append(text)
    }
  }

  private mutating func freeze() {
    var pairs: [UInt64] = []
    var keys: Set<UInt32> = []
    for ordinal in Set(recent) {
      guard let text = texts[Int(ordinal)] else { continue }
      keys.removeAll(keepingCapacity: true)
      text.addBigrams(to: &keys)
      for key in keys { pairs.append(UInt64(key) << 32 | UInt64(ordinal)) }
    }
    var segment = SearchSegment(pairs: pairs, weight: recent.count)
    recent = []
    while let last = segments.last, last.weight < segment.weight * Self.mergeFactor {
      segment = SearchSegment.merge(last, segment)
      segments.removeLast()
    }
    segments.append(segment)
  }

  /// The filings in whose text every term stands, with the worst of their best fields.
  func matches(_ terms: [String]) -> [(ordinal: Int, field: SearchText.Field)] {
    let needles = terms.map { Array($0.utf8) }
    var wanted: [UInt32] = []
    for term in terms {
      for key in Bigram.keys(of: term) where !wanted.contains(key) { wanted.append(key) }
    }
    var candidates: [UInt32] = []
    if wanted.isEmpty {
      // Terms of one character have no bigram: every text is looked at.
      candidates = (0..<UInt32(clamping: texts.count)).map { $0 }
    } else {
      for segment in segments { candidates.append(contentsOf: segment.ordinals(having: wanted)) }
      candidates.append(contentsOf: recent)
      if segments.count > 1 || !recent.isEmpty { candidates = Array(Set(candidates)) }
    }
    var found: [(ordinal: Int, field: SearchText.Field)] = []
    for candidate in candidates {
      guard let text = texts[Int(candidate)], let field = text.field(ofAll: needles) else {
        continue
      }
      found.append((Int(candidate), field))
    }
    return found
  }
}

extension SearchText {
  /// The worst of the terms' best fields; `nil` where a term is missing.
  func field(ofAll terms: [[UInt8]]) -> Field? {
    var worst = Field.number
    for term in terms {
      guard let field = field(of: term) else { return nil }
      if field.rawValue > worst.rawValue { worst = field }
    }
    return worst
  }
}
