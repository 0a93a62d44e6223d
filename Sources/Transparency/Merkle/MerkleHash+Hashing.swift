internal import Crypto

/// The two hashes of RFC 6962, section 2.1. The prefix byte keeps a leaf from passing for a node.
extension MerkleHash {
  private static let leafPrefix: UInt8 = 0x00
  private static let nodePrefix: UInt8 = 0x01

  /// The hash of a leaf: SHA-256(0x00 || entry).
  public static func leaf(_ entry: some Collection<UInt8>) -> MerkleHash {
    hashing(prefix: leafPrefix, entry)
  }

  /// The hash of an inner node: SHA-256(0x01 || left || right).
  public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
    // The 65 bytes are laid out on the stack and hashed in one call: three updates cost more
    // than the hash, and this is the innermost step of every proof.
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
      buffer[0] = nodePrefix
      buffer.storeBytes(of: left.words, toByteOffset: 1, as: Words.self)
      buffer.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: Words.self)
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return MerkleHash(hasher.finalize())
    }
  }

  /// SHA-256 of `bytes`, after `prefix` if there is one.
  static func hashing(prefix: UInt8?, _ bytes: some Collection<UInt8>) -> MerkleHash {
    var hasher = SHA256()
    if let prefix {
      withUnsafeBytes(of: prefix) { hasher.update(bufferPointer: $0) }
    }
    let contiguous: Void? = bytes.withContiguousStorageIfAvailable {
      hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if contiguous == nil {
      Array(bytes).withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }
    return MerkleHash(hasher.finalize())
  }

  private init(_ digest: SHA256Digest) {
    self.init(words: digest.withUnsafeBytes { $0.loadUnaligned(as: Words.self) })
  }
}
