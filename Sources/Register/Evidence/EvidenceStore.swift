import Foundation
public import Record
import Transparency

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps files by the SHA-256 of their bytes, under `FOLDER/ab/abcd...`.
///
/// A file is whole or absent: it is written beside, in `FOLDER/incoming`, and renamed when all of it
/// lies on the disk. Several programs may use one folder at once. Only the owner may read it.
public struct EvidenceStore: Sendable {
  /// Where the files are kept.
  public let folder: String

  /// How old a file that was never finished is when it is swept, in seconds: an upload that is still
  /// under way is younger.
  static let leftoverAge = 86_400

  var incoming: String { folder + "/incoming" }

  /// Opens the folder, makes it where it is not there, and sweeps what killed programs left behind.
  ///
  /// - Parameters:
  ///   - folder: The folder, to be used for nothing else.
  ///   - now: The time against which leftovers are old, by this machine's clock.
  /// - Throws: ``EvidenceStoreError/storage(_:)``.
  public init(folder: String, now: Moment) throws(EvidenceStoreError) {
    var folder = folder
    while folder.utf8.count > 1, folder.utf8.last == 0x2F { folder.removeLast() }
    self.folder = folder
    try EvidenceStore.makeFolder(folder)
    try EvidenceStore.makeFolder(incoming)
    sweep(now)
  }

  /// Begins to take a file.
  ///
  /// - Parameter limit: The most bytes that it may have.
  /// - Returns: What takes its bytes.
  /// - Throws: ``EvidenceStoreError/storage(_:)``.
  public func begin(limit: Int) throws(EvidenceStoreError) -> EvidenceWriter {
    try EvidenceWriter(store: self, limit: limit)
  }

  /// Opens a kept file.
  ///
  /// - Parameters:
  ///   - digest: The file's digest.
  ///   - isChecked: Whether its bytes are hashed again while they are read; reading then ends with
  ///     `damaged` where they are others.
  /// - Returns: What gives its bytes.
  /// - Throws: ``EvidenceStoreError``: `absent` or `storage`.
  public func open(
    _ digest: EvidenceDigest, isChecked: Bool = true
  ) throws(EvidenceStoreError) -> EvidenceReader {
    do {
      let file = try OpenFile(path(of: digest))
      return EvidenceReader(
        file: file, digest: digest, size: try file.size(), isChecked: isChecked)
    } catch {
      if error.operation == "open", error.code == ENOENT { throw .absent(digest) }
      throw .storage(error)
    }
  }

  /// How many bytes a kept file has; `nil` where there is none with that digest.
  ///
  /// - Throws: ``EvidenceStoreError/storage(_:)``.
  public func size(_ digest: EvidenceDigest) throws(EvidenceStoreError) -> Int? {
    do {
      return try open(digest, isChecked: false).size
    } catch .absent {
      return nil
    }
  }

  /// Removes a file for good, and says whether it was there.
  ///
  /// The caller knows that nothing refers to it: one file may be the evidence of several filings,
  /// and an upload of the same bytes may just be under way. What the disk still holds underneath is
  /// for the encryption of the disk.
  ///
  /// - Throws: ``EvidenceStoreError/storage(_:)``.
  @discardableResult
  public func erase(_ digest: EvidenceDigest) throws(EvidenceStoreError) -> Bool {
    let path = path(of: digest)
    guard unlink(path) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return false }
      throw .storage(StorageError(operation: "erase", path: path, code: errno))
    }
    do {
      try DurableFile.syncFolder(of: path)
    } catch {
      throw .storage(error)
    }
    return true
  }

  // MARK: Places

  func path(of digest: EvidenceDigest) -> String {
    let hex = digest.hex
    return "\(folder)/\(hex.prefix(2))/\(hex)"
  }

  /// Makes the folder in which a digest's file lies.
  func makeFolder(of digest: EvidenceDigest) throws(EvidenceStoreError) {
    try EvidenceStore.makeFolder("\(folder)/\(digest.hex.prefix(2))")
  }

  private static func makeFolder(_ path: String) throws(EvidenceStoreError) {
    do {
      try DurableFile.makeFolder(path, mode: 0o700)
    } catch {
      throw .storage(error)
    }
  }

  /// Removes uploads that nobody has written to for a day.
  ///
  /// What cannot be removed stays: it is in nobody's way.
  private func sweep(_ now: Moment) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: incoming)) ?? [] {
      let path = "\(incoming)/\(name)"
      guard let attributes = try? files.attributesOfItem(atPath: path),
        let changed = attributes[.modificationDate] as? Date,
        Double(now.seconds) - changed.timeIntervalSince1970 > Double(EvidenceStore.leftoverAge)
      else { continue }
      _ = unlink(path)
    }
  }
}
