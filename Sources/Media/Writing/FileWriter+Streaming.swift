internal import CLinuxFiles

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension FileWriter {
  /// Writes the pieces one after the other.
  ///
  /// What is copied unchanged stays inside the kernel where that
  /// is possible and nobody wants to see it.
  static func stream(
    _ plan: WritePlan, to descriptor: Int32, path: String, _ durability: Durability,
    observer: Observer?
  ) throws(MediaError) {
    let output = plan.output
    var begun = 0
    for (index, piece) in plan.pieces.enumerated() {
      let start = plan.starts[index]
      if observer == nil, case .copy(let range) = piece, let file = plan.source as? FileSource,
        try copyInKernel(file, range, to: descriptor, at: start, path: path)
      {
        continue
      }
      var position = start
      try output.forEachPiece(in: start..<start + piece.count, pieceSize: 131_072) {
        (buffer) throws(MediaError) in
        try observer?(buffer)
        try put(buffer, to: descriptor, at: position, path: path)
        position += buffer.count
        // The disk works while the rest is read: there is little left to wait for at the end.
        if durability == .synced, position - begun >= writeBackStep {
          beginWritingBack(descriptor, begun..<position)
          begun = position
        }
      }
    }
  }

  /// After how many bytes the disk is told to begin.
  private static let writeBackStep = 8 << 20

  /// Has the system begin to write a range to the disk; where it cannot, the sync at the end does all.
  private static func beginWritingBack(_ descriptor: Int32, _ range: Range<Int>) {
    #if canImport(Glibc)
      _ = begin_writing_back(descriptor, Int64(range.lowerBound), Int64(range.count))
    #endif
  }

  /// Gives a file a name that nobody has.
  ///
  /// - Throws: ``MediaError`` where somebody has it.
  static func takeFreeName(_ path: String, for temporary: String) throws(MediaError) {
    #if canImport(Glibc)
      if rename_to_free_name(temporary, path) == 0 { return }
      guard errno == EINVAL || errno == ENOSYS else {
        throw MediaError(.system(operation: "make", code: errno), path, at: 0)
      }
    #endif
    // A link fails where somebody was faster; a rename would replace.
    guard link(temporary, path) == 0 else {
      throw MediaError(.system(operation: "make", code: errno), path, at: 0)
    }
    unlink(temporary)
  }

  /// Copies without the bytes passing through this process; no where the system cannot.
  private static func copyInKernel(
    _ file: FileSource, _ range: Range<Int>, to descriptor: Int32, at start: Int, path: String
  ) throws(MediaError) -> Bool {
    #if canImport(Glibc)
      guard range.count >= 65_536 else { return false }
      var from = Int64(range.lowerBound)
      var to = Int64(start)
      var left = range.count
      while left > 0 {
        let count = copy_between_files(file.descriptor, &from, descriptor, &to, UInt(left))
        if count < 0 {
          if errno == EINTR { continue }
          // Another file system, or one that cannot: the ordinary way writes the same bytes again.
          return false
        }
        guard count > 0 else {
          throw MediaError(.truncated, file.path, at: range.upperBound - left)
        }
        left -= count
      }
      return true
    #else
      return false
    #endif
  }

  /// Gives a new file the mode and the extended attributes of another.
  static func keepAttributes(
    of original: String?, on descriptor: Int32, path: String
  ) throws(MediaError) {
    guard let original else {
      // What a program that makes a file would get.
      let mask = umask(0)
      umask(mask)
      guard fchmod(descriptor, 0o666 & ~mask) == 0 else {
        throw MediaError(.system(operation: "set the mode of", code: errno), path, at: 0)
      }
      return
    }
    var status = stat()
    guard stat(original, &status) == 0, fchmod(descriptor, status.st_mode & 0o7777) == 0 else {
      throw MediaError(.system(operation: "keep the mode of", code: errno), original, at: 0)
    }
    // The owner is kept where we may.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    #if canImport(Glibc)
      let length = listxattr(original, nil, 0)
      guard length > 0 else { return }
      var names = [CChar](repeating: 0, count: length)
      let listed = listxattr(original, &names, length)
      guard listed > 0 else { return }
      for name in names[..<listed].split(separator: 0) {
        let terminated = Array(name) + [0]
        let size = getxattr(original, terminated, nil, 0)
        guard size >= 0 else { continue }
        var value = [UInt8](repeating: 0, count: size)
        guard getxattr(original, terminated, &value, size) == size else { continue }
        // Some belong to the system and cannot be set; the file is whole without them.
        _ = fsetxattr(descriptor, terminated, value, size, 0)
      }
    #endif
  }
}
