#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a worker is given, piece by piece.
final class WorkerInput {
  /// Why there is no next piece.
  enum Fault: Error, Hashable {
    /// There is more than the limit, in bytes.
    case tooLong(limit: Int)
    /// The system's error number.
    case unreadable(Int32)
  }

  private let descriptor: Int32
  private let limit: Int
  private var count = 0
  private var chunk = [UInt8](repeating: 0, count: 65_536)

  /// Reads a descriptor to its end, and not more than `limit` bytes of it.
  init(descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// The next piece, never empty; `nil` at the end.
  func next() throws(Fault) -> ArraySlice<UInt8>? {
    while true {
      let got = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if got == 0 { return nil }
      guard got > 0 else {
        if errno == EINTR { continue }
        throw .unreadable(errno)
      }
      count += got
      guard count <= limit else { throw .tooLong(limit: limit) }
      return chunk[..<got]
    }
  }
}
