import Crypto
import Transparency

/// A kept file, read from its beginning to its end in pieces.
public struct EvidenceReader {
  /// The file's digest.
  public let digest: EvidenceDigest
  /// How many bytes it has.
  public let size: Int
  /// How long a piece is at most, in bytes.
  public static let pieceSize = 65_536

  let file: OpenFile
  private var place = 0
  private var hash: SHA256?

  init(file: OpenFile, digest: EvidenceDigest, size: Int, isChecked: Bool) {
    self.file = file
    self.digest = digest
    self.size = size
    hash = isChecked ? SHA256() : nil
  }

  /// The next piece, never empty; `nil` at the end.
  ///
  /// - Throws: ``EvidenceStoreError``: `storage`, or, where the bytes are checked, `damaged` in place
  ///   of the end. A sender has to break off then, since what it sent before may be wrong.
  public mutating func next() throws(EvidenceStoreError) -> [UInt8]? {
    let piece: [UInt8]
    do {
      piece = try file.read(at: place, upTo: EvidenceReader.pieceSize)
    } catch {
      throw .storage(error)
    }
    guard !piece.isEmpty else {
      if let hash, !hash.finalize().elementsEqual(digest.bytes) { throw .damaged(digest) }
      return nil
    }
    place += piece.count
    hash?.update(data: piece)
    return piece
  }
}
