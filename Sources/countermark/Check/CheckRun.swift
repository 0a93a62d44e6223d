import Checking
import Foundation
import Media
import Register

/// How many files came out how.
struct CheckOutcome {
  var marked = 0
  var unmarked = 0
  var unanswered = 0

  var count: Int { marked + unmarked + unanswered }

  mutating func add(_ report: CheckReport) {
    guard let examination = report.examination else {
      unanswered += 1
      return
    }
    let isUnanswered = report.named.contains {
      if case .unanswered = $0.answer { true } else { false }
    }
    if isUnanswered {
      unanswered += 1
    } else if examination.verdict == .noMarkFound {
      unmarked += 1
    } else {
      marked += 1
    }
  }
}

/// Checks files on all processors, and tells of them in the order in which they were named.
struct CheckRun {
  let examiner: Examiner
  let register: (any RegisterQuestions)?
  let printer: CheckPrinter

  /// Checks files and, file by file, what is in folders.
  func check(_ names: [String]) async throws -> CheckOutcome {
    var outcome = CheckOutcome()
    var printer = printer
    let width = ProcessInfo.processInfo.activeProcessorCount
    var walk = FileWalk(names)
    printer.begin()
    try await withThrowingTaskGroup(of: (Int, CheckReport).self) { tasks in
      var next = 0
      var told = 0
      var waiting: [Int: CheckReport] = [:]
      // A slow file holds up those behind it; so many may be waiting to be told of, and no more.
      let most = width * 64
      var running = 0
      func start() {
        while running < width, next - told < most, let item = walk.next() {
          let (place, register, examiner) = (next, register, examiner)
          next += 1
          running += 1
          tasks.addTask { (place, await CheckRun.report(item, examiner, register)) }
        }
      }
      start()
      while let (place, report) = try await tasks.next() {
        running -= 1
        waiting[place] = report
        while let ready = waiting.removeValue(forKey: told) {
          outcome.add(ready)
          printer.tell(ready)
          told += 1
        }
        Output.progress("\(told) checked: \(report.file)")
        start()
      }
    }
    Output.endProgress()
    printer.end(outcome)
    return outcome
  }

  private static func report(
    _ item: FileWalk.Item, _ examiner: Examiner, _ register: (any RegisterQuestions)?
  ) async -> CheckReport {
    do {
      let examination: Examination
      switch item {
      case .file(let path, let hasSidecar):
        let source = try FileSource(path: path)
        examination =
          try hasSidecar
          ? examiner.examine(source, sidecarBeside: path) : examiner.examine(source)
      case .standardInput: examination = try examiner.examine(try StandardInput.source())
      case .unreadable(let path, let reason): return CheckReport(file: path, error: reason)
      }
      return await CheckReport(file: item.name, examination, asking: register)
    } catch {
      return CheckReport(file: item.name, error: "\(error)")
    }
  }
}
