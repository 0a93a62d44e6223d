#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

// The standard library searches any collection of anything, through witnesses, at some million bytes a
// second: half a second for a text of a megabyte that is searched for four words. These two are taken for
// bytes instead of it.

extension Array<UInt8> {
  /// Where `wanted` stands first; nil where it does not, or is empty.
  package func firstRange(of wanted: [UInt8]) -> Range<Int>? { self[...].firstRange(of: wanted) }
}

extension ArraySlice<UInt8> {
  /// Where `wanted` stands first; nil where it does not, or is empty.
  package func firstRange(of wanted: [UInt8]) -> Range<Int>? {
    guard let first = wanted.first, wanted.count <= count else { return nil }
    let place: Int? = withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var place = 0
      while place + wanted.count <= bytes.count {
        let left = bytes.count - wanted.count - place + 1
        guard let hit = memchr(base + place, Int32(first), left) else { return nil }
        place = UnsafeRawPointer(hit) - base
        if bytes[place..<place + wanted.count].elementsEqual(wanted) { return place }
        place += 1
      }
      return nil
    }
    return place.map { startIndex + $0..<startIndex + $0 + wanted.count }
  }
}
