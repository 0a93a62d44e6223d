/// Whether `body` throws.
func throwsError(_ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch {
    return true
  }
}

/// Turns each bit of `good` in turn, and gives the numbers of those bits with which `check` is
/// still content.
func acceptedCorruptions(of good: [UInt8], _ check: ([UInt8]) throws -> Void) -> [Int] {
  var bytes = good
  return (0..<good.count * 8).filter { bit in
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    defer { bytes[bit / 8] = good[bit / 8] }
    return !throwsError { try check(bytes) }
  }
}
