/// A whole audit of a log: reads every entry, derives the root from them, holds every hash tile
/// and the signed checkpoint to it, and says what it checked.
///
/// Entries are streamed: memory does not grow with the log.
public struct LogAudit: Sendable {
  /// Bundles that are fetched ahead.
  static let readAhead = 4

  private let reader: any LogReader
  private let policy: TrustPolicy?

  /// An audit of the log behind `reader`; without a policy no signature is checked.
  public init(reader: any LogReader, policy: TrustPolicy?) {
    self.reader = reader
    self.policy = policy
  }

  /// Runs the audit, calling `progress` after each bundle with the entries read and their total.
  ///
  /// Throws where the checkpoint cannot be read or is refused; whatever is wrong below it is in
  /// the report.
  public func run(
    progress: (@Sendable (_ done: UInt64, _ total: UInt64) -> Void)? = nil
  ) async throws -> AuditReport {
    let note = try SignedNote(parsing: try await reader.checkpoint())
    let report: AuditReport
    if let policy {
      let trusted = try policy.verify(note)
      report = AuditReport(
        checkpoint: trusted.checkpoint,
        signature: .verified(log: trusted.log, cosignatures: trusted.cosignatures))
    } else {
      report = AuditReport(checkpoint: try Checkpoint(parsing: note), signature: .notChecked)
    }
    var run = AuditRun(report: report, reader: reader)
    let size = report.checkpoint.size
    var tiles = Tile.entries(to: size).makeIterator()
    var ahead: [(bundle: Tile, task: Task<AuditRun.Fetched, Never>)] = []
    defer { for (_, task) in ahead { task.cancel() } }
    while true {
      while ahead.count < Self.readAhead, let bundle = tiles.next() {
        ahead.append((bundle, Task { [reader] in await AuditRun.fetch(bundle, from: reader) }))
      }
      guard !ahead.isEmpty else { break }
      let (bundle, task) = ahead.removeFirst()
      let fetched = await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        task.cancel()
      }
      try Task.checkCancellation()
      guard await run.take(bundle, fetched) else { return run.report }
      progress?(run.report.entries, size)
    }
    await run.finish()
    return run.report
  }
}
