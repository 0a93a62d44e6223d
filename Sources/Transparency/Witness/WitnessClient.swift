/// The log's side of witnessing: asks one witness to cosign a checkpoint, and keeps nothing that
/// the witness's own key does not verify.
public struct WitnessClient: Sendable {
  /// Bytes of an answer that are read.
  public static let maximumAnswerLength = 1 << 20

  /// What a witness gave.
  public struct Outcome: Hashable, Sendable {
    /// The cosignature, verified.
    public let signature: NoteSignature
    /// When the witness says that it saw the checkpoint: seconds since 1970 UTC.
    public let timestamp: UInt64
    /// The size that the witness is at now: what to start from next time.
    public let size: UInt64
  }

  /// The witness's key, of kind cosignature.
  public let key: VerifierKey
  private let transport: any WitnessTransport

  /// A client of the witness that `key` verifies, reached through `transport`.
  public init(key: VerifierKey, transport: any WitnessTransport) throws(NoteError) {
    guard key.kind == .cosignature else { throw .unsupportedKeyType(key.kind.rawValue) }
    self.key = key
    self.transport = transport
  }

  /// Has `note` cosigned.
  ///
  /// `tree` is the log's tree, of which the checkpoint is a state; `lastKnown` the size at which
  /// the witness is thought to be.
  ///
  /// A witness that is elsewhere says so, and is asked once more from there.
  public func cosign(
    _ note: SignedNote, tree: MerkleTree, lastKnown: UInt64
  ) async throws -> Outcome {
    let checkpoint = try Checkpoint(parsing: note)
    guard try tree.root(at: checkpoint.size) == checkpoint.root else {
      throw WitnessClientError.notOurTree(size: checkpoint.size)
    }
    // A memory of a larger size than the checkpoint's is of no use: ask from nothing.
    let first = lastKnown <= checkpoint.size ? lastKnown : 0
    var answer = try await ask(from: first, note: note, checkpoint: checkpoint, tree: tree)
    if answer.status == 409 {
      guard let told = answer.toldSize else { throw WitnessClientError.malformedAnswer }
      guard told <= checkpoint.size else {
        throw WitnessClientError.witnessIsAhead(witness: told, log: checkpoint.size)
      }
      answer = try await ask(from: told, note: note, checkpoint: checkpoint, tree: tree)
    }
    guard answer.status == 200 else {
      throw WitnessClientError.refused(
        status: answer.status, message: String(decoding: answer.body, as: UTF8.self).shown)
    }
    return try accept(answer.body, note: note, size: checkpoint.size)
  }

  /// Takes this witness's cosignature from an answer.
  ///
  /// Lines of unknown keys are ignored, a line of this key that does not verify refuses the whole
  /// answer.
  private func accept(_ body: [UInt8], note: SignedNote, size: UInt64) throws -> Outcome {
    guard body.count <= Self.maximumAnswerLength else { throw WitnessClientError.malformedAnswer }
    let answered = try SignedNote(
      textBytes: note.textBytes, signatures: NoteSignature.lines(body))
    let opened = try answered.open(with: [key])
    guard let verified = opened.verified.first, let timestamp = verified.timestamp,
      timestamp > 0
    else { throw WitnessClientError.malformedAnswer }
    return Outcome(signature: verified.signature, timestamp: timestamp, size: size)
  }

  private func ask(
    from old: UInt64, note: SignedNote, checkpoint: Checkpoint, tree: MerkleTree
  ) async throws -> WitnessResponse {
    let request = try AddCheckpointRequest(
      oldSize: old, proof: tree.consistencyProof(from: old, to: checkpoint.size), note: note)
    return try await transport.addCheckpoint(request.encoded)
  }
}

/// Why a witness's cosignature could not be had.
public enum WitnessClientError: Error, Hashable, Sendable {
  /// The checkpoint is not a state of the tree given with it.
  case notOurTree(size: UInt64)
  /// The witness has cosigned a larger tree than the log has.
  case witnessIsAhead(witness: UInt64, log: UInt64)
  /// The witness answered with another status than 200.
  case refused(status: Int, message: String)
  /// The answer is not as the protocol says.
  case malformedAnswer
}

extension WitnessClientError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notOurTree(let size):
      "The checkpoint of size \(size) does not match the tree; do not publish it."
    case .witnessIsAhead(let witness, let log):
      "The witness has cosigned \(witness) entries and the log has \(log): the log was set back."
        + " Recover the missing entries before signing anything."
    case .refused(let status, let message):
      "The witness refused with status \(status): \(message)"
    case .malformedAnswer:
      "The witness's answer is not as the protocol says; check its address and key."
    }
  }
}
