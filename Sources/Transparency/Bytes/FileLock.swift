#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A lock on a file that the system gives back when the program ends, however it ends.
package struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, made if it is not there, within so many milliseconds; `nil` where somebody else
  /// kept it for all that time, or where there can be no such file.
  package init?(_ path: String, within milliseconds: Int) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    for attempt in 0...max(0, milliseconds) {
      if attempt > 0 { usleep(1000) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        self.descriptor = descriptor
        return
      }
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
    }
    close(descriptor)
    return nil
  }

  deinit { close(descriptor) }
}
