import Foundation
public import Record
import Transparency

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension EvidenceStore {
  /// How old a kept file is at least when it is swept, in seconds: whoever has just handed it in may
  /// not have named it yet.
  public static let sweptAge = 86_400

  /// Removes kept files that nothing names.
  ///
  /// Young ones stay. A file is laid aside before it is looked at for the last time, so that one that
  /// is handed in anew at that very moment is never lost.
  ///
  /// - Parameters:
  ///   - now: The time against which files are old, by this machine's clock.
  ///   - isNamed: Whether something names the file with a digest.
  /// - Returns: How many were removed.
  /// - Throws: ``EvidenceStoreError/storage(_:)``.
  public func sweep(
    now: Moment, isNamed: (EvidenceDigest) -> Bool
  ) throws(EvidenceStoreError) -> Int {
    var swept = 0
    for digest in kept() where !isNamed(digest) {
      let place = path(of: digest)
      guard Self.isOld(place, now) else { continue }
      let aside = "\(incoming)/\(UUID().uuidString)"
      guard rename(place, aside) == 0 else {
        if errno == ENOENT { continue }
        throw .storage(StorageError(operation: "rename", path: place, code: errno))
      }
      if Self.isOld(aside, now) {
        guard unlink(aside) == 0 else {
          throw .storage(StorageError(operation: "erase", path: aside, code: errno))
        }
        swept += 1
      } else if rename(aside, place) != 0 {
        throw .storage(StorageError(operation: "rename", path: aside, code: errno))
      }
    }
    return swept
  }

  /// The digests of all kept files; what else lies in the folder is passed over.
  private func kept() -> [EvidenceDigest] {
    let files = FileManager.default
    return ((try? files.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.utf8.count == 2 }.sorted()
      .flatMap { ((try? files.contentsOfDirectory(atPath: folder + "/" + $0)) ?? []).sorted() }
      .compactMap { EvidenceDigest(hex: $0) }
  }

  private static func isOld(_ path: String, _ now: Moment) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let changed = attributes[.modificationDate] as? Date
    else { return false }
    return Double(now.seconds) - changed.timeIntervalSince1970 > Double(sweptAge)
  }
}
