/// Whether a signature holds.
public enum SignatureCheck: Hashable, Sendable {
  /// It does.
  case valid
  /// It does not: another message, another key, or another algorithm.
  case invalid
  /// It could not be checked; the text says why.
  case unsupported(String)

  /// Whether it holds.
  public var isValid: Bool { self == .valid }
}
