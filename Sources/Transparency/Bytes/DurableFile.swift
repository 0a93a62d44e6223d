internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Why a file could not be kept.
///
/// After an error of `sync` what is on the disk is unknown: stop, never try again.
public struct StorageError: Error, Hashable, Sendable {
  /// What was attempted: open, read, write, sync, rename, lock, make folder.
  public let operation: String
  /// The file or folder.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// What was attempted on what, and what the system said.
  package init(operation: String, path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

extension StorageError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    "Could not \(operation) \(path): \(String(cString: strerror(code))) (\(code)). Check the disk"
      + " and the permissions, then start again."
  }
}

extension StorageError {
  /// Whether a file was longer than its reader allows.
  var isTooLong: Bool { code == EFBIG && operation == "read" }
}

/// Files that are either whole or absent, whatever happens while they are written.
package enum DurableFile {
  /// The bytes of a file, nil where there is none; throws where it has more than `limit`.
  package static func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("open", path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    // Most files that are kept so are a note of a few hundred bytes.
    var buffer = [UInt8](repeating: 0, count: 1024)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("read", path)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw StorageError(operation: "read", path: path, code: EFBIG)
      }
      bytes += buffer[..<count]
      if count == buffer.count, count < 65_536 { buffer = [UInt8](repeating: 0, count: 65_536) }
    }
  }

  /// Writes a file beside, syncs it, renames it into place and syncs the folder.
  ///
  /// Without the last step a power failure may bring the old file back, whole; nothing less.
  package static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, syncingFolder: Bool = true
  ) throws(StorageError) {
    let temporary = path + ".new"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(truncatingIfNeeded: mode))
    guard descriptor >= 0 else { throw failure("open", temporary) }
    do throws(StorageError) {
      try write(bytes[...], to: descriptor, path: temporary)
      try sync(descriptor, path: temporary)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure("write", temporary) }
    guard rename(temporary, path) == 0 else { throw failure("rename", temporary) }
    if syncingFolder { try syncFolder(of: path) }
  }

  /// The most bytes that a disk writes whole or not at all: a sector of the smallest kind.
  private static let sector = 512

  /// Writes over a file in its place and syncs it, where that leaves it whole at every moment: it is
  /// as long as `bytes` already, and no longer than a sector.
  ///
  /// Otherwise nothing is done, and the answer is no. A quarter of what `replace` costs: no file is
  /// made and no name changes, so the file system has nothing to record.
  package static func overwrite(
    _ path: String, with bytes: [UInt8]
  ) throws(StorageError) -> Bool {
    guard bytes.count <= sector else { return false }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard lseek(descriptor, 0, SEEK_END) == off_t(bytes.count) else { return false }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure("write", path) }
    try write(bytes[...], to: descriptor, path: path)
    try syncContent(descriptor, path: path)
    return true
  }

  /// Makes a folder if it is not there, and syncs the one that holds it.
  package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(StorageError) {
    guard mkdir(path, mode_t(truncatingIfNeeded: mode)) == 0 else {
      if errno == EEXIST { return }
      throw failure("make folder", path)
    }
    try syncFolder(of: path)
  }

  /// Runs `body` while no other process, and no other thread, holds the same lock file.
  package static func locked<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure("lock", path) }
    }
    defer { _ = flock(descriptor, LOCK_UN) }
    return try body()
  }

  /// Writes all of `bytes` where the descriptor stands; `path` is only told in an error.
  package static func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, path: String
  ) throws(StorageError) {
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write", path)
      }
      offset += count
    }
  }

  /// Waits until what was written lies on the disk.
  package static func sync(_ descriptor: Int32, path: String) throws(StorageError) {
    #if canImport(Darwin)
      // fsync on Darwin leaves the bytes in the drive's own cache.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  /// Waits until what was written over what was there lies on the disk; when that was need not.
  private static func syncContent(_ descriptor: Int32, path: String) throws(StorageError) {
    #if canImport(Darwin)
      try sync(descriptor, path: path)
    #else
      guard fdatasync(descriptor) == 0 else { throw failure("sync", path) }
    #endif
  }

  /// Waits until the names in the folder that holds `path` lie on the disk.
  package static func syncFolder(of path: String) throws(StorageError) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let name = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    let descriptor = open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", name) }
    defer { close(descriptor) }
    try sync(descriptor, path: name)
  }

  private static func failure(_ operation: String, _ path: String) -> StorageError {
    StorageError(operation: operation, path: path, code: errno)
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Darwin)
      return Darwin.read(descriptor, base, buffer.count)
    #elseif canImport(Glibc)
      return Glibc.read(descriptor, base, buffer.count)
    #else
      return Musl.read(descriptor, base, buffer.count)
    #endif
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Darwin)
      return Darwin.write(descriptor, base, buffer.count)
    #elseif canImport(Glibc)
      return Glibc.write(descriptor, base, buffer.count)
    #else
      return Musl.write(descriptor, base, buffer.count)
    #endif
  }
}
