/// The path of a tile below the log's prefix: `tile/<L>/<N>[.p/<W>]` and
/// `tile/entries/<N>[.p/<W>]`.
extension Tile {
  /// The longest path there is, in bytes.
  static let maximumPathLength = 64

  /// The tile that `path` names; nil unless it is written exactly as `path` writes it.
  public init?(path: String) {
    self.init(path: Array(path.utf8)[...])
  }

  /// The tile that the bytes of a path name.
  init?(path: ArraySlice<UInt8>) {
    guard path.count <= Self.maximumPathLength else { return nil }
    var parts = path.split(separator: ASCII.slash, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].elementsEqual("tile".utf8) else { return nil }
    let kind = parts[1]
    parts.removeFirst(2)
    var width = Self.fullWidth
    if parts.count >= 2, let partial = Self.dropping(".p", from: parts[parts.count - 2]) {
      guard let last = parts.last, let value = ASCII.decimal(last),
        (1...255).contains(value)
      else { return nil }
      width = Int(value)
      parts.removeLast(2)
      parts.append(partial)
    }
    guard let index = Self.index(groups: parts) else { return nil }
    if kind.elementsEqual("entries".utf8) {
      self.init(entries: index, width: width)
    } else {
      guard let level = ASCII.decimal(kind), level <= UInt64(Self.maximumLevel) else { return nil }
      self.init(level: Int(level), index: index, width: width)
    }
  }

  /// The path below the log's prefix, without a leading slash.
  public var path: String {
    var path = isEntries ? "tile/entries/" : "tile/\(level)/"
    var groups: [UInt64] = []
    var rest = index
    repeat {
      groups.append(rest % 1000)
      rest /= 1000
    } while rest > 0
    for (position, group) in groups.enumerated().reversed() {
      let digits = String(group)
      if position > 0 { path += "x" }
      path += String(repeating: "0", count: 3 - digits.utf8.count) + digits
      if position > 0 { path += "/" }
    }
    if isPartial { path += ".p/\(width)" }
    return path
  }

  /// The number that groups of three digits spell, all but the last after an `x`, the first of
  /// several not `x000`.
  private static func index(groups: [ArraySlice<UInt8>]) -> UInt64? {
    guard let last = groups.indices.last else { return nil }
    var value: UInt64 = 0
    for (position, group) in groups.enumerated() {
      var digits = group
      if position < last {
        guard digits.first == ASCII.x else { return nil }
        digits.removeFirst()
      }
      guard digits.count == 3 else { return nil }
      var number: UInt64 = 0
      for byte in digits {
        guard let digit = ASCII.digit(byte) else { return nil }
        number = number * 10 + UInt64(digit)
      }
      if position == 0, last > 0, number == 0 { return nil }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 1000)
      let (sum, carried) = product.addingReportingOverflow(number)
      guard !overflowed, !carried else { return nil }
      value = sum
    }
    return value
  }

  private static func dropping(
    _ suffix: String, from text: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    guard text.count > suffix.utf8.count, text.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    else { return nil }
    return text.dropLast(suffix.utf8.count)
  }
}

extension Tile: CustomStringConvertible {
  /// The path of the tile.
  public var description: String { path }
}
