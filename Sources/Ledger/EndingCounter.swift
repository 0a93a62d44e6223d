import Foundation

/// How often sessions were ended or accounts changed, by whichever process has the ledger open.
///
/// It is the length of a file beside the ledger, which each such change makes a byte longer: adding to
/// it is one step, and asking for it costs a hundredth of looking a session up.
final class EndingCounter: Sendable {
  private let file: Int32

  /// The counter of the ledger at `path`; `nil` where its file cannot be kept.
  init?(ledger path: String) {
    file = open(path + "-endings", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    if file < 0 { return nil }
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
    // Where the disk is full nobody is told; whoever remembers a session does so for a minute at most.
    _ = write(file, &byte, 1)
  }
}
