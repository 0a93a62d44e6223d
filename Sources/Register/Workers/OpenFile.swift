import Transparency

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is open for reading, and is closed when the last one who holds it lets go.
package final class OpenFile: Sendable {
  /// The system's number for it.
  let descriptor: Int32
  /// What an error calls it.
  let path: String

  /// Opens a file at its beginning; a link in place of a file is refused.
  init(_ path: String) throws(StorageError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    self.path = path
    guard descriptor >= 0 else {
      throw StorageError(operation: "open", path: path, code: errno)
    }
  }

  /// A file that is open already, and is closed by this object from now on.
  init(adopting descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// How many bytes the file has.
  func size() throws(StorageError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw StorageError(operation: "read", path: path, code: errno)
    }
    return Int(status.st_size)
  }

  /// The bytes from `offset` on, at most `count`; none at the end.
  func read(at offset: Int, upTo count: Int) throws(StorageError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      while true {
        let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        if got >= 0 {
          filled = got
          return
        }
        failure = errno
        guard failure == EINTR else { return }
        failure = 0
      }
    }
    guard failure == 0 else { throw StorageError(operation: "read", path: path, code: failure) }
    return bytes
  }
}
