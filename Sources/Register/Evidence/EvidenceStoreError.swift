public import Transparency

/// Why a file of evidence could not be kept, or not be read again.
@nonexhaustive
public enum EvidenceStoreError: Error, Hashable, Sendable {
  /// The file has more bytes than are taken.
  case tooLarge(limit: Int)
  /// No file with this digest is kept.
  case absent(EvidenceDigest)
  /// The bytes on the disk are no longer those that were kept.
  case damaged(EvidenceDigest)
  /// The upload was ended before, or an earlier write of it failed.
  case ended
  /// The disk, or its permissions.
  case storage(StorageError)
}

extension EvidenceStoreError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLarge(let limit): "the file has more than \(limit) bytes; give a smaller one"
    case .absent(let digest): "no file \(digest) is kept here; put it back from a backup"
    case .damaged(let digest):
      "the file \(digest) is not what was kept: its bytes have changed on the disk. Put it back "
        + "from a backup"
    case .ended: "the upload was ended before; begin it again"
    case .storage(let error): error.description
    }
  }
}
