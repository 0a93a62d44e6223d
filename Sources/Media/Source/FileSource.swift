#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An open file as a source.
///
/// It is read at given places, so several readers may share it.
public final class FileSource: ByteSource {
  /// The path it was opened by.
  public let path: String
  /// How many bytes the file had when it was opened.
  public let size: Int
  /// The open file; it belongs to this object.
  package let descriptor: Int32

  /// Opens a regular file for reading.
  ///
  /// - Throws: ``MediaError`` with the system's reason; a folder or a device is refused.
  public init(path: String) throws(MediaError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw MediaError(.system(operation: "open", code: errno), path, at: 0)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw MediaError(.system(operation: "look at", code: code), path, at: 0)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let code = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      throw MediaError(.system(operation: "read", code: code), path, at: 0)
    }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Reads from `offset` on; tries again where a signal interrupts.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard offset >= 0, let base = buffer.baseAddress else { return 0 }
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw MediaError(.system(operation: "read", code: errno), path, at: offset + done)
      }
      if count == 0 { break }
      done += count
    }
    return done
  }
}
