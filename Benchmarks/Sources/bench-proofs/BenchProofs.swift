import Measuring
import Transparency

/// Makes and checks inclusion proofs in a tree of made-up leaves, a round for each line that it
/// reads: `SEED COUNT`.
///
/// `bench-proofs LEAVES` builds the tree and writes `ready ROOT` in Base 64. For each round it writes
/// what COUNT proofs cost, and a digest over them that has to be the same as that of the program it
/// is compared with.
@main
enum BenchProofs {
  static func main() throws {
    guard CommandLine.arguments.count == 2, let size = UInt64(CommandLine.arguments[1]), size > 0
    else {
      print("usage: bench-proofs LEAVES")
      return
    }
    var tree = MerkleTree()
    for index in 0..<size { tree.append(entry: Array("made-up entry \(index)\n".utf8)) }
    let root = tree.root
    say("ready \(root.base64)")
    while let line = readLine() {
      let words = line.split(separator: " ")
      guard words.count == 2, let seed = UInt64(words[0]), let count = Int(words[1]) else { return }
      say(try round(tree, root, seed: seed, count: count))
    }
  }

  private static func round(
    _ tree: MerkleTree, _ root: MerkleHash, seed: UInt64, count: Int
  ) throws -> String {
    var numbers = SplitMix(seed: seed)
    let indices = (0..<count).map { _ in numbers.below(tree.size) }
    let leaves = indices.map { MerkleHash.leaf(Array("made-up entry \($0)\n".utf8)) }

    let (proofs, making) = try Cost.of {
      var proofs: [[MerkleHash]] = []
      proofs.reserveCapacity(count)
      for index in indices {
        proofs.append(try tree.inclusionProof(index: index, size: tree.size))
      }
      return proofs
    }
    let (_, checking) = try Cost.of {
      for at in 0..<count {
        try Proofs.verifyInclusion(
          leaf: leaves[at], index: indices[at], size: tree.size, proof: proofs[at], root: root)
      }
    }
    var digest = MerkleHash.emptyRoot
    for proof in proofs.prefix(100) { for hash in proof { digest = .node(digest, hash) } }
    return """
      {"makeCPU":\(making.processor),"makeWall":\(making.wall),\
      "checkCPU":\(checking.processor),"checkWall":\(checking.wall),"digest":"\(digest.base64)"}
      """
  }
}
