#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Brings a plan to the disk so that there is always a whole file: the old one or the new one.
package struct FileWriter {
  /// What happens to a file that is there already.
  package enum Existing: Sendable {
    /// It is replaced once the new one is complete.
    case replace
    /// It stands, and nothing is written.
    case refuse
  }

  /// Sees each stretch of the new file as it is written, in order: a signer hashes here.
  package typealias Observer = (UnsafeRawBufferPointer) throws(MediaError) -> Void

  /// Writes the new file beside `path`, has it checked, and renames it into place.
  ///
  /// Where the source of the plan, or the file that is replaced, is no longer what it was at the start,
  /// nothing is written: what somebody else put there would be lost, or half of it copied.
  ///
  /// Mode and extended attributes are those of `attributesOf`, where that is given.
  ///
  /// - Parameters:
  ///   - plan: What is written.
  ///   - path: Where the file shall be.
  ///   - existing: What happens to a file that is there.
  ///   - attributesOf: The file whose mode and extended attributes are kept.
  ///   - durability: Whether it is on the disk before it gets its name.
  ///   - observer: Sees every byte as it is written. With one, nothing is copied inside the kernel.
  ///   - finish: Gets the complete new file, open for reading and writing, before it has its name:
  ///     here a signature is put into its place, and what was written is read back. Where it throws,
  ///     nothing has happened.
  /// - Throws: ``MediaError``, or what `finish` throws; the file at `path` is then as it was.
  package static func write(
    _ plan: WritePlan, to path: String, existing: Existing, attributesOf: String? = nil,
    durability: Durability = .synced, observer: Observer? = nil,
    finish: (NewFile) throws -> Void = { _ in }
  ) throws {
    if case .refuse = existing, access(path, F_OK) == 0 {
      throw MediaError(.system(operation: "make", code: EEXIST), path, at: 0)
    }
    var path = path
    if case .replace = existing { path = resolved(path) }
    let source = plan.source as? FileSource
    // The source itself is compared with what was read of it, any other file with what stands there now.
    let replaced = try standing(at: path, existing, source)
    let temporary = temporaryPath(beside: path)
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw MediaError(.system(operation: "make", code: errno), temporary, at: 0)
    }
    var complete = false
    defer {
      close(descriptor)
      if !complete { unlink(temporary) }
    }
    try stream(plan, to: descriptor, path: path, durability, observer: observer)
    try finish(NewFile(path: path, size: plan.size, descriptor: descriptor))
    try keepAttributes(of: attributesOf, on: descriptor, path: path)
    if durability == .synced {
      guard fsync(descriptor) == 0 else {
        throw MediaError(.system(operation: "sync", code: errno), path, at: 0)
      }
    }
    try source?.isStillTheSame()
    if case .refuse = existing {
      try takeFreeName(path, for: temporary)
    } else {
      guard FileState(at: path) == replaced else { throw MediaError(.changed, path, at: 0) }
      guard rename(temporary, path) == 0 else {
        throw MediaError(.system(operation: "rename", code: errno), path, at: 0)
      }
    }
    complete = true
  }

  /// What has to stand at a path until the new file takes its place; nil where nothing does.
  private static func standing(
    at path: String, _ existing: Existing, _ source: FileSource?
  ) throws(MediaError) -> FileState? {
    guard case .replace = existing else { return nil }
    try source?.isStillTheSame()
    let there = FileState(at: path)
    guard let source, resolved(source.path) == path else { return there }
    // It may have been renamed away already, and another have come.
    guard there == source.state else { throw MediaError(.changed, path, at: 0) }
    return there
  }

  /// Writes over a file where it is, where nothing in it moves: the way to label a film with room left
  /// in it without copying it.
  ///
  /// What was there is kept until the new bytes have been checked, and put back where they fail. The file
  /// is locked while that goes on, against others of us; where somebody changed it since `source` was
  /// opened, nothing is written.
  ///
  /// - Throws: ``MediaError``, or what `check` throws.
  package static func overwrite(
    _ source: FileSource, with changes: [(offset: Int, bytes: [UInt8])],
    check: (any ByteSource) throws -> Void
  ) throws {
    let path = source.path
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw MediaError(.system(operation: "open", code: errno), path, at: 0)
    }
    // The lock goes with the descriptor.
    let before = try FileSource(adopting: descriptor, path: path)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno == ENOTSUP || errno == ENOLCK else {
      throw MediaError(.system(operation: "lock", code: errno), path, at: 0)
    }
    guard FileState(of: descriptor) == source.state else { throw MediaError(.changed, path, at: 0) }
    try source.isStillTheSame(at: path)
    var kept: [(offset: Int, bytes: [UInt8])] = []
    for change in changes {
      let range = change.offset..<change.offset + change.bytes.count
      kept.append((change.offset, try before.bytes(in: range, of: path)))
    }
    do {
      for change in changes {
        try put(change.bytes[...], to: descriptor, at: change.offset, path: path)
      }
      try check(before)
    } catch {
      for change in kept {
        try put(change.bytes[...], to: descriptor, at: change.offset, path: path)
      }
      throw error
    }
  }

  /// Where a file really is: a link to it stays a link, and what it leads to is replaced.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func temporaryPath(beside path: String) -> String {
    let bytes = Array(path.utf8)
    let cut = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let folder = String(decoding: bytes[..<cut], as: UTF8.self)
    return "\(folder).countermark-\(getpid())-\(UInt64.random(in: .min ... .max))"
  }

  /// Writes every byte of `bytes` at `offset`.
  static func put(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, at offset: Int, path: String
  ) throws(MediaError) {
    var failure: MediaError?
    bytes.withUnsafeBytes { buffer in
      do throws(MediaError) {
        try put(buffer, to: descriptor, at: offset, path: path)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Writes every byte of `buffer` at `offset`.
  static func put(
    _ buffer: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, path: String
  ) throws(MediaError) {
    guard let base = buffer.baseAddress else { return }
    var done = 0
    while done < buffer.count {
      let count = pwrite(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw MediaError(.system(operation: "write", code: errno), path, at: offset + done)
      }
      done += count
    }
  }
}

/// A complete file that has no name yet.
package struct NewFile: ByteSource {
  /// The name that it will have.
  package let path: String
  /// How many bytes it has.
  package let size: Int
  let descriptor: Int32

  /// Reads from `offset` on.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    try PositionedRead.read(descriptor, at: offset, into: buffer, path: path)
  }

  /// Writes over bytes from `offset` on; the file keeps its length.
  ///
  /// - Throws: ``MediaError``.
  package func overwrite(at offset: Int, with bytes: [UInt8]) throws(MediaError) {
    guard offset >= 0, offset + bytes.count <= size else {
      throw MediaError(.truncated, path, at: offset)
    }
    try FileWriter.put(bytes[...], to: descriptor, at: offset, path: path)
  }
}
