import Foundation
import Transparency

/// The folders of a register on disk.
///
/// `DIR` holds the ledger and is what a backup copies. `DIR.local` beside it holds what must never
/// travel with a backup: the keys, and the anchor, the newest checkpoint that was published. A
/// restored `DIR` meets an anchor that is ahead of it, and that is how a rollback is noticed.
public struct DataDirectory: Hashable, Sendable {
  /// The folder of the ledger.
  public let path: String

  /// The data directory at a path; slashes at its end do not count.
  public init(_ path: String) {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// The folder for keys and anchor, which is never backed up with the ledger.
  public var local: String { path + ".local" }
  /// The folder for evidence; a backup of the register takes it along.
  public var files: String { path + "/files" }
  /// The log's private key.
  public var logKey: String { local + "/log.key" }
  /// The newest checkpoint that was published.
  public var anchor: String { local + "/anchor" }
  /// The newest checkpoint that witnesses have cosigned.
  public var witnessed: String { local + "/witnessed" }

  func readLogKey() throws(RegisterError) -> Ed25519NoteSigner {
    let text: String
    do {
      text = try String(contentsOfFile: logKey, encoding: .utf8)
    } catch {
      throw .local(
        path: logKey,
        reason: "the log's private key is not there. Put it back from where you keep it; without "
          + "it this register can be read and verified, but can record nothing")
    }
    do {
      return try Ed25519NoteSigner(
        privateKeyText: text.trimmingCharacters(in: .whitespacesAndNewlines))
    } catch {
      throw .local(path: logKey, reason: "this is not a log key: \(error)")
    }
  }

  /// Runs `body` while no other program makes or changes the files in the local folder, which is
  /// made if it is not there.
  func locked<Value>(_ body: () throws(RegisterError) -> Value) throws(RegisterError) -> Value {
    try Self.makeFolder(local, mode: 0o700)
    do {
      return try DurableFile.locked(local + "/lock", body)
    } catch let error as RegisterError {
      throw error
    } catch {
      throw .local(path: local, reason: "\(error)")
    }
  }

  /// Writes the key and the anchor of a new log, unless there was a register that needs those that
  /// are there.
  ///
  /// What a creation that was cut short has left behind is written over: nothing was ever published
  /// under it. The anchor goes first, since a key without one tells nothing.
  func begin(_ signer: Ed25519NoteSigner, empty: [UInt8]) throws(RegisterError) {
    let files = FileManager.default
    let anchor = Anchor(path: self.anchor)
    if files.fileExists(atPath: logKey) || files.fileExists(atPath: anchor.path) {
      guard anchor.claimedSize == 0 else {
        throw .local(
          path: local,
          reason: "there is the key or the anchor of a log already, though there is no register: "
            + "they may belong to one that was moved. Put that register back, or move \(local) out "
            + "of the way")
      }
    }
    do {
      try DurableFile.replace(anchor.path, with: empty)
      let key = Array((signer.privateKey.text + "\n").utf8)
      try DurableFile.replace(logKey, with: key, mode: 0o600)
    } catch {
      throw .local(path: local, reason: "the files beside the register cannot be made. \(error)")
    }
  }

  /// Makes a folder, and those on the way to it, so that a power failure does not take it back.
  static func makeFolder(_ path: String, mode: UInt32) throws(RegisterError) {
    if FileManager.default.fileExists(atPath: path) { return }
    if let end = path.lastIndex(of: "/"), end > path.startIndex {
      try makeFolder(String(path[..<end]), mode: 0o755)
    }
    do {
      try DurableFile.makeFolder(path, mode: mode)
    } catch {
      throw .local(path: path, reason: "\(error)")
    }
  }
}
