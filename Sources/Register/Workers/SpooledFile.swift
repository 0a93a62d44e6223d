public import Transparency

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that strangers send: on the disk while it is looked at, without a name, and gone when the last
/// one who holds it lets go, whatever happens to the process.
public final class SpooledFile: Sendable {
  /// The open file.
  let contents: OpenFile

  /// A file that is being written.
  public final class Writer {
    private let descriptor: Int32
    private let folder: String
    private let limit: Int
    private var isFinished = false
    /// How many bytes have come.
    public private(set) var count = 0

    /// Begins a file of at most `limit` bytes in a folder, which has to exist.
    ///
    /// - Throws: ``StorageError``.
    public init(in folder: String, limit: Int) throws(StorageError) {
      #if canImport(Glibc)
        // No name at any moment: nothing is left behind by a crash. (O_TMPFILE of the system's header,
        // which Swift does not see because it is made of two flags.)
        let unnamed = 0o20_000_000 | O_DIRECTORY
        var descriptor = open(folder, O_RDWR | O_CLOEXEC | unnamed, 0o600)
      #else
        var descriptor: Int32 = -1
      #endif
      if descriptor < 0 {
        var path = Array("\(folder)/spool-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        if descriptor >= 0 { unlink(path) }
      }
      guard descriptor >= 0 else {
        throw StorageError(operation: "make a file in", path: folder, code: errno)
      }
      self.descriptor = descriptor
      self.folder = folder
      self.limit = limit
    }

    deinit { if !isFinished { close(descriptor) } }

    /// Takes the next bytes; no where there would be more than the limit.
    ///
    /// - Throws: ``StorageError``.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) -> Bool {
      guard count + bytes.count <= limit else { return false }
      var done = 0
      while done < bytes.count {
        let written = pwrite(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
          off_t(count + done))
        if written < 0 {
          if errno == EINTR { continue }
          throw StorageError(operation: "write", path: folder, code: errno)
        }
        done += written
      }
      count += done
      return true
    }

    /// The file, complete.
    public func finish() -> SpooledFile {
      isFinished = true
      return SpooledFile(OpenFile(adopting: descriptor, path: folder))
    }
  }

  private init(_ contents: OpenFile) { self.contents = contents }
}
