import Foundation
import Record
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Register

@Suite(
  "Evidence is taken in",
  .enabled(if: Built.exists(), "the countermark program is not beside the tests"))
struct EvidenceIntakeTests {
  private let folder: TemporaryDirectory
  private let store: EvidenceStore

  init() throws {
    folder = try TemporaryDirectory()
    store = try EvidenceStore(folder: folder.path + "/evidence", now: Moment(seconds: 0))
  }

  private func intake(
    scanner: String? = nil, limit: Int = 1 << 20, time: Duration = .seconds(20),
    worker: EvidenceWorker = EvidenceWorker(executable: Built.path()),
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> EvidenceIntake {
    EvidenceIntake(
      store: store, worker: worker,
      scanner: try scanner.map {
        try MalwareScanner(program: "/bin/sh", arguments: ["-c", $0], time: time)
      }, limit: limit, log: log)
  }

  private func take(
    _ bytes: [UInt8], _ name: String, _ intake: EvidenceIntake,
    taking taken: [EvidenceKind] = EvidenceKind.allCases
  ) async throws -> KeptEvidence {
    let stream = AsyncStream { continuation in
      var rest = bytes[...]
      while !rest.isEmpty {
        continuation.yield(rest.prefix(4096))
        rest = rest.dropFirst(4096)
      }
      continuation.finish()
    }
    return try await intake.take(stream, fileName: name, taking: taken)
  }

  private func refusal(
    _ bytes: [UInt8], _ name: String, _ intake: EvidenceIntake,
    taking taken: [EvidenceKind] = EvidenceKind.allCases
  ) async throws -> EvidenceRefusal? {
    do {
      _ = try await take(bytes, name, intake, taking: taken)
      return nil
    } catch let refusal as EvidenceRefusal {
      #expect(!refusal.wording.zh.isEmpty && !refusal.wording.en.isEmpty)
      #expect(refusal.isOurs == (refusal.operatorReason != nil))
      // Nothing is kept, and nothing is left behind.
      #expect(try files() == [])
      return refusal
    }
  }

  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: store.folder)
      .filter { name in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(
          atPath: store.folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
      }
  }

  @Test("A file of each kind is looked at in a process of its own and kept")
  func kinds() async throws {
    let intake = try intake()
    for kind in EvidenceKind.allCases {
      let bytes = try MadeEvidence.file(kind)
      let kept = try await take(bytes, "营业执照.\(kind.endings[0])", intake)
      #expect(kept.kind == kind)
      #expect(kept.size == bytes.count)
      #expect(!kept.isScanned)
      #expect(try store.size(kept.digest) == bytes.count)
    }
    #expect(try files().count == EvidenceKind.allCases.count)
  }

  @Test("A name's ending has to be known, and the content has to be what it says")
  func endings() async throws {
    let intake = try intake()
    #expect(try await refusal(MadeEvidence.pdf(), "a.exe", intake) == .endingUnknown)
    #expect(
      try await refusal(MadeEvidence.pdf(), "a.png", intake) == .endingDiffers(found: .pdf))
    #expect(
      try await refusal(MadeEvidence.package(.xlsx), "a.docx", intake)
        == .endingDiffers(found: .xlsx))
    // What it is comes before what is wrong with it.
    #expect(
      try await refusal(MadeEvidence.pdf(trailer: "/Encrypt 1 0 R"), "a.jpg", intake)
        == .endingDiffers(found: .pdf))
    #expect(
      try await refusal(MadeEvidence.png(), "a.png", intake, taking: [.pdf])
        == .kindNotTaken(.png, taken: [.pdf]))
  }

  @Test("A file that is too long is refused while it comes")
  func tooLarge() async throws {
    let intake = try intake(limit: 5000)
    #expect(
      try await refusal([UInt8](repeating: 1, count: 8000), "a.pdf", intake)
        == .tooLarge(limit: 5000))
  }

  @Test("A file of some length passes through all three in pieces")
  func long() async throws {
    let chunk = MadeEvidence.chunk("IDAT", SeededRandomBytes.make(1 << 20))
    let extra = [[UInt8]](repeating: chunk, count: 64).flatMap { $0 }
    let bytes = MadeEvidence.png(extra: extra)
    // The worker may not use as much memory as the file is long.
    var limits = EvidenceWorker.limits
    limits.memory = 48 << 20
    let worker = EvidenceWorker(executable: Built.path(), limits: limits)
    let kept = try await take(
      bytes, "a.png", intake(scanner: "/usr/bin/wc -c", limit: 100 << 20, worker: worker))
    #expect(kept.size == bytes.count)
    #expect(kept.isScanned)
  }

  @Test("The scanner has the last word, and no word is no")
  func scanner() async throws {
    let pdf = MadeEvidence.pdf()
    #expect(try await refusal(pdf, "a.pdf", intake(scanner: "exit 1")) == .infected)
    #expect(
      try await refusal(pdf, "a.pdf", intake(scanner: "exit 3"))
        == .notScanned(reason: "it ended with code 3"))
    let slow = try intake(scanner: "exec /bin/sleep 1000", time: .milliseconds(100))
    guard case .notScanned = try await refusal(pdf, "a.pdf", slow) else {
      Issue.record("taken without an answer")
      return
    }
    let lines = Mutex<[String]>([])
    let kept = try await take(
      pdf, "秘密.pdf",
      intake(scanner: "echo stream: OK; exit 0") { line in lines.withLock { $0.append(line) } })
    #expect(kept.isScanned)
    let logged = lines.withLock { $0 }
    #expect(logged == ["scan of \(kept.digest): clean; stream: OK"])
  }

  @Test("Without a worker nothing is taken")
  func noWorker() async throws {
    let gone = try intake(worker: EvidenceWorker(executable: "/nowhere/at-all"))
    guard case .notInspected = try await refusal(MadeEvidence.pdf(), "a.pdf", gone) else {
      Issue.record("taken without a look")
      return
    }
    var limits = EvidenceWorker.limits
    limits.inputBytes = 10
    let narrow = try intake(worker: EvidenceWorker(executable: Built.path(), limits: limits))
    guard case .notInspected = try await refusal(MadeEvidence.pdf(), "a.pdf", narrow) else {
      Issue.record("taken without a look at the whole")
      return
    }
    limits = EvidenceWorker.limits
    limits.time = .milliseconds(1)
    let hasty = try intake(worker: EvidenceWorker(executable: Built.path(), limits: limits))
    guard case .unreadable = try await refusal(MadeEvidence.pdf(), "a.pdf", hasty) else {
      Issue.record("taken without a look")
      return
    }
  }

  @Test("An upload that breaks off, or is cancelled, leaves nothing")
  func broken() async throws {
    struct Broken: Error {}
    let intake = try intake(scanner: "exec /bin/sleep 1000")
    let stream = AsyncThrowingStream<ArraySlice<UInt8>, any Error> { continuation in
      continuation.yield(MadeEvidence.pdf()[...])
      continuation.finish(throwing: Broken())
    }
    await #expect(throws: Broken.self) { try await intake.take(stream, fileName: "a.pdf") }
    #expect(try files() == [])
    let task = Task { try await refusal(MadeEvidence.pdf(), "a.pdf", intake) }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    #expect(try await task.value?.isOurs == true)
    #expect(try files() == [])
  }
}
