import Transparency

/// The definitions of RFC 6962, section 2.1, word for word, to hold the fast tree to.
enum NaiveTree {
  /// MTH.
  static func root(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
    switch leaves.count {
    case 0: return .emptyRoot
    case 1: return leaves[leaves.startIndex]
    default:
      let middle = leaves.startIndex + split(leaves.count)
      return .node(root(leaves[..<middle]), root(leaves[middle...]))
    }
  }

  /// PATH.
  static func inclusion(_ index: Int, _ leaves: ArraySlice<MerkleHash>) -> [MerkleHash] {
    guard leaves.count > 1 else { return [] }
    let k = split(leaves.count)
    let middle = leaves.startIndex + k
    return index < k
      ? inclusion(index, leaves[..<middle]) + [root(leaves[middle...])]
      : inclusion(index - k, leaves[middle...]) + [root(leaves[..<middle])]
  }

  /// PROOF.
  static func consistency(_ old: Int, _ leaves: ArraySlice<MerkleHash>) -> [MerkleHash] {
    old == 0 ? [] : subproof(old, leaves, true)
  }

  private static func subproof(
    _ old: Int, _ leaves: ArraySlice<MerkleHash>, _ known: Bool
  ) -> [MerkleHash] {
    if old == leaves.count { return known ? [] : [root(leaves)] }
    let k = split(leaves.count)
    let middle = leaves.startIndex + k
    return old <= k
      ? subproof(old, leaves[..<middle], known) + [root(leaves[middle...])]
      : subproof(old - k, leaves[middle...], false) + [root(leaves[..<middle])]
  }

  /// The largest power of two smaller than `count`.
  private static func split(_ count: Int) -> Int {
    var k = 1
    while k * 2 < count { k *= 2 }
    return k
  }
}
