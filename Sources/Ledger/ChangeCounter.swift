import Foundation

/// How often something was changed in a ledger, by whichever process has it open.
///
/// It is the length of a file beside the ledger, which each change makes a byte longer once it is
/// durable: adding to it is one step, and asking for it costs a hundredth of looking a row up. Opening a
/// ledger counts as well, so that what a process that was killed has not told comes out with the next.
final class ChangeCounter: Sendable {
  private let file: Int32

  /// The counter of a kind of change in the ledger at `path`; `nil` where its file cannot be kept.
  init?(_ kind: String, ledger path: String) {
    file = open("\(path)-\(kind)", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    if file < 0 { return nil }
    add()
  }

  deinit { close(file) }

  /// The number; `nil` where it cannot be told.
  var value: UInt64? {
    var told = stat()
    return fstat(file, &told) == 0 ? UInt64(clamping: told.st_size) : nil
  }

  /// Counts one more.
  func add() {
    var byte: UInt8 = 0x0A
    // Where the disk is full nobody is told, and what was remembered before may be told once more.
    _ = write(file, &byte, 1)
  }
}
