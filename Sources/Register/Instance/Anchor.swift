import Foundation
import Record
import Transparency

/// The newest checkpoint that was published, kept where no backup of the ledger reaches.
struct Anchor: Sendable {
  let path: String

  /// The anchored checkpoint; `nil` where there is none yet.
  func read(key: VerifierKey) throws(RegisterError) -> Checkpoint? {
    do throws(RegisterError) { return try readOnce(key) } catch {
      // Another process may be writing over it at this very moment: it holds the lock while it does.
      let again = try? DurableFile.locked(path + ".lock") { () throws(RegisterError) in
        try readOnce(key)
      }
      guard let again else { throw error }
      return again
    }
  }

  private func readOnce(_ key: VerifierKey) throws(RegisterError) -> Checkpoint? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .local(path: path, reason: "the anchor could not be read; check who may read it")
    }
    do {
      let note = try SignedNote(parsing: [UInt8](data))
      _ = try note.open(with: [key])
      return try Checkpoint(parsing: note)
    } catch {
      throw .local(
        path: path,
        reason: "the anchor is not a checkpoint of this log (\(error)). It is the proof of what "
          + "was published: put it back, or recover the register from a copy of its log")
    }
  }

  /// Moves the anchor on, and never back: another process may have moved it further.
  ///
  /// It is written after the commit and before anybody is told, so it is never ahead of a ledger
  /// that is whole. A note is shorter than a sector of the disk and nearly always as long as the one
  /// before it, and then it is written in that one's place, which costs a decision much less than a
  /// new file would. Where it is not, the folder is not synced: after a power failure the anchor may
  /// be an older one, and that is no harm to a ledger that is ahead of it.
  /// `renewing` puts it in the place of one that cannot be read, whatever that says of itself.
  func write(
    _ note: [UInt8], size: UInt64, renewing: Bool = false
  ) throws(RegisterError) {
    do {
      try DurableFile.locked(path + ".lock") {
        if !renewing, let claimedSize, claimedSize >= size { return }
        if !renewing, try DurableFile.overwrite(path, with: note) { return }
        try DurableFile.replace(path, with: note, syncingFolder: false)
      }
    } catch {
      throw .local(path: path, reason: "the anchor could not be moved on. \(error)")
    }
  }

  /// The size that the anchor names, unverified; `nil` where there is none that can be read.
  var claimedSize: UInt64? {
    guard let bytes = try? DurableFile.read(path, limit: SignedNote.maximumLength),
      let note = try? SignedNote(parsing: bytes)
    else { return nil }
    return (try? Checkpoint(parsing: note))?.size
  }
}
