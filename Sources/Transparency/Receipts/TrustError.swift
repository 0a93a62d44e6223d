/// Why a checkpoint or a receipt is refused.
public enum TrustError: Error, Hashable, Sendable {
  /// The note is not a checkpoint, or a known signature on it fails.
  case note(NoteError)
  /// The policy has no log of this origin.
  case unknownLog(origin: String)
  /// The log's key has not signed the checkpoint.
  case notSignedByLog(origin: String)
  /// Too few witnesses cosigned; `cosigned` did.
  case quorumNotReached(cosigned: [String])
  /// The entry is not where the receipt says.
  case proof(ProofError)
}

extension TrustError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .note(let error): "The checkpoint is refused. \(error)"
    case .unknownLog(let origin):
      "The policy names no log \"\(origin.shown)\"; if you trust it, add a log line with its key."
    case .notSignedByLog(let origin):
      "The checkpoint is not signed by the key that the policy gives for \"\(origin.shown)\"."
    case .quorumNotReached(let cosigned):
      "Too few witnesses cosigned the checkpoint"
        + (cosigned.isEmpty
          ? " (none)" : " (only \(cosigned.map(\.shown).joined(separator: ", ")))")
        + "; ask for a receipt with more cosignatures."
    case .proof(let error): "The inclusion proof does not hold. \(error)"
    }
  }
}
