internal import Media

/// The comparison of a film with a BMFF hash (C2PA, 15.12.2).
struct BMFFHashBinding {
  let hash: BMFFHash
  let context: ContentBinding.Context

  /// A row of a tree that is to be compared, and the stream that makes it.
  private struct Pending {
    let row: BMFFHash.MerkleRow
    let place: Int
  }

  func check() throws(AssertionFault) -> [ValidationStatus] {
    let source = context.file.source
    let tree: BMFFTree
    let excluded: [Range<Int>]
    do throws(MediaError) {
      tree = try BMFFTree(source)
      excluded = try tree.excluded(by: hash.exclusions)
    } catch {
      throw mismatch("the boxes of the film cannot be read: \(error)")
    }
    // Trees cover blocks alone: without a hash over the rest, all but those could be another film's.
    guard hash.hash != nil || hash.merkle.contains(where: { $0.initHash != nil }) else {
      throw BMFFHash.malformed("blocks of the film are hashed, and nothing else of it")
    }
    var pass = HashPass(knowing: context.written)
    var main: Int?
    if hash.hash != nil {
      let steps = BMFFHashBinding.steps(tree.roots, excluded)
      main = pass.add(HashStream(try context.algorithm(hash.alg), steps + [.cut]))
    }
    var pending: [Pending] = []
    for row in hash.merkle {
      if let stream = try stream(for: row, tree, excluded) {
        pending.append(Pending(row: row, place: pass.add(stream)))
      } else if row.initHash == nil {
        // A tree whose leaves are nowhere binds nothing, and must not pass for a binding.
        throw mismatch("the film has nothing that a tree of hashes belongs to")
      }
    }
    do throws(MediaError) { try pass.run(over: source) } catch {
      throw mismatch("the film cannot be read: \(error)")
    }
    if let main, pass.streams[main].digests.first != hash.hash {
      throw mismatch("the content was changed after it was signed")
    }
    for item in pending {
      guard let tree = pass.streams[item.place].tree else { continue }
      guard tree.leaves <= item.row.count else {
        throw BMFFHash.malformed(
          "the film has \(tree.leaves) blocks where \(item.row.count) were signed")
      }
      guard tree.leaves == item.row.count else {
        throw mismatch(
          "the film has \(tree.leaves) blocks where \(item.row.count) were signed")
      }
      guard tree.finished() == item.row.hashes else {
        throw mismatch("a block of the film was changed after it was signed")
      }
    }
    try FragmentBinding(hash: hash, context: context).check()
    let isWhole = BMFFHashBinding.isCovered(tree, excluded, by: pending.map(\.row))
    guard !isWhole || hash.exclusions.contains(where: { !$0.isUsual }) else { return [] }
    return [
      ValidationStatus(
        .assertionBmffHashAdditionalExclusionsPresent, context.url,
        "the hash leaves out more boxes than every film does")
    ]
  }

  /// Whether each `mdat` of which something is left out is covered by blocks of a tree of its own.
  private static func isCovered(
    _ tree: BMFFTree, _ excluded: [Range<Int>], by rows: [BMFFHash.MerkleRow]
  ) -> Bool {
    let isFragmented = tree.roots.contains { $0.type == 0x6D6F_6F66 }
    let covered = Set(
      rows.filter { !isFragmented || $0.fixedBlockSize != nil || $0.variableBlockSizes != nil }
        .map(\.localID))
    return tree.roots.filter { $0.type == 0x6D64_6174 }.enumerated().allSatisfy { number, box in
      covered.contains(number) || !excluded.contains { $0.overlaps(box.range) }
    }
  }

  func mismatch(_ sentence: String) -> AssertionFault {
    AssertionFault(.assertionBmffHashMismatch, sentence)
  }

  /// For each box that is not wholly left out, its place in the file and what of it is not left out.
  static func steps(
    _ boxes: [BMFFTree.Box], _ excluded: [Range<Int>]
  ) -> [HashStream.Step] {
    var steps: [HashStream.Step] = []
    for box in boxes {
      let rest = RangeSet.rest(of: box.range, without: excluded)
      guard !rest.isEmpty else { continue }
      let place = UInt64(box.range.lowerBound)
      steps.append(
        .literal((0..<8).reversed().map { UInt8(truncatingIfNeeded: place >> UInt64(8 * $0)) }))
      steps += rest.map { .range($0) }
    }
    return steps
  }

  /// The stream that makes a row over what is in this file; nil where its leaves are elsewhere.
  private func stream(
    for row: BMFFHash.MerkleRow, _ tree: BMFFTree, _ excluded: [Range<Int>]
  ) throws(AssertionFault) -> HashStream? {
    let algorithm = try context.algorithm(row.alg, hash.alg)
    guard let level = MerkleRowBuilder.level(of: row.hashes.count, leaves: row.count) else {
      throw BMFFHash.malformed("the hashes of a merkle map are not a row of its tree")
    }
    let output = HashStream.Output.tree(MerkleRowBuilder(algorithm, level: level))
    let media = tree.roots.filter { $0.type == 0x6D64_6174 }
    let isFragmented = tree.roots.contains { $0.type == 0x6D6F_6F66 }
    if row.fixedBlockSize != nil || row.variableBlockSizes != nil {
      guard row.localID < media.count else {
        throw mismatch("the film has no mdat number \(row.localID)")
      }
      let box = media[row.localID]
      let start = min(box.range.lowerBound + 16, box.range.upperBound)
      let range = start..<box.range.upperBound
      if let size = row.fixedBlockSize {
        return HashStream(algorithm, [.blocks(range, size: size)], output: output)
      }
      var steps: [HashStream.Step] = []
      var position = range.lowerBound
      for size in row.variableBlockSizes ?? [] {
        guard size <= range.upperBound - position else {
          throw BMFFHash.malformed("the blocks that were signed are more than the film has")
        }
        steps += [.range(position..<position + size), .cut]
        position += size
      }
      guard position == range.upperBound else {
        throw BMFFHash.malformed("the film has more than the blocks that were signed")
      }
      return HashStream(algorithm, steps, output: output)
    }
    if isFragmented {
      return HashStream(
        algorithm, BMFFHashBinding.fragments(tree.roots, excluded), output: output)
    }
    if row.initHash == nil, row.localID < media.count, row.count == 1 {
      let box = media[row.localID]
      let start = min(box.range.lowerBound + 16, box.range.upperBound)
      return HashStream(algorithm, [.range(start..<box.range.upperBound), .cut], output: output)
    }
    return nil
  }

  /// Leaves from each `moof` to the next.
  private static func fragments(
    _ boxes: [BMFFTree.Box], _ excluded: [Range<Int>]
  ) -> [HashStream.Step] {
    var steps: [HashStream.Step] = []
    var hasBegun = false
    for box in boxes {
      if box.type == 0x6D6F_6F66 {
        if hasBegun { steps.append(.cut) }
        hasBegun = true
      }
      guard hasBegun else { continue }
      steps += RangeSet.rest(of: box.range, without: excluded).map { .range($0) }
    }
    return hasBegun ? steps + [.cut] : steps
  }
}
