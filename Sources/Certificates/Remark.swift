/// Something odd about what was read that did not keep it from being read.
public struct Remark: Hashable, Sendable {
  /// What is odd, as one sentence without its full stop.
  public let text: String
  /// The byte at which it was seen, counted from 0 in the bytes that were given.
  public let offset: Int

  /// A remark about the byte at `offset`.
  public init(_ text: String, at offset: Int) {
    self.text = text
    self.offset = offset
  }
}

extension Remark: CustomStringConvertible {
  /// The sentence with its place.
  public var description: String { "\(text) (at byte \(offset))" }
}
