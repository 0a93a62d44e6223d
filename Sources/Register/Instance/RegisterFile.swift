import Foundation
import Ledger
public import Record
import Transparency

/// A register on disk: how one is made and opened.
public enum RegisterFile {
  /// Makes a new register: a ledger in `DIR`, and its key and anchor in `DIR.local`.
  ///
  /// - Parameters:
  ///   - directory: where it is made; the folders may exist, and must hold no register.
  ///   - kind: what the register is, for good.
  ///   - origin: the log's address without scheme and trailing slash (C2SP tlog-checkpoint).
  ///   - now: the clock, in whole seconds.
  /// - Returns: the register, open to read and to record, with an empty log.
  /// - Throws: ``RegisterError/ledger(_:)`` where there is a register already, and
  ///   ``RegisterError/local(path:reason:)`` where the files beside it cannot be made.
  public static func create(
    _ directory: DataDirectory, kind: InstanceKind, origin: String,
    now: @escaping @Sendable () -> Moment = RegisterFile.systemClock
  ) throws(RegisterError) -> Registrar {
    let signer: Ed25519NoteSigner
    let empty: [UInt8]
    do {
      signer = try Ed25519NoteSigner.generate(name: origin)
      empty = try Checkpoint(origin: origin, size: 0, root: .emptyRoot).signed(by: signer).encoded
    } catch {
      throw .refused(
        reason: "\(origin) cannot be the origin of a log: \(error). It is the log's address "
          + "without https:// and without a slash at the end, such as register.example/log")
    }
    let instance = Instance(
      kind: kind, origin: origin, logKey: signer.verifierKey.text, created: now())
    let encoded = try instance.encoded()
    // The ledger comes last: whatever cuts this short leaves no register, and nothing that stands
    // in the way of the next attempt.
    let store = try directory.locked { () throws(RegisterError) in
      if exists(directory) { throw .ledger(.exists(path: directory.path)) }
      try directory.begin(signer, empty: empty)
      try DataDirectory.makeFolder(directory.path, mode: 0o755)
      return try Registrar.attempt { () throws(LedgerError) in
        try SQLiteLedger.create(in: directory.path, instance: encoded, emptyCheckpoint: empty)
      }
    }
    return try Registrar(
      directory: directory, instance: instance, store: store, signer: signer, now: now)
  }

  /// Opens a register to read and to record.
  ///
  /// - Throws: ``RegisterError/refusesToSign(reason:data:)`` where the ledger is behind what was
  ///   published, and ``RegisterError/local(path:reason:)`` where the key is missing.
  public static func open(
    _ directory: DataDirectory, now: @escaping @Sendable () -> Moment = RegisterFile.systemClock
  ) throws(RegisterError) -> Registrar {
    let (store, instance) = try openStore(directory)
    let signer = try directory.readLogKey()
    guard signer.verifierKey.text == instance.logKey else {
      throw .local(
        path: directory.logKey,
        reason: "this is the key of another log; this register's log is \(instance.logKey)")
    }
    return try Registrar(
      directory: directory, instance: instance, store: store, signer: signer, now: now)
  }

  /// Opens a register for reading only: no key is needed, and nothing can be recorded.
  public static func openForReading(
    _ directory: DataDirectory
  ) throws(RegisterError) -> Registrar {
    let (store, instance) = try openStore(directory)
    return try Registrar(
      directory: directory, instance: instance, store: store, signer: nil, now: systemClock)
  }

  /// Whether there is a register in a data directory.
  public static func exists(_ directory: DataDirectory) -> Bool {
    SQLiteLedger.exists(in: directory.path)
  }

  static func openStore(
    _ directory: DataDirectory
  ) throws(RegisterError) -> (SQLiteLedger, Instance) {
    let (store, bytes) = try Registrar.attempt { () throws(LedgerError) in
      let store = try SQLiteLedger.open(in: directory.path)
      return (store, try store.instance())
    }
    return (store, try Instance(parsing: bytes))
  }

  /// The system's clock in whole seconds.
  public static let systemClock: @Sendable () -> Moment = {
    Moment(seconds: Int(Date().timeIntervalSince1970.rounded(.down)))
  }
}
