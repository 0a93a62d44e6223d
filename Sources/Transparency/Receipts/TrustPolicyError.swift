/// Why a policy file cannot be used, and the line that is at fault.
public struct TrustPolicyError: Error, Hashable, Sendable {
  /// Number of the line, from 1.
  public let line: Int
  /// What is wrong there.
  public let reason: Reason

  /// What can be wrong in a policy.
  public enum Reason: Error, Hashable, Sendable {
    /// The file is longer than `limit` bytes.
    case tooLong(limit: Int)
    /// A control character other than tab and newline.
    case controlCharacter(UInt8)
    /// The line begins with none of log, witness, group, quorum.
    case unknownKeyword(String)
    /// The line has too few or too many words.
    case usage(String)
    /// The verifier key cannot be used for this.
    case badKey(NoteError)
    /// The same public key stands in an earlier line of the same sort.
    case duplicateKey
    /// The name is defined in an earlier line.
    case duplicateName(String)
    /// `none` cannot be defined.
    case reservedName
    /// The name is not defined in an earlier line.
    case unknownName(String)
    /// The name is a member of a group already.
    case alreadyGrouped(String)
    /// The threshold is not 1 to the number of members.
    case badThreshold(members: Int)
    /// There is a quorum line already.
    case secondQuorum
    /// There is no quorum line.
    case noQuorum
    /// There are more than `limit` logs, witnesses or groups.
    case tooMany(limit: Int)
  }
}

extension TrustPolicyError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String { "Policy, line \(line): \(reason)" }
}

extension TrustPolicyError.Reason: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .tooLong(let limit): "the file is longer than \(limit) bytes."
    case .controlCharacter(let byte):
      "control character \(byte) is not allowed; save the file as plain text with newlines only."
    case .unknownKeyword(let word):
      "\"\(word.shown)\" is not log, witness, group or quorum; begin a comment with #."
    case .usage(let usage): "the line must read: \(usage)"
    case .badKey(let error): "the verifier key cannot be used. \(error)"
    case .duplicateKey: "this public key is listed already; remove one of the lines."
    case .duplicateName(let name): "\"\(name.shown)\" is defined already; choose another name."
    case .reservedName: "\"none\" has a meaning of its own; choose another name."
    case .unknownName(let name):
      "\"\(name.shown)\" is not defined above; define it on an earlier line."
    case .alreadyGrouped(let name):
      "\"\(name.shown)\" is in a group already; a name may be a member once."
    case .badThreshold(let members):
      "the threshold must be any, all or a number from 1 to \(members)."
    case .secondQuorum: "there is a quorum line already; keep one."
    case .noQuorum:
      "a quorum line is missing; write \"quorum none\" if no witness is needed."
    case .tooMany(let limit): "more than \(limit) definitions of one sort."
    }
  }
}
