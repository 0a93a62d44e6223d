/// The one way in for evidence: taken as a stream, looked at in a worker process, scanned, and only
/// then kept.
public struct EvidenceIntake: Sendable {
  /// Where files are kept.
  public let store: EvidenceStore
  /// The most bytes of one file.
  public let limit: Int
  private let worker: EvidenceWorker
  private let scanner: MalwareScanner?
  private let log: @Sendable (String) -> Void
  let queue: InspectionQueue

  /// The most bytes of one file, unless the operator says otherwise: 100 MiB.
  public static let usualLimit = 100 << 20

  /// An intake.
  ///
  /// - Parameters:
  ///   - store: Where files are kept.
  ///   - worker: What looks at them.
  ///   - scanner: What scans them; without one they are kept as not scanned.
  ///   - limit: The most bytes of one file.
  ///   - atOnce: How many files are looked at and scanned at once.
  ///   - waiting: How many more may wait; the next one is refused.
  ///   - log: Takes a line for the operator: what the scanner says, and digests; no file names.
  public init(
    store: EvidenceStore, worker: EvidenceWorker, scanner: MalwareScanner? = nil,
    limit: Int = usualLimit, atOnce: Int = 2, waiting: Int = 32,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.worker = worker
    self.scanner = scanner
    self.limit = limit
    self.log = log
    queue = InspectionQueue(atOnce: atOnce, waiting: waiting)
  }

  /// Begins an upload, to be written to and then handed to ``finish(_:taking:)``.
  ///
  /// - Parameter fileName: What the sender calls the file; only its ending counts.
  /// - Returns: The upload, which takes bytes.
  /// - Throws: ``EvidenceRefusal``: `endingUnknown` or `storage`.
  public func begin(fileName: String) throws(EvidenceRefusal) -> EvidenceUpload {
    guard let kind = EvidenceKind(fileName: fileName) else { throw .endingUnknown }
    do {
      return EvidenceUpload(claimed: kind, writer: try store.begin(limit: limit))
    } catch {
      throw EvidenceRefusal(error)
    }
  }

  /// Has a complete upload looked at and scanned, and keeps it.
  ///
  /// When this returns, the file lies on the disk for good; where it throws, or the task is
  /// cancelled before, nothing is kept.
  ///
  /// - Parameters:
  ///   - upload: What was begun, with all bytes written.
  ///   - taken: The kinds that are taken in this place.
  /// - Returns: What is known of the kept file.
  /// - Throws: ``EvidenceRefusal``.
  public func finish(
    _ upload: EvidenceUpload, taking taken: [EvidenceKind] = EvidenceKind.allCases
  ) async throws(EvidenceRefusal) -> KeptEvidence {
    let writer = upload.writer
    do throws(EvidenceRefusal) {
      let summary = try EvidenceIntake.refusing { () throws(EvidenceStoreError) in
        try writer.seal()
      }
      let (facts, isScanned) = try await queue.inTurn(orElse: .busy) { () throws(EvidenceRefusal) in
        let facts = try await inspect(contents(writer), claimed: upload.claimed, taken: taken)
        return (facts, try await scan(writer, summary.digest))
      }
      let kept = await OwnThread.run {
        Result { () throws(EvidenceStoreError) in try writer.finish() }
      }
      _ = try EvidenceIntake.refusing { () throws(EvidenceStoreError) in try kept.get() }
      return KeptEvidence(
        digest: summary.digest, size: summary.size, kind: upload.claimed, facts: facts,
        isScanned: isScanned)
    } catch {
      writer.discard()
      throw error
    }
  }

  /// Takes a whole file from a stream, such as the body of a request.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes in pieces.
  ///   - fileName: What the sender calls the file; only its ending counts.
  ///   - taken: The kinds that are taken in this place.
  /// - Returns: What is known of the kept file.
  /// - Throws: ``EvidenceRefusal``, and what the stream throws.
  public func take<Bytes: AsyncSequence>(
    _ bytes: Bytes, fileName: String, taking taken: [EvidenceKind] = EvidenceKind.allCases
  ) async throws -> KeptEvidence where Bytes.Element == ArraySlice<UInt8> {
    let upload = try begin(fileName: fileName)
    for try await piece in bytes { try upload.write(piece) }
    return try await finish(upload, taking: taken)
  }

  /// What has come, open at its beginning: each reader gets it opened anew.
  private func contents(_ writer: EvidenceWriter) throws(EvidenceRefusal) -> OpenFile {
    try EvidenceIntake.refusing { () throws(EvidenceStoreError) in try writer.contents() }
  }

  private static func refusing<Value>(
    _ body: () throws(EvidenceStoreError) -> Value
  ) throws(EvidenceRefusal) -> Value {
    do {
      return try body()
    } catch {
      throw EvidenceRefusal(error)
    }
  }

  private func inspect(
    _ file: OpenFile, claimed: EvidenceKind, taken: [EvidenceKind]
  ) async throws(EvidenceRefusal) -> EvidenceFacts {
    let verdict: EvidenceVerdict
    do {
      verdict = try await worker.inspect(file)
    } catch {
      switch error {
      // The worker was started and did not live through the file.
      case .timedOut, .signalled: throw .unreadable(EvidenceIntake.tooHard)
      default: throw .notInspected(reason: error.description)
      }
    }
    if let found = verdict.kind, found != claimed { throw .endingDiffers(found: found) }
    guard taken.contains(claimed) else { throw .kindNotTaken(claimed, taken: taken) }
    switch verdict {
    case .accepted(_, let facts): return facts
    case .refused(_, let wording): throw .unreadable(wording)
    }
  }

  private static let tooHard = ContentFault(
    zh: "文件过于复杂，无法在限定的时间和内存内检查；请导出为pdf后上传",
    en: "the file takes too much time or memory to look at; save it as pdf and give that"
  ).wording

  private func scan(
    _ writer: EvidenceWriter, _ digest: EvidenceDigest
  ) async throws(EvidenceRefusal) -> Bool {
    guard let scanner else { return false }
    let report = await scanner.scan(try contents(writer))
    log("scan of \(digest): \(report.finding); \(report.line)")
    switch report.finding {
    case .clean: return true
    case .infected: throw .infected
    case .unknown(let reason): throw .notScanned(reason: reason)
    }
  }
}

extension EvidenceRefusal {
  /// What an error of the store means for an upload.
  init(_ error: EvidenceStoreError) {
    if case .tooLarge(let limit) = error {
      self = .tooLarge(limit: limit)
    } else {
      self = .storage(error)
    }
  }
}
