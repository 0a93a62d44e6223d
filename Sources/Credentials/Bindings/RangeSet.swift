/// What is done with lists of ranges.
enum RangeSet {
  /// The same bytes in ranges that are in order and do not touch.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  /// What of `range` is in none of `excluded`, which are in order and do not overlap; `excluded` may
  /// have more ranges than concern this one.
  static func rest(of range: Range<Int>, without excluded: [Range<Int>]) -> [Range<Int>] {
    var rest: [Range<Int>] = []
    var position = range.lowerBound
    // The first range that ends behind the start.
    var low = 0
    var high = excluded.count
    while low < high {
      let middle = low + (high - low) / 2
      if excluded[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    for hole in excluded[low...] {
      if hole.lowerBound >= range.upperBound { break }
      if hole.lowerBound > position { rest.append(position..<hole.lowerBound) }
      position = Swift.max(position, hole.upperBound)
    }
    if position < range.upperBound { rest.append(position..<range.upperBound) }
    return rest
  }
}
