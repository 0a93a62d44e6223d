#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension MediaError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch reason {
    case .truncated:
      "\(what) at byte \(offset) goes on after the end of the file: it was cut off; fetch it again"
    case .malformed(let how):
      "\(what) at byte \(offset) is malformed: \(how)"
    case .unsupported(let feature):
      "\(what) at byte \(offset) uses \(feature), which is not handled here"
    case .tooLarge(let value, let limit):
      "\(what) at byte \(offset) has \(value) where at most \(limit) are taken"
    case .cannotCarry(let wayOut):
      "\(what): this file has no place for it; \(wayOut)"
    case .system(let operation, let code):
      "could not \(operation) \(what): \(String(cString: strerror(code))) (\(code))"
    case .changed:
      "\(what) was changed by somebody else since it was read: nothing was written; try again"
    case .notReadBack(let how):
      "\(what) does not read back after writing: \(how); the file was left as it was"
    }
  }
}
