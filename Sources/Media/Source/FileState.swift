#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Which file stands at a path, and as what it stood there: whoever writes to it, or puts another in its
/// place, changes at least one of these.
struct FileState: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  /// When the content was changed, and when the content, the mode or the name were; in seconds and
  /// nanoseconds.
  private let changes: [Int]

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let (content, all) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (content, all) = (status.st_mtim, status.st_ctim)
    #endif
    changes = [content.tv_sec, content.tv_nsec, all.tv_sec, all.tv_nsec]
  }

  /// What stands at a path now; nil where nothing does.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What an open file is now; nil where it cannot be told.
  init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}

extension FileSource {
  /// Sees to it that the file is what it was when it was opened.
  ///
  /// - Throws: ``MediaError/Reason/changed``.
  func isStillTheSame() throws(MediaError) {
    guard FileState(of: descriptor) == state else { throw MediaError(.changed, path, at: 0) }
  }

  /// Sees to it that the file is what it was when it was opened, and still stands at a path.
  ///
  /// - Throws: ``MediaError/Reason/changed``.
  func isStillTheSame(at path: String) throws(MediaError) {
    guard FileState(at: path) == state else { throw MediaError(.changed, path, at: 0) }
  }
}
