import Foundation
import Synchronization

/// How often something was changed in a ledger, by whichever process has it open.
///
/// It is the length of a file beside the ledger, which each change makes a byte longer once it is
/// durable: adding to it is one step, and asking for it costs a hundredth of looking a row up. Opening a
/// ledger counts as well, so that what a process that was killed has not told comes out with the next.
final class ChangeCounter: Sendable {
  private let file: Int32
  /// Whether a change could not be told: nobody here remembers anything from then on.
  private let hasFailed = Atomic(false)

  /// The counter of a kind of change in the ledger at `path`; `nil` where nobody can write there.
  ///
  /// - Throws: ``LedgerError/storage(_:)`` where the ledger can be written and the counter cannot:
  ///   changes that nobody is told of must not be made.
  init?(_ kind: String, ledger path: String) throws(LedgerError) {
    var ledger = stat()
    // Whoever may write the one may write the other.
    let mode = stat(path, &ledger) == 0 ? ledger.st_mode & 0o777 : 0o600
    file = open("\(path)-\(kind)", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, mode)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      if access(path, W_OK) == 0 {
        throw .storage("\(path)-\(kind) cannot be written: \(reason)")
      }
      return nil
    }
    // The mode that it was made with went through the mask of this process.
    _ = fchmod(file, mode)
    add()
  }

  deinit { if file >= 0 { close(file) } }

  /// The number; `nil` where it cannot be told, also because the file was taken away.
  var value: UInt64? {
    var told = stat()
    guard !hasFailed.load(ordering: .relaxed), fstat(file, &told) == 0, told.st_nlink > 0 else {
      return nil
    }
    return UInt64(clamping: told.st_size)
  }

  /// Counts one more.
  func add() {
    var byte: UInt8 = 0x0A
    if write(file, &byte, 1) != 1 { hasFailed.store(true, ordering: .relaxed) }
  }
}

extension SQLiteLedger {
  /// Makes a change and counts it, unless it turns out to be none; one of which it is not known whether
  /// it was made counts as well.
  func counting<Value>(
    _ counter: ChangeCounter?, if isChange: (Value) -> Bool = { _ in true },
    _ change: () throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    do throws(LedgerError) {
      let value = try change()
      if isChange(value) { counter?.add() }
      return value
    } catch {
      switch error {
      case .outdated, .loginTaken, .busy: break
      default: counter?.add()
      }
      throw error
    }
  }
}
