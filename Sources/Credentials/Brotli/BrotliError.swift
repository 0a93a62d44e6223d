/// Why bytes are not the Brotli stream (RFC 7932) that they should be.
enum BrotliError: Error, Hashable {
  /// The stream ends too early.
  case truncated
  /// The stream contradicts the format; the text says how.
  case malformed(String)
  /// It unfolds to more than is allowed.
  case tooLarge(limit: Int)
}

extension BrotliError: CustomStringConvertible {
  var description: String {
    switch self {
    case .truncated: "the Brotli stream ends too early"
    case .malformed(let what): "the Brotli stream has \(what)"
    case .tooLarge(let limit): "the Brotli stream unfolds to more than \(limit) bytes"
    }
  }
}
