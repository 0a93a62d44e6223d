import Foundation
import TestSupport
import Testing

@testable import Register

@Suite("Work in a process of its own")
struct WorkerTests {
  private let limits = WorkerLimits(
    memory: 64 << 20, processorSeconds: 5, time: .seconds(20), inputBytes: 1 << 20,
    outputBytes: 1 << 16)

  /// Runs a shell in the place of a worker.
  private func shell(
    _ script: String, input: [UInt8] = [], limits: WorkerLimits? = nil
  ) async throws(WorkerError) -> WorkerJob.Answer {
    try await WorkerProcess(executable: "/bin/sh", arguments: ["-c", script])
      .run("job", on: input, limits: limits ?? self.limits)
  }

  private func error(_ script: String, input: [UInt8] = [], limits: WorkerLimits? = nil) async
    -> WorkerError?
  {
    do throws(WorkerError) {
      _ = try await shell(script, input: input, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test("The answer is what the worker writes; its exit code says whether it refuses")
  func answers() async throws {
    let input = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    var limits = limits
    limits.outputBytes = input.count
    #expect(try await shell("exec /bin/cat", input: input, limits: limits) == .done(input))
    #expect(try await shell("printf no; exit 65") == .refused(Array("no".utf8)))
  }

  @Test("The job and its limits are the worker's arguments; of the environment it sees no secrets")
  func arguments() async throws {
    let answer = try await shell("echo \"$0\" \"$@\"; /usr/bin/env | /bin/grep -c HOME || true")
    #expect(
      answer
        == .done(Array("job memory=67108864 processor-seconds=5 input=1048576\n0\n".utf8)))
  }

  @Test("A worker that crashes, breaks off, floods or hangs becomes an error")
  func failures() async {
    #expect(await error("kill -SEGV $$") == .signalled(11))
    #expect(await error("exit 3") == .exited(3))
    let long = [UInt8](repeating: 1, count: 4 << 20)
    #expect(await error("exec 0<&-; exit 3", input: long) == .exited(3))
    #expect(await error("exec 0<&- 1>&-; exec /bin/sleep 0.3", input: long) == nil)
    #expect(await error("exec /usr/bin/yes") == .outputTooLong(limit: 1 << 16))
    var brief = limits
    brief.time = .milliseconds(200)
    #expect(await error("exec /bin/sleep 1000", limits: brief) == .timedOut(.milliseconds(200)))
    #expect(
      await error("exec 1>&-; exec /bin/sleep 1000", limits: brief)
        == .timedOut(.milliseconds(200)))
    let missing = WorkerProcess(executable: "/nowhere/at-all")
    await #expect(throws: WorkerError.self) {
      try await missing.run("job", on: [], limits: limits)
    }
  }

  @Test("A cancelled task ends its worker")
  func cancellation() async {
    let task = Task { await error("exec /bin/sleep 1000") }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test(
    "Limits are read from arguments, and what is none is refused",
    arguments: [
      (["memory=1"], true), ([], true), (["memory=0"], false), (["memory=x"], false),
      (["other=1"], false), (["memory"], false), (["memory=99999999999999999999"], false),
    ])
  func limitArguments(arguments: [String], isGood: Bool) {
    let updated = try? limits.updated(by: arguments)
    #expect((updated != nil) == isGood)
  }

  @Test("A worker that is told of no such job, or called wrongly, says so by its exit code")
  func unknownJob() {
    #expect(Worker.serve(["no-such-job"]) == Worker.ExitCode.failed)
    #expect(Worker.serve([]) == Worker.ExitCode.failed)
    #expect(Worker.serve(["read-list", "memory=none"]) == Worker.ExitCode.failed)
  }
}

@Suite(
  "Lists read in a process of their own",
  .enabled(if: Built.exists(), "the countermark program is not beside the tests"))
struct ListWorkerTests {
  private let worker = ListWorker(executable: Built.path())

  @Test("The worker reads what the reader reads, and tells the file's name")
  func reads() async throws {
    let bytes = try MadeList.document([MadeList.cells(1), MadeList.cells(2)]).bytes()
    #expect(try await worker.read(bytes, name: "甲.docx") == ListReader.read(bytes, name: "甲.docx"))
    let headings = CancellationTable.headings.joined(separator: ",")
    let notice = Array("\(headings)\n2025-07-14,a,服务提供者,b,--,\(MadeList.number(1)),,\n".utf8)
    #expect(try await worker.read(notice, name: "n.csv") == ListReader.read(notice, name: "n.csv"))
  }

  @Test("What the reader refuses, the worker refuses in the same words")
  func refuses() async throws {
    for bytes in [Array("%PDF-1.7".utf8), [], Array("PK\u{3}\u{4}".utf8), Array("a,b".utf8)] {
      do throws(ListReadError) {
        _ = try await worker.read(bytes, name: "x")
        Issue.record("taken")
      } catch {
        #expect(throws: error) { try ListReader.read(bytes, name: "x") }
      }
    }
  }

  @Test("A document that needs too much memory or time ends the worker, and nothing else")
  func limits() async throws {
    // Some 20 MB of a well-formed document that compresses badly.
    var generator = SeededRandom()
    let filler = (0..<300_000).map { _ in
      "<w:bookmarkStart w:name=\"\(String(generator.next(), radix: 36))\"/>"
    }
    let bytes = try MadeDocument(body: filler.joined()).bytes()
    func failure(_ limits: WorkerLimits) async -> ListReadError.Kind? {
      do throws(ListReadError) {
        _ = try await ListWorker(executable: Built.path(), limits: limits)
          .read(bytes, name: "large.docx")
        return nil
      } catch {
        #expect(error.file == "large.docx", "\(error)")
        return error.kind
      }
    }
    #expect(await failure(ListWorker.limits) == .notAList)
    var limits = ListWorker.limits
    limits.memory = 16 << 20
    #expect(await failure(limits) == .worker)
    limits = ListWorker.limits
    limits.time = .milliseconds(20)
    #expect(await failure(limits) == .worker)
  }
}
