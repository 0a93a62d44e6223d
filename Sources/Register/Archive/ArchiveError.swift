/// Why a ZIP archive is refused, and where in it.
@nonexhaustive
public enum ArchiveError: Error, Hashable, Sendable {
  /// The bytes are not a ZIP archive: no end record was found.
  case notAnArchive
  /// The archive ends before `what` is complete.
  case truncated(what: String)
  /// A record contradicts another or itself; the text says which.
  case malformed(String)
  /// The archive uses a feature that this reader does not take: encryption, ZIP64, several
  /// volumes, a compression other than deflate.
  case unsupported(String)
  /// Two entries have the same name, letter case disregarded.
  case duplicateName(String)
  /// The data of two entries overlap.
  case overlappingEntries(String, String)
  /// An entry's name could lead out of the archive or be read in two ways.
  case unsafeName(String)
  /// More than the limits allow: `what` counts `value` where at most `limit` is taken.
  case tooLarge(what: String, value: Int, limit: Int)
  /// The inflated bytes of an entry do not match its recorded checksum or length.
  case damaged(entry: String, reason: String)
  /// There is no entry of this name.
  case noSuchEntry(String)
}

extension ArchiveError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notAnArchive:
      "this is not a ZIP archive, or its end is missing; fetch the file again"
    case .truncated(let what):
      "the archive ends within \(what); fetch the file again"
    case .malformed(let reason):
      "the archive contradicts itself: \(reason); fetch the file again from its official address"
    case .unsupported(let feature):
      "the archive uses \(feature), which is not read here; save the document again without it"
    case .duplicateName(let name):
      "the archive holds \(name) twice, so that readers may disagree on its content; refused"
    case .overlappingEntries(let one, let other):
      "\(one) and \(other) share bytes in the archive, so that readers may disagree; refused"
    case .unsafeName(let name):
      "the archive holds an entry named \(name), which no document needs; refused"
    case .tooLarge(let what, let value, let limit):
      "\(what): \(value), and at most \(limit) is taken; no official list comes near that"
    case .damaged(let entry, let reason):
      "\(entry) in the archive is damaged (\(reason)); fetch the file again"
    case .noSuchEntry(let name):
      "the archive has no entry \(name)"
    }
  }
}
