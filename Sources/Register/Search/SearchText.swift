import Record

/// The searchable text of one filing, field by field.
struct SearchText: Sendable {
  /// Where a term was found; earlier fields rank higher.
  enum Field: Int, CaseIterable {
    case number, organization, algorithm, product, organizationPinyin, otherPinyin, purpose

    var isPinyin: Bool { self == .organizationPinyin || self == .otherPinyin }
  }

  /// UTF-8 of the fields, one after the other; values within a field end with a line feed.
  private let bytes: [UInt8]
  private let ends: [Int32]

  init(_ values: (Field) -> [String]) {
    var bytes: [UInt8] = []
    var ends: [Int32] = []
    for field in Field.allCases {
      for value in values(field) where !value.isEmpty {
        bytes.append(contentsOf: value.utf8)
        bytes.append(0x0A)
      }
      ends.append(Int32(clamping: bytes.count))
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// The text of a filing's facts and of the earlier names that its notes give.
  init(facts: [FilingFacts], aliases: AliasTable) {
    var organizations: [String] = []
    var algorithms: [String] = []
    var products: [String] = []
    var purposes: [String] = []
    var numbers: [String] = []
    func add(_ text: String?, to list: inout [String]) {
      guard let text, !text.isEmpty, !list.contains(text) else { return }
      list.append(text)
    }
    for fact in facts.reversed() {
      add(fact.number, to: &numbers)
      add(fact.organization, to: &organizations)
      add(fact.algorithm, to: &algorithms)
      for product in fact.products { add(product.name, to: &products) }
      add(fact.purpose, to: &purposes)
      for note in fact.notes {
        switch note.kind {
        case .organizationRenamed: add(note.before, to: &organizations)
        case .algorithmRenamed: add(note.before, to: &algorithms)
        default: break
        }
      }
    }
    let normalize = SearchNormalization.normalize
    let names = organizations.map(normalize)
    let others = (algorithms + products).map(normalize)
    self.init { field in
      switch field {
      case .number: numbers.map(normalize)
      case .organization: names + names.flatMap { aliases.aliases(of: $0) }
      case .algorithm: algorithms.map(normalize)
      case .product: products.map(normalize)
      case .purpose: purposes.map(normalize)
      case .organizationPinyin: names.map { Pinyin.syllables($0).joined(separator: "'") }
      case .otherPinyin: others.map { Pinyin.syllables($0).joined(separator: "'") }
      }
    }
  }

  /// The best field in which a term stands; `nil` where it is not found.
  func field(of term: [UInt8]) -> Field? {
    guard let first = term.first else { return nil }
    var start = 0
    for (index, end) in ends.enumerated() {
      guard let field = Field(rawValue: index) else { break }
      defer { start = Int(end) }
      if field.isPinyin {
        if hasSyllables(term, in: start..<Int(end)) { return field }
      } else if contains(term, first, in: start..<Int(end)) {
        return field
      }
    }
    return nil
  }

  private func contains(_ term: [UInt8], _ first: UInt8, in range: Range<Int>) -> Bool {
    let last = range.upperBound - term.count
    guard range.lowerBound <= last else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      term.withUnsafeBufferPointer { term in
        var at = range.lowerBound
        outer: while at <= last {
          if bytes[at] == first {
            var offset = 1
            while offset < term.count {
              if bytes[at + offset] != term[offset] {
                at += 1
                continue outer
              }
              offset += 1
            }
            return true
          }
          at += 1
        }
        return false
      }
    }
  }

  /// Whether a term stands at the start of a syllable, syllables running together: `huawei` and
  /// `weiruan` stand in `hua'wei'ruan'jian`, `uawei` does not.
  private func hasSyllables(_ term: [UInt8], in range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      var at = start
      var matched = 0
      while at < range.upperBound, matched < term.count {
        if bytes[at] == 0x27 {
          at += 1
          continue
        }
        guard bytes[at] == term[matched] else { break }
        at += 1
        matched += 1
      }
      if matched == term.count { return true }
      while start < range.upperBound, bytes[start] != 0x27, bytes[start] != 0x0A { start += 1 }
      start += 1
    }
    return false
  }

  /// Adds the keys of all bigrams of the text.
  ///
  /// Pinyin counts without its syllable marks.
  func addBigrams(to keys: inout Set<UInt32>) {
    var previous: UInt32 = 0
    var start = 0
    for end in ends {
      let field = bytes[start..<Int(end)]
      for scalar in String(decoding: field, as: UTF8.self).unicodeScalars {
        switch scalar.value {
        case 0x0A: previous = 0
        case 0x27: continue
        default:
          if previous != 0 { keys.insert(Bigram.key(previous, scalar.value)) }
          previous = scalar.value
        }
      }
      start = Int(end)
    }
  }
}

/// Two neighbouring characters as a number.
///
/// Characters outside the basic plane share keys, which costs a needless look and never a wrong
/// answer: every hit is verified in the text.
enum Bigram {
  static func key(_ first: UInt32, _ second: UInt32) -> UInt32 {
    (first ^ first >> 16 &* 0x9E) << 16 | (second ^ second >> 16 &* 0x9E) & 0xFFFF
  }

  /// The keys of a normalized term; none for a term of one character.
  ///
  /// An apostrophe never makes a key, since pinyin is indexed without it.
  static func keys(of term: String) -> [UInt32] {
    var keys: [UInt32] = []
    var previous: UInt32 = 0
    for scalar in term.unicodeScalars {
      if scalar.value == 0x27 {
        previous = 0
      } else {
        if previous != 0 {
          let key = key(previous, scalar.value)
          if !keys.contains(key) { keys.append(key) }
        }
        previous = scalar.value
      }
    }
    return keys
  }
}
