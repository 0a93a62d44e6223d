/// A witness: cosigns the checkpoints of the logs it knows, each only if it continues the one
/// cosigned before (c2sp.org/tlog-witness, v1.0.0).
///
/// It holds no state of its own: the store is read and written in one step, and what is answered
/// is durable before it is answered. So any number of witnesses, in any number of processes, may
/// share one store.
public struct Witness: Sendable {
  /// A log that is witnessed.
  public struct Log: Hashable, Sendable {
    /// The first line of its checkpoints.
    public let origin: String
    /// The keys whose signatures on them are trusted.
    public let keys: [VerifierKey]

    /// The log `origin`, trusted under `keys`.
    public init(origin: String, keys: [VerifierKey]) {
      self.origin = origin
      self.keys = keys
    }

    /// The log whose origin is the name of its key.
    public init(key: VerifierKey) {
      self.init(origin: key.name, keys: [key])
    }
  }

  private let cosigner: any CheckpointCosigner
  private let logs: [Log]
  private let store: any CheckpointStore

  /// A witness of `logs` that signs with `cosigner` and remembers in `store`.
  public init(cosigner: any CheckpointCosigner, logs: [Log], store: any CheckpointStore) {
    self.cosigner = cosigner
    self.logs = logs
    self.store = store
  }

  /// The key under which others know this witness.
  public var verifierKey: VerifierKey { cosigner.verifierKey }

  /// Answers `POST <submission prefix>/add-checkpoint`.
  ///
  /// `now` is the time to put into the cosignature, in seconds since 1970 UTC. Whatever the body
  /// is, there is an answer; this throws only where the store or the signer fails, and then
  /// nothing has been promised (500).
  public func addCheckpoint(_ body: [UInt8], now: UInt64) throws -> WitnessResponse {
    let request: AddCheckpointRequest
    do {
      request = try AddCheckpointRequest(parsing: body)
    } catch {
      return .text(400, error.description)
    }
    let checkpoint = request.checkpoint
    guard let log = logs.first(where: { checkpoint.hasOrigin($0.origin) }) else {
      return .text(404, "This witness does not know the log \"\(checkpoint.origin.shown)\".")
    }
    let opened: OpenedNote
    do {
      opened = try request.note.open(with: log.keys)
    } catch {
      return .text(403, error.description)
    }
    guard request.oldSize <= checkpoint.size else {
      return .text(
        400, "The old size \(request.oldSize) is larger than the checkpoint's \(checkpoint.size).")
    }
    return try store.update(origin: log.origin) { kept in
      try decide(request, verified: opened.verified.map(\.signature), kept: kept, now: now)
    }
  }

  /// Answers `GET <monitoring prefix>/<path>`, where the path is
  /// `<hex SHA-256 of the origin>/checkpoint`.
  public func read(path: String) throws -> WitnessResponse {
    for log in logs where path == OriginHash.hex(log.origin) + "/checkpoint" {
      guard let note = try store.latest(origin: log.origin) else { break }
      return WitnessResponse(
        status: 200, contentType: WitnessResponse.textType, body: note.encoded)
    }
    return .text(404, "This witness has cosigned no checkpoint under this path.")
  }

  /// The checks that depend on what was cosigned before; runs while the store is held.
  private func decide(
    _ request: AddCheckpointRequest, verified: [NoteSignature], kept: SignedNote?, now: UInt64
  ) throws -> (keep: SignedNote?, result: WitnessResponse) {
    let checkpoint = request.checkpoint
    let previous = try kept.map { try Checkpoint(parsing: $0) }
    let size = previous?.size ?? 0
    guard request.oldSize == size else { return (nil, .conflict(size: size)) }
    do throws(ProofError) {
      try Proofs.verifyConsistency(
        old: size, oldRoot: previous?.root ?? .emptyRoot, size: checkpoint.size,
        root: checkpoint.root, proof: request.proof)
    } catch {
      return (nil, .text(422, error.description))
    }
    try checkClock(now, kept: kept)
    let cosignature = try cosigner.cosign(request.note.textBytes, at: now)
    // Only signatures that were verified are kept: a forged line under our own name, stored and
    // served again, would make every later note of this log fail.
    let note = try SignedNote(
      textBytes: request.note.textBytes, signatures: verified + [cosignature])
    _ = try note.open(with: [verifierKey])
    return (
      note,
      WitnessResponse(
        status: 200, contentType: WitnessResponse.textType, body: cosignature.line)
    )
  }

  /// A cosignature says what was the largest tree at its time: an earlier time than the last one
  /// would contradict it.
  private func checkClock(_ now: UInt64, kept: SignedNote?) throws {
    let last = try kept?.examine(with: [verifierKey]).verified.compactMap(\.timestamp).max()
    if let last, now < last { throw WitnessError.clockWentBack(now: now, last: last) }
  }
}

/// Why a witness could not answer at all.
public enum WitnessError: Error, Hashable, Sendable {
  /// The clock shows `now`, and a cosignature of `last` has been given; seconds since 1970 UTC.
  case clockWentBack(now: UInt64, last: UInt64)
}

extension WitnessError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .clockWentBack(let now, let last):
      "The clock shows \(now), which is before the last cosignature (\(last)); set the clock right."
    }
  }
}
