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
  /// What it was when it was opened.
  let state: FileState
  /// The open file; it belongs to this object.
  package let descriptor: Int32

  /// A file that is open for reading already, and is closed by this object from now on.
  ///
  /// - Throws: ``MediaError`` with the system's reason where it is no regular file.
  public convenience init(adopting descriptor: Int32, path: String) throws(MediaError) {
    try self.init(descriptor, path)
  }

  /// Opens a regular file for reading.
  ///
  /// - Throws: ``MediaError`` with the system's reason; a folder or a device is refused.
  public convenience init(path: String) throws(MediaError) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    var descriptor = open(path, flags | Self.withoutAccessTime)
    // Only the owner may leave the time of the last access as it is.
    if descriptor < 0, errno == EPERM { descriptor = open(path, flags) }
    guard descriptor >= 0 else {
      throw MediaError(.system(operation: "open", code: errno), path, at: 0)
    }
    try self.init(descriptor, path)
  }

  #if canImport(Darwin)
    private static let withoutAccessTime: Int32 = 0
  #else
    /// `O_NOATIME`: looking at a file need not be noted in it, call by call.
    private static let withoutAccessTime: Int32 = 0o1_000_000
  #endif

  private init(_ descriptor: Int32, _ path: String) throws(MediaError) {
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
    self.state = FileState(status)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Reads from `offset` on; tries again where a signal interrupts.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    try PositionedRead.read(descriptor, at: offset, into: buffer, path: path)
  }
}
