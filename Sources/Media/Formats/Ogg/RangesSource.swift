/// Ranges of a source, read as if they stood one after the other: a packet that goes over several pages.
struct RangesSource: ByteSource {
  private let source: any ByteSource
  private let ranges: [Range<Int>]
  /// Where each range begins; one more than there are ranges.
  private let starts: [Int]

  init(_ source: any ByteSource, _ ranges: [Range<Int>]) {
    self.source = source
    self.ranges = ranges
    var starts = [0]
    for range in ranges { starts.append((starts.last ?? 0) + range.count) }
    self.starts = starts
  }

  var size: Int { starts.last ?? 0 }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard offset >= 0 else { return 0 }
    var done = 0
    for range in places(of: offset..<min(size, offset + buffer.count)) {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + range.count])
      let count = try source.read(at: range.lowerBound, into: target)
      done += count
      if count < range.count { break }
    }
    return done
  }

  /// Where the bytes of a range are in the source underneath.
  func places(of wanted: Range<Int>) -> [Range<Int>] {
    guard !wanted.isEmpty else { return [] }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle + 1] <= wanted.lowerBound { low = middle + 1 } else { high = middle }
    }
    var places: [Range<Int>] = []
    while low < ranges.count, starts[low] < wanted.upperBound {
      let inside = wanted.clamped(to: starts[low]..<starts[low + 1])
      if !inside.isEmpty {
        places.append(inside.moved(by: ranges[low].lowerBound - starts[low]))
      }
      low += 1
    }
    return places
  }
}
