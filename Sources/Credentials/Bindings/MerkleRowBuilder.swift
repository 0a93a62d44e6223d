/// Makes one row of a tree of hashes while its leaves come in (C2PA, 18.7.4).
///
/// A parent is the hash of its two children; the last node of a row that has no sibling goes up as
/// it is. Only one node of each row below is held.
struct MerkleRowBuilder {
  let algorithm: ContentHash
  /// How many rows above the leaves the wanted one is.
  let level: Int
  /// The nodes of the wanted row, as far as they are known.
  private(set) var row: [[UInt8]] = []
  /// How many leaves came in.
  private(set) var leaves = 0

  private var pending: [[UInt8]?]

  init(_ algorithm: ContentHash, level: Int) {
    self.algorithm = algorithm
    self.level = level
    pending = Array(repeating: nil, count: level)
  }

  /// The level at which a tree of `count` leaves has a row of `width`; nil where no row has it.
  static func level(of width: Int, leaves count: Int) -> Int? {
    var level = 0
    var nodes = count
    while nodes > width {
      nodes = nodes / 2 + nodes % 2
      level += 1
    }
    return nodes == width ? level : nil
  }

  mutating func add(_ leaf: [UInt8]) {
    leaves += 1
    add(leaf, at: 0)
  }

  private mutating func add(_ node: [UInt8], at start: Int) {
    var node = node
    for place in start..<level {
      guard let left = pending[place] else {
        pending[place] = node
        return
      }
      pending[place] = nil
      node = algorithm.digest(of: left + node)
    }
    row.append(node)
  }

  /// The row, with what was left over brought up.
  func finished() -> [[UInt8]] {
    var copy = self
    for place in 0..<level {
      if let node = copy.pending[place] {
        copy.pending[place] = nil
        copy.add(node, at: place + 1)
      }
    }
    return copy.row
  }

  /// The node of a row that a leaf and the hashes beside its way lead to, and its place in that row.
  ///
  /// - Parameters:
  ///   - algorithm: The hash of the tree.
  ///   - leaf: The hash of the leaf.
  ///   - location: Its place among the leaves.
  ///   - count: How many leaves there are.
  ///   - proof: The siblings from the leaf upwards; a row where there is none has no entry.
  ///   - level: How far up.
  /// - Returns: The node and its place; nil where the proof has too few hashes.
  static func climb(
    _ algorithm: ContentHash, leaf: [UInt8], location: Int, count: Int, proof: [[UInt8]], level: Int
  ) -> (node: [UInt8], place: Int)? {
    var node = leaf
    var place = location
    var width = count
    var rest = proof[...]
    for _ in 0..<level {
      let isLone = place == width - 1 && !width.isMultiple(of: 2)
      if !isLone {
        guard let sibling = rest.popFirst() else { return nil }
        node = algorithm.digest(of: place.isMultiple(of: 2) ? node + sibling : sibling + node)
      }
      place /= 2
      width = width / 2 + width % 2
    }
    return (node, place)
  }
}
