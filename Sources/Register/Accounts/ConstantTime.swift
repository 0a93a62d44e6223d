/// Comparisons whose time tells nothing about the place of a difference.
enum ConstantTime {
  /// Whether two byte sequences are the same; only their lengths show in the time it takes.
  static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
  }
}
