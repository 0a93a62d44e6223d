import Testing

@testable import Transparency

@Suite("The Merkle tree")
struct MerkleTreeTests {
  /// Sizes where something begins or ends: powers of two, tiles, tiles of tiles.
  static let edges = [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 255, 256, 257, 300, 511, 512, 513]

  private func leaves(_ count: Int) -> [MerkleHash] {
    (0..<count).map { .leaf(Vectors.entry($0)) }
  }

  @Test func `the empty tree has the root of RFC 6962`() {
    #expect(MerkleTree().root.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(MerkleTree().root == .emptyRoot)
    #expect(MerkleTree().leafHash(0) == nil)
  }

  @Test(arguments: edges) func `roots and proofs are those of the definition`(size: Int) throws {
    let all = leaves(size)
    // A tree that has grown further must still answer for this size.
    var tree = MerkleTree(leafHashes: all)
    #expect(tree.root == NaiveTree.root(all[...]))
    for index in 0..<40 { tree.append(entry: Vectors.entry(size + index)) }
    #expect(try tree.root(at: UInt64(size)) == NaiveTree.root(all[...]))
    for index in Set(Self.edges + [size - 1, size - 2, size / 2]) where (0..<size).contains(index) {
      let proof = try tree.inclusionProof(index: UInt64(index), size: UInt64(size))
      #expect(proof == NaiveTree.inclusion(index, all[...]))
      #expect(proof.count == Proofs.inclusionLength(index: UInt64(index), size: UInt64(size)))
      try Proofs.verifyInclusion(
        leaf: all[index], index: UInt64(index), size: UInt64(size), proof: proof,
        root: NaiveTree.root(all[...]))
    }
    for old in Set(Self.edges + [size - 1, size / 2]) where (0...size).contains(old) {
      let proof = try tree.consistencyProof(from: UInt64(old), to: UInt64(size))
      #expect(proof == NaiveTree.consistency(old, all[...]))
      #expect(proof.count == Proofs.consistencyLength(old: UInt64(old), size: UInt64(size)))
      try Proofs.verifyConsistency(
        old: UInt64(old), oldRoot: NaiveTree.root(all[..<old]), size: UInt64(size),
        root: NaiveTree.root(all[...]), proof: proof)
    }
  }

  @Test func `every index and every pair of sizes up to 40 agree with the definition`() throws {
    let all = leaves(40)
    let tree = MerkleTree(leafHashes: all)
    for size in 1...40 {
      let part = all[..<size]
      for index in 0..<size {
        #expect(
          try tree.inclusionProof(index: UInt64(index), size: UInt64(size))
            == NaiveTree.inclusion(index, part))
      }
      for old in 0...size {
        #expect(
          try tree.consistencyProof(from: UInt64(old), to: UInt64(size))
            == NaiveTree.consistency(old, part))
      }
    }
  }

  @Test func `a copy stays as it was while the original grows, across tiles of tiles`() throws {
    var random = Seeded(1)
    var tree = MerkleTree()
    var held: [(tree: MerkleTree, root: MerkleHash)] = []
    let stops: Set<UInt64> = [1, 2, 255, 256, 257, 511, 513, 65_535, 65_536, 65_537, 66_000]
    while tree.size < 66_048 {
      tree.append(leafHash: random.hash())
      if stops.contains(tree.size) { held.append((tree, tree.root)) }
    }
    for (copy, root) in held {
      #expect(copy.root == root)
      #expect(try tree.root(at: copy.size) == root)
      let proof = try tree.consistencyProof(from: copy.size, to: tree.size)
      try Proofs.verifyConsistency(
        old: copy.size, oldRoot: root, size: tree.size, root: tree.root, proof: proof)
      let last = copy.size - 1
      try Proofs.verifyInclusion(
        leaf: try #require(tree.leafHash(last)), index: last, size: copy.size,
        proof: copy.inclusionProof(index: last, size: copy.size), root: root)
    }
    // Two copies of one tree may go different ways.
    var left = held[2].tree
    var right = held[2].tree
    left.append(entry: [1])
    right.append(entry: [2])
    #expect(left.root != right.root)
    #expect(left.leafHash(255) != right.leafHash(255))
    #expect(left.leafHash(254) == right.leafHash(254))
  }

  @Test func `readers make proofs from their copies while a writer appends`() async throws {
    var tree = Vectors.tree(250)
    await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<300 {
        let copy = tree
        group.addTask {
          let root = copy.root
          for index in stride(from: 0, to: copy.size, by: 37) {
            try Proofs.verifyInclusion(
              leaf: .leaf(Vectors.entry(Int(index))), index: index, size: copy.size,
              proof: copy.inclusionProof(index: index, size: copy.size), root: root)
          }
        }
        tree.append(entry: Vectors.entry(Int(tree.size)))
      }
    }
    #expect(tree.size == 550)
    #expect(tree.root == Vectors.tree(550).root)
  }

  @Test func `the root hashed anew from the edge is the root at every size`() {
    var tree = MerkleTree()
    for size in 0..<1_030 {
      #expect(tree.rehashedRoot() == tree.root)
      tree.append(entry: Vectors.entry(size))
    }
    for size in 1_030..<65_800 {
      tree.append(entry: Vectors.entry(size))
      if size % 4_111 == 0 || (65_530..<65_545).contains(size) {
        #expect(tree.rehashedRoot() == tree.root)
      }
    }
  }

  @Test func `what is not there is refused with its numbers`() throws {
    let tree = Vectors.tree(10)
    #expect(throws: ProofError.indexOutOfRange(index: 10, size: 10)) {
      try tree.inclusionProof(index: 10, size: 10)
    }
    #expect(throws: ProofError.indexOutOfRange(index: 0, size: 0)) {
      try tree.inclusionProof(index: 0, size: 0)
    }
    #expect(throws: ProofError.sizeOutOfRange(size: 11, available: 10)) {
      try tree.inclusionProof(index: 0, size: 11)
    }
    #expect(throws: ProofError.sizeOutOfRange(size: .max, available: 10)) {
      try tree.root(at: .max)
    }
    #expect(throws: ProofError.oldSizeTooLarge(old: 5, size: 4)) {
      try tree.consistencyProof(from: 5, to: 4)
    }
  }

  @Test func `verifying survives every size there is`() {
    var random = Seeded(2)
    let sizes: [UInt64] = [0, 1, 2, 3, 1 << 32, (1 << 63) - 1, 1 << 63, .max - 1, .max]
    let hashes = (0..<70).map { _ in random.hash() }
    for size in sizes {
      for other in sizes + [size / 2, size / 3] {
        for count in 0...70 {
          #expect(
            throwsError {
              try Proofs.verifyInclusion(
                leaf: hashes[0], index: other, size: size, proof: Array(hashes[..<count]),
                root: hashes[1])
            })
          #expect(
            throwsError {
              try Proofs.verifyConsistency(
                old: other, oldRoot: hashes[0], size: size, root: hashes[1],
                proof: Array(hashes[..<count]))
            })
        }
      }
    }
  }

  @Test func `a proof of the wrong length is refused before it is hashed`() throws {
    let tree = Vectors.tree(10)
    let proof = try tree.inclusionProof(index: 3, size: 10)
    #expect(throws: ProofError.wrongLength(count: 3, expected: 4)) {
      try Proofs.verifyInclusion(
        leaf: .leaf(Vectors.entry(3)), index: 3, size: 10, proof: Array(proof.dropLast()),
        root: tree.root)
    }
    #expect(throws: ProofError.wrongLength(count: 5, expected: 4)) {
      try Proofs.verifyInclusion(
        leaf: .leaf(Vectors.entry(3)), index: 3, size: 10, proof: proof + [tree.root],
        root: tree.root)
    }
    #expect(throws: ProofError.self) {
      try Proofs.verifyInclusion(
        leaf: .leaf(Vectors.entry(3)), index: 2, size: 10, proof: proof, root: tree.root)
    }
  }

  @Test func `consistency with the empty tree and with itself needs no proof but the right roots`()
    throws
  {
    let root = Vectors.tree(5).root
    try Proofs.verifyConsistency(old: 0, oldRoot: .emptyRoot, size: 5, root: root, proof: [])
    try Proofs.verifyConsistency(old: 5, oldRoot: root, size: 5, root: root, proof: [])
    #expect(throws: ProofError.self) {
      try Proofs.verifyConsistency(old: 0, oldRoot: root, size: 5, root: root, proof: [])
    }
    #expect(throws: ProofError.self) {
      try Proofs.verifyConsistency(old: 0, oldRoot: .emptyRoot, size: 0, root: root, proof: [])
    }
    #expect(throws: ProofError.self) {
      try Proofs.verifyConsistency(old: 5, oldRoot: .emptyRoot, size: 5, root: root, proof: [])
    }
  }

  @Test func `hashes are ordered as their bytes, and read back from bytes and Base 64`() throws {
    var random = Seeded(3)
    let hashes = (0..<200).map { _ in random.hash() }
    #expect(
      hashes.sorted().map(\.bytes)
        == hashes.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
    for hash in hashes {
      #expect(MerkleHash(bytes: hash.bytes) == hash)
      #expect(MerkleHash(base64: hash.base64) == hash)
    }
    #expect(MerkleHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(MerkleHash(base64: "") == nil)
    // 44 characters whose unused bits are not zero: the same hash in another spelling.
    #expect(MerkleHash(base64: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=") == nil)
  }

  @Test func `an entry is hashed alike as an array, a slice and any other collection`() {
    let bytes = Vectors.entry(7)
    let slice = ([0] + bytes)[1...]
    let lazy = bytes.lazy.map { $0 }
    #expect(MerkleHash.leaf(bytes) == MerkleHash.leaf(slice))
    #expect(MerkleHash.leaf(bytes) == MerkleHash.leaf(lazy))
    for count in [1, 63, 64, 65, 70_000] {
      let long = [UInt8](repeating: 7, count: count)
      #expect(
        MerkleHash.leaf(long) == MerkleHash.hashing(prefix: nil, [0] + long), "\(count) bytes")
    }
    #expect(MerkleHash.leaf([UInt8]()).base64 == "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=")
  }
}
