/// Why something could not be read or made: what, where in the bytes, and what to do.
///
/// A verification that fails is not an error but an outcome, a value.
public struct CertificateError: Error, Hashable, Sendable {
  /// What is wrong.
  @nonexhaustive
  public enum Reason: Hashable, Sendable {
    /// The bytes contradict the format; the text says how.
    case malformed(String)
    /// The format allows it and it is not handled here; the text names it.
    case unsupported(String)
    /// More than a limit allows, in bytes or in count.
    case tooLarge(value: Int, limit: Int)
    /// Nothing of what was looked for is there; the text says what was found instead.
    case missing(String)
    /// A key does not fit what was asked of it; the text says why and which does.
    case wrongKey(String)
    /// The cryptographic library refused; the text is what it was asked to do.
    case refused(String)
  }

  /// What is wrong.
  public let reason: Reason
  /// What was being read or made: "the validity of a certificate".
  public let what: String
  /// The byte at which it starts, counted from 0 in the bytes that were given.
  public let offset: Int

  /// An error about `what` at byte `offset`.
  public init(_ reason: Reason, _ what: String, at offset: Int = 0) {
    self.reason = reason
    self.what = what
    self.offset = offset
  }
}

extension CertificateError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch reason {
    case .malformed(let how): "\(what) at byte \(offset) is malformed: \(how)"
    case .unsupported(let feature): "\(what) uses \(feature), which is not handled here"
    case .tooLarge(let value, let limit):
      "\(what) at byte \(offset) has \(value) where at most \(limit) are taken"
    case .missing(let found): "\(what) is missing: \(found)"
    case .wrongKey(let why): "the key does not fit \(what): \(why)"
    case .refused(let work): "\(what): the cryptographic library refused to \(work)"
    }
  }
}
