import Crypto
import Foundation
import Synchronization
import Transparency

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file on its way into the store: written and hashed piece by piece, then kept or dropped.
///
/// Whatever is not finished leaves nothing behind when the last one who holds it lets go.
public final class EvidenceWriter: Sendable {
  /// What is known of a file when all of it has come.
  public struct Summary: Hashable, Sendable {
    /// The SHA-256 of its bytes.
    public let digest: EvidenceDigest
    /// How many bytes it has.
    public let size: Int
  }

  private enum Stage {
    case taking
    case sealed(Summary)
    /// Kept, given up, or not written as a whole.
    case ended
  }

  private struct State: Sendable {
    var stage = Stage.taking
    var hash = SHA256()
    var size = 0

    /// Whether there is a temporary file.
    var isThere: Bool {
      if case .ended = stage { false } else { true }
    }
  }

  /// The most bytes that it takes.
  public let limit: Int
  private let store: EvidenceStore
  private let path: String
  private let descriptor: Int32
  private let state = Mutex(State())

  init(store: EvidenceStore, limit: Int) throws(EvidenceStoreError) {
    self.store = store
    self.limit = limit
    path = "\(store.incoming)/\(UUID().uuidString)"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .storage(StorageError(operation: "open", path: path, code: errno))
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if state.withLock({ $0.isThere }) { _ = unlink(path) }
  }

  /// Adds bytes.
  ///
  /// - Throws: ``EvidenceStoreError``: `tooLarge`, `storage` or `ended`. After any of them nothing
  ///   more is taken.
  public func write(_ bytes: ArraySlice<UInt8>) throws(EvidenceStoreError) {
    try state.withLock { (state) throws(EvidenceStoreError) in
      guard case .taking = state.stage else { throw .ended }
      guard bytes.count <= limit - state.size else {
        give(up: &state)
        throw .tooLarge(limit: limit)
      }
      do throws(StorageError) {
        try DurableFile.write(bytes, to: descriptor, path: path)
      } catch {
        give(up: &state)
        throw .storage(error)
      }
      bytes.withUnsafeBytes { state.hash.update(bufferPointer: $0) }
      state.size += bytes.count
    }
  }

  /// Says that all has come: no more is taken, and what there is can be looked at.
  ///
  /// - Throws: ``EvidenceStoreError/ended`` where it was given up.
  @discardableResult
  public func seal() throws(EvidenceStoreError) -> Summary {
    try state.withLock { (state) throws(EvidenceStoreError) in try seal(&state) }
  }

  private func seal(_ state: inout State) throws(EvidenceStoreError) -> Summary {
    switch state.stage {
    case .sealed(let summary): return summary
    case .ended: throw .ended
    case .taking:
      guard let digest = EvidenceDigest(bytes: state.hash.finalize()) else { throw .ended }
      let summary = Summary(digest: digest, size: state.size)
      state.stage = .sealed(summary)
      return summary
    }
  }

  /// Opens what has come, for a worker or a scanner to read from its beginning.
  func contents() throws(EvidenceStoreError) -> OpenFile {
    try state.withLock { (state) throws(EvidenceStoreError) in
      _ = try seal(&state)
      do throws(StorageError) {
        return try OpenFile(path)
      } catch {
        throw .storage(error)
      }
    }
  }

  /// Keeps the file: when this returns it is in its place, and a power failure does not take it back.
  ///
  /// Where the same bytes are kept already they are written over with themselves, so that a damaged
  /// copy is healed, and two uploads of the same bytes at once do no harm. Blocks until the disk has
  /// all of it.
  ///
  /// - Throws: ``EvidenceStoreError``: `storage` or `ended`. Nothing refers to the file then, and it
  ///   is not to be relied on.
  @discardableResult
  public func finish() throws(EvidenceStoreError) -> Summary {
    try state.withLock { (state) throws(EvidenceStoreError) in
      let summary = try seal(&state)
      let place = store.path(of: summary.digest)
      do throws(EvidenceStoreError) {
        try store.makeFolder(of: summary.digest)
        try moved(to: place, &state)
      } catch {
        give(up: &state)
        throw error
      }
      return summary
    }
  }

  private func moved(to place: String, _ state: inout State) throws(EvidenceStoreError) {
    do throws(StorageError) {
      try DurableFile.sync(descriptor, path: path)
      guard rename(path, place) == 0 else {
        throw StorageError(operation: "rename", path: path, code: errno)
      }
      // From here on there is no temporary file.
      state.stage = .ended
      try DurableFile.syncFolder(of: place)
    } catch {
      throw .storage(error)
    }
  }

  /// Gives the upload up, and removes what has come.
  public func discard() {
    state.withLock { give(up: &$0) }
  }

  private func give(up state: inout State) {
    if state.isThere { _ = unlink(path) }
    state.stage = .ended
  }
}
