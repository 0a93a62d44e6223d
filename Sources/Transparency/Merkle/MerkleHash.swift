/// A SHA-256 hash in an RFC 6962 Merkle tree: of a leaf, of an inner node, or the root.
///
/// Held as four words, so that a tree of a million leaves is plain memory without a reference
/// in it. Ordered as its bytes are.
public struct MerkleHash: Hashable, Sendable {
  /// Length of the hash in bytes.
  public static let byteCount = 32

  /// The 32 bytes as they stand in memory, eight to a word.
  let words: Words

  struct Words: Hashable, Sendable {
    var a: UInt64
    var b: UInt64
    var c: UInt64
    var d: UInt64
  }

  init(words: Words) {
    self.words = words
  }

  /// The hash whose bytes are `bytes`; nil unless there are exactly 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = Words(a: 0, b: 0, c: 0, d: 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  /// The hash written in standard Base 64, 44 characters; nil where `base64` is not that.
  public init?(base64: String) {
    self.init(base64: Array(base64.utf8)[...])
  }

  /// The hash written in standard Base 64, as bytes of text.
  init?(base64 text: ArraySlice<UInt8>) {
    guard text.count == 44, let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: words) { Array($0) }
  }

  /// Appends the 32 bytes to `bytes`, without an array in between.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: words) { bytes.append(contentsOf: $0) }
  }

  /// Standard Base 64, 44 characters, as checkpoints and proofs write a hash.
  public var base64: String {
    Base64.string(bytes)
  }

  /// The root of a tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1).
  public static let emptyRoot = hashing(prefix: nil, EmptyCollection())
}

extension MerkleHash: Comparable {
  /// Whether the bytes of `left` come before those of `right`.
  public static func < (left: MerkleHash, right: MerkleHash) -> Bool {
    let l = left.words
    let r = right.words
    if l.a != r.a { return l.a.bigEndian < r.a.bigEndian }
    if l.b != r.b { return l.b.bigEndian < r.b.bigEndian }
    if l.c != r.c { return l.c.bigEndian < r.c.bigEndian }
    return l.d.bigEndian < r.d.bigEndian
  }
}

extension MerkleHash: CustomStringConvertible {
  /// The hash in Base 64.
  public var description: String { base64 }
}
