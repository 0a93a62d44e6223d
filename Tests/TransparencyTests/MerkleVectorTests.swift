import Testing

@testable import Transparency

@Suite("The golden vectors", .enabled(if: Vectors.areThere, "../shared is not here"))
struct MerkleVectorTests {
  let vectors: Vectors.File

  init() throws {
    vectors = try Vectors.load()
  }

  @Test func `every root from 0 to 600 is the golden one`() throws {
    #expect(vectors.roots.count == 601)
    var tree = MerkleTree()
    for size in 0...vectors.entries {
      #expect(tree.root.base64 == vectors.roots[String(size)])
      tree.append(entry: Vectors.entry(size))
    }
    for size in 0...vectors.entries {
      #expect(try tree.root(at: UInt64(size)).base64 == vectors.roots[String(size)])
    }
  }

  @Test func `every inclusion proof is made as the golden one, and verifies`() throws {
    #expect(vectors.inclusion.count == 99)
    let tree = Vectors.tree(vectors.entries)
    for vector in vectors.inclusion {
      let made = try tree.inclusionProof(index: vector.index, size: vector.size)
      #expect(made.map(\.base64) == vector.proof)
      let proof = vector.proof.compactMap { MerkleHash(base64: $0) }
      let root = try #require(MerkleHash(base64: vectors.roots[String(vector.size)] ?? ""))
      try Proofs.verifyInclusion(
        leaf: .leaf(Vectors.entry(Int(vector.index))), index: vector.index, size: vector.size,
        proof: proof, root: root)
    }
  }

  @Test func `every consistency proof is made as the golden one, and verifies`() throws {
    #expect(vectors.consistency.count == 80)
    let tree = Vectors.tree(vectors.entries)
    for vector in vectors.consistency {
      let made = try tree.consistencyProof(from: vector.old, to: vector.size)
      #expect(made.map(\.base64) == vector.proof)
      let old = try #require(MerkleHash(base64: vectors.roots[String(vector.old)] ?? ""))
      let root = try #require(MerkleHash(base64: vectors.roots[String(vector.size)] ?? ""))
      try Proofs.verifyConsistency(
        old: vector.old, oldRoot: old, size: vector.size, root: root,
        proof: vector.proof.compactMap { MerkleHash(base64: $0) })
    }
  }

  @Test func `every single-bit corruption of every golden proof is refused`() throws {
    var tried = 0
    var accepted = 0
    for vector in vectors.inclusion {
      let root = try #require(MerkleHash(base64: vectors.roots[String(vector.size)] ?? ""))
      let leaf = MerkleHash.leaf(Vectors.entry(Int(vector.index)))
      forEachCorruption(of: vector.proof.compactMap { MerkleHash(base64: $0) }) { corrupt in
        tried += 1
        let refused = throwsError {
          try Proofs.verifyInclusion(
            leaf: leaf, index: vector.index, size: vector.size, proof: corrupt, root: root)
        }
        if !refused { accepted += 1 }
      }
    }
    for vector in vectors.consistency {
      let old = try #require(MerkleHash(base64: vectors.roots[String(vector.old)] ?? ""))
      let root = try #require(MerkleHash(base64: vectors.roots[String(vector.size)] ?? ""))
      forEachCorruption(of: vector.proof.compactMap { MerkleHash(base64: $0) }) { corrupt in
        tried += 1
        let refused = throwsError {
          try Proofs.verifyConsistency(
            old: vector.old, oldRoot: old, size: vector.size, root: root, proof: corrupt)
        }
        if !refused { accepted += 1 }
      }
    }
    #expect(tried > 100_000)
    #expect(accepted == 0)
  }

  /// Calls `body` with the proof for each of its bits, that bit turned.
  private func forEachCorruption(of proof: [MerkleHash], _ body: ([MerkleHash]) -> Void) {
    var corrupt = proof
    for (position, hash) in proof.enumerated() {
      for bit in 0..<UInt64(64) {
        let words = hash.words
        let turned = UInt64(1) << bit
        for changed in [
          MerkleHash.Words(a: words.a ^ turned, b: words.b, c: words.c, d: words.d),
          MerkleHash.Words(a: words.a, b: words.b ^ turned, c: words.c, d: words.d),
          MerkleHash.Words(a: words.a, b: words.b, c: words.c ^ turned, d: words.d),
          MerkleHash.Words(a: words.a, b: words.b, c: words.c, d: words.d ^ turned),
        ] {
          corrupt[position] = MerkleHash(words: changed)
          body(corrupt)
        }
      }
      corrupt[position] = hash
    }
  }

  @Test func `every tile and bundle has the golden bytes`() throws {
    let tree = Vectors.tree(vectors.entries)
    for vector in vectors.tiles {
      let tile = try #require(Tile(path: vector.path))
      let bytes: [UInt8]
      if tile.isEntries {
        let start = Int(tile.index) * Tile.fullWidth
        bytes = try EntryBundle((start..<start + tile.width).map(Vectors.entry)).encoded
        #expect(try EntryBundle(parsing: bytes).encoded == bytes)
      } else {
        bytes = try #require(tree.tile(tile))
        #expect(bytes == Vectors.tree(Int(vector.size)).tile(tile))
      }
      #expect(bytes.count == vector.bytes)
      #expect(ASCII.hex(MerkleHash.hashing(prefix: nil, bytes).bytes) == vector.sha256)
    }
    for size in Set(vectors.tiles.map(\.size)) {
      let paths = Set(vectors.tiles.filter { $0.size == size }.map(\.path))
      let ours = Tile.hashes(to: size).map(\.path) + Tile.entries(to: size).map(\.path)
      #expect(paths.isSubset(of: ours), "size \(size)")
    }
  }

  @Test func `every tile path is written and read as the golden one`() throws {
    for vector in vectors.paths {
      let full = try #require(Tile(level: 0, index: vector.n))
      let partial = try #require(Tile(level: 0, index: vector.n, width: 8))
      #expect(full.path == vector.full)
      #expect(partial.path == vector.partial8)
      #expect(Tile(path: vector.full) == full)
      #expect(Tile(path: vector.partial8) == partial)
    }
  }

  @Test func `note, cosignature and receipt are made byte for byte`() throws {
    let note = vectors.note
    let signer = try Ed25519NoteSigner(name: note.origin, seed: [UInt8](hex: note.seedHex))
    #expect(signer.verifierKey.text == note.vkey)
    #expect(String(signer.verifierKey.id, radix: 16) == note.keyID)
    let tree = Vectors.tree(vectors.entries)
    let checkpoint = try Checkpoint(origin: note.origin, size: tree.size, root: tree.root)
    #expect(checkpoint.text == note.text)
    let signed = try checkpoint.signed(by: signer)
    #expect(String(decoding: signed.encoded, as: UTF8.self) == note.signed)

    let witness = try CosignatureSigner(
      name: note.witnessName, seed: [UInt8](hex: note.witnessSeedHex))
    #expect(String(witness.verifierKey.id, radix: 16) == note.witnessKeyID)
    let cosignature = try witness.cosign(signed.textBytes, at: note.cosignTime)
    #expect(String(decoding: cosignature.line, as: UTF8.self) == note.cosignatureLine)

    let proof = try LogProof(
      index: 42, hashes: tree.inclusionProof(index: 42, size: tree.size),
      checkpoint: signed.adding([cosignature]))
    #expect(String(decoding: proof.encoded, as: UTF8.self) == note.proof42)
  }

  @Test func `the golden receipt verifies under a policy, and says who and when`() throws {
    let note = vectors.note
    let witness = try CosignatureSigner(
      name: note.witnessName, seed: [UInt8](hex: note.witnessSeedHex))
    let policy = try TrustPolicy(
      parsing: "log \(note.vkey)\nwitness w1 \(witness.verifierKey.text)\nquorum w1\n")
    let proof = try LogProof(parsing: Array(note.proof42.utf8))
    let verdict = try proof.verify(entry: Vectors.entry(42), policy: policy)
    #expect(verdict.origin == note.origin)
    #expect(verdict.index == 42)
    #expect(verdict.size == 600)
    #expect(verdict.root.base64 == vectors.roots["600"])
    #expect(verdict.cosignatures.map(\.witness) == ["w1"])
    #expect(verdict.cosignatures.map(\.timestamp) == [note.cosignTime])
    #expect(throws: TrustError.self) {
      try proof.verify(entry: Vectors.entry(41), policy: policy)
    }
  }

  @Test func `every single-bit corruption of the golden receipt is refused`() throws {
    let note = vectors.note
    let witness = try CosignatureSigner(
      name: note.witnessName, seed: [UInt8](hex: note.witnessSeedHex))
    let policy = try TrustPolicy(
      parsing: "log \(note.vkey)\nwitness w1 \(witness.verifierKey.text)\nquorum w1\n")
    let good = Array(note.proof42.utf8)
    let accepted = acceptedCorruptions(of: good) {
      _ = try LogProof(parsing: $0).verify(entry: Vectors.entry(42), policy: policy)
    }
    #expect(accepted == [])
  }
}
