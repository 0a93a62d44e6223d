@testable import Transparency

/// A log with a key, whose folder can be written as a log serves it.
struct TestLog {
  let signer: Ed25519NoteSigner
  private(set) var entries: [[UInt8]] = []
  private(set) var tree = MerkleTree()

  init(name: String = "log.example/one", seed: UInt8 = 1) throws {
    signer = try Ed25519NoteSigner(name: name, seed: [UInt8](repeating: seed, count: 32))
  }

  var origin: String { signer.verifierKey.name }
  var key: VerifierKey { signer.verifierKey }

  mutating func append(_ count: Int, text: String = "entry") {
    for _ in 0..<count {
      let entry = Array("\(text) \(entries.count)".utf8)
      entries.append(entry)
      tree.append(entry: entry)
    }
  }

  func checkpoint(size: UInt64? = nil) throws -> Checkpoint {
    let size = size ?? tree.size
    return try Checkpoint(origin: origin, size: size, root: tree.root(at: size))
  }

  func note(size: UInt64? = nil) throws -> SignedNote {
    try checkpoint(size: size).signed(by: signer)
  }

  func policy(witnesses: [VerifierKey] = []) throws -> TrustPolicy {
    var text = "log \(key.text)\n"
    for (index, witness) in witnesses.enumerated() {
      text += "witness w\(index) \(witness.text)\n"
    }
    if witnesses.isEmpty {
      text += "quorum none\n"
    } else {
      text += "group all all" + witnesses.indices.map { " w\($0)" }.joined() + "\nquorum all\n"
    }
    return try TrustPolicy(parsing: text)
  }

  func bundle(_ tile: Tile) throws -> [UInt8] {
    let start = Int(tile.index) * Tile.fullWidth
    return try EntryBundle(Array(entries[start..<start + tile.width])).encoded
  }

  /// Writes checkpoint, hash tiles and entry bundles under their paths.
  func publish(in folder: TemporaryFolder) throws {
    for tile in Tile.hashes(to: tree.size) {
      if let bytes = tree.tile(tile) { try folder.write(tile.path, bytes) }
    }
    for tile in Tile.entries(to: tree.size) { try folder.write(tile.path, try bundle(tile)) }
    try folder.write("checkpoint", try note().encoded)
  }
}
