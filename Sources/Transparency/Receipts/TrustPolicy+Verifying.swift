extension TrustPolicy {
  /// Checks that a checkpoint is signed by an accepted log and cosigned by a quorum.
  ///
  /// Signatures of unknown keys are ignored; one of a known key that fails refuses the note.
  public func verify(_ note: SignedNote) throws(TrustError) -> TrustedCheckpoint {
    let checkpoint: Checkpoint
    let opened: OpenedNote
    let known: [VerifierKey]
    do {
      checkpoint = try Checkpoint(parsing: note)
      known = logs.map(\.key).filter { checkpoint.hasOrigin($0.name) }
      opened = try note.examine(with: known + witnesses.map(\.key))
    } catch {
      throw .note(error)
    }
    guard !known.isEmpty else { throw .unknownLog(origin: checkpoint.origin) }
    guard let log = opened.verified.first(where: { known.contains($0.key) }) else {
      throw .notSignedByLog(origin: checkpoint.origin)
    }
    var cosignatures: [Cosignature] = []
    var cosigned: Set<Int> = []
    for verified in opened.verified {
      guard let timestamp = verified.timestamp,
        let place = witnesses.firstIndex(where: { $0.key == verified.key })
      else { continue }
      cosigned.insert(place)
      cosignatures.append(
        Cosignature(witness: witnesses[place].name, key: verified.key, timestamp: timestamp))
    }
    guard isQuorum(cosigned) else {
      throw .quorumNotReached(cosigned: cosigned.sorted().map { witnesses[$0].name })
    }
    return TrustedCheckpoint(
      checkpoint: checkpoint, note: note, log: log.key, cosignatures: cosignatures)
  }
}
