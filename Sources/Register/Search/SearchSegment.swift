/// An immutable part of the index: for each bigram, the filings whose text has it, ascending.
final class SearchSegment: Sendable {
  private let keys: [UInt32]
  private let starts: [UInt32]
  private let ordinals: [UInt32]
  /// How many filings were indexed here.
  let weight: Int

  /// Builds a segment from pairs `key << 32 | ordinal`, in any order.
  convenience init(pairs: [UInt64], weight: Int) {
    self.init(sorted: pairs.sorted(), weight: weight)
  }

  /// Builds a segment from ascending pairs `key << 32 | ordinal`; equal pairs count once.
  init(sorted pairs: [UInt64], weight: Int) {
    var keys: [UInt32] = []
    var starts: [UInt32] = []
    var ordinals: [UInt32] = []
    ordinals.reserveCapacity(pairs.count)
    var last: UInt64?
    for pair in pairs where pair != last {
      let key = UInt32(truncatingIfNeeded: pair >> 32)
      if keys.last != key {
        keys.append(key)
        starts.append(UInt32(ordinals.count))
      }
      ordinals.append(UInt32(truncatingIfNeeded: pair))
      last = pair
    }
    starts.append(UInt32(ordinals.count))
    self.keys = keys
    self.starts = starts
    self.ordinals = ordinals
    self.weight = weight
  }

  /// Everything in two segments.
  static func merge(_ left: SearchSegment, _ right: SearchSegment) -> SearchSegment {
    let (first, second) = (left.pairs, right.pairs)
    var merged: [UInt64] = []
    merged.reserveCapacity(first.count + second.count)
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if first[i] <= second[j] {
        merged.append(first[i])
        i += 1
      } else {
        merged.append(second[j])
        j += 1
      }
    }
    merged.append(contentsOf: first[i...])
    merged.append(contentsOf: second[j...])
    return SearchSegment(sorted: merged, weight: left.weight + right.weight)
  }

  private var pairs: [UInt64] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(ordinals.count)
    for (position, key) in keys.enumerated() {
      for ordinal in ordinals[Int(starts[position])..<Int(starts[position + 1])] {
        pairs.append(UInt64(key) << 32 | UInt64(ordinal))
      }
    }
    return pairs
  }

  /// The filings that have all of the bigrams, ascending.
  func ordinals(having wanted: [UInt32]) -> [UInt32] {
    var lists: [Range<Int>] = []
    for key in wanted {
      guard let range = range(of: key) else { return [] }
      lists.append(range)
    }
    lists.sort { $0.count < $1.count }
    guard let rarest = lists.first else { return [] }
    var found = Array(ordinals[rarest])
    for list in lists.dropFirst() where !found.isEmpty {
      var at = list.lowerBound
      found.removeAll { ordinal in
        at = lowerBound(ordinal, from: at, to: list.upperBound)
        return at == list.upperBound || ordinals[at] != ordinal
      }
    }
    return found
  }

  private func range(of key: UInt32) -> Range<Int>? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    guard low < keys.count, keys[low] == key else { return nil }
    return Int(starts[low])..<Int(starts[low + 1])
  }

  /// The first position at or after `from` that holds `ordinal` or more: gallop, then halve.
  private func lowerBound(_ ordinal: UInt32, from: Int, to end: Int) -> Int {
    var step = 1
    var low = from
    while low + step < end, ordinals[low + step] < ordinal {
      low += step
      step *= 2
    }
    var high = min(low + step, end)
    while low < high {
      let middle = (low + high) / 2
      if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
