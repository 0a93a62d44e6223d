import Damage
import Foundation
import FuzzCases

/// One case in this process: number after number, with what it costs.
struct SoakWorker {
  /// What a case may take beyond what its input takes itself, in bytes: the ceiling of the design.
  static let ceiling = 16 << 20
  /// What a test holds of an input: the input, a copy of it, and what a plan reads of it.
  static let copies = 4
  /// The longest that one input may take, in seconds.
  static let patience = 10.0

  let one: FuzzCase
  private let options: SoakOptions
  private let state: Int32

  init(_ options: SoakOptions, name: String) throws {
    guard let one = try FuzzCase.all().first(where: { $0.name == name }) else {
      throw SoakOptions.Fault(description: "there is no case '\(name)'")
    }
    self.one = one
    self.options = options
    state = open(options.state, O_RDWR | O_CREAT, 0o600)
    guard state >= 0 else { throw SoakOptions.Fault(description: "\(options.state): \(errno)") }
  }

  /// The exit code: 0 where every input got an answer, 2 where one did not.
  func run() throws -> Int32 {
    var row = SoakRow(name: one.name)
    let clock = ContinuousClock()
    // The warm process: every valid input has been read.
    for seed in one.damage.seeds { for _ in 0..<20 { _ = try one.answer(seed) } }
    Memory.trim()
    let warm = Memory.resident
    let start = clock.now
    var last = start
    var batch = options.from
    var largest = 0
    Memory.resetPeak()
    var number = options.from
    while number < options.from + options.cases {
      let input = one.damage.input(number)
      note(number, input)
      largest = max(largest, input.count)
      do {
        if try one.answer(input) { row.taken += 1 }
      } catch {
        return report(row, since: start, fault: error.description)
      }
      row.cases += 1
      let now = clock.now
      let took =
        Double((now - last).components.attoseconds) / 1e18
        + Double((now - last).components.seconds)
      last = now
      if took > row.slowest { row.slowest = took }
      if took > Self.patience {
        return report(row, since: start, fault: "it took \(took) s")
      }
      number += 1
      // What is hostile is measured alone.
      let isAlone = one.damage.kind(of: number) == .hostile || input.count > 20_000
      guard isAlone || number - batch >= 512 else { continue }
      let growth = Memory.peak - warm
      row.growth = max(row.growth, growth)
      if growth > Self.ceiling + Self.copies * largest,
        let worst = try worst(batch..<number, since: warm)
      {
        return report(row, since: start, fault: worst)
      }
      if isAlone || growth > Self.ceiling / 2 { Memory.trim() }
      Memory.resetPeak()
      batch = number
      largest = 0
      if let most = options.seconds, start.duration(to: now) > .seconds(most) { break }
    }
    return report(row, since: start, fault: nil)
  }

  /// Which of a batch took too much, each read alone; nil where none does.
  private func worst(_ numbers: Range<Int>, since warm: Int) throws -> String? {
    for number in numbers {
      let input = one.damage.input(number)
      Memory.trim()
      Memory.resetPeak()
      _ = try one.answer(input)
      let growth = Memory.peak - warm
      if growth > Self.ceiling + Self.copies * input.count {
        note(number, input)
        return "it took \(growth >> 20) MiB for an input of \(input.count) bytes"
      }
    }
    return nil
  }

  /// Writes down what is about to be read.
  private func note(_ number: Int, _ input: [UInt8]) {
    let head = [number, input.count].flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    input.withUnsafeBytes { _ = pwrite(state, $0.baseAddress, $0.count, 16) }
    head.withUnsafeBytes { _ = pwrite(state, $0.baseAddress, $0.count, 0) }
  }

  private func report(
    _ row: SoakRow, since start: ContinuousClock.Instant, fault: String?
  ) -> Int32 {
    var row = row
    let took = start.duration(to: ContinuousClock().now).components
    row.seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
    row.fault = fault
    if let data = try? JSONEncoder().encode(row) { FileHandle.standardOutput.write(data) }
    return fault == nil ? 0 : 2
  }
}

/// What this process holds of the machine's memory.
enum Memory {
  /// Now, in bytes.
  static var resident: Int { field("VmRSS:") }
  /// The most since it was last reset.
  static var peak: Int { field("VmHWM:") }

  /// Lets the peak begin anew.
  static func resetPeak() {
    let file = open("/proc/self/clear_refs", O_WRONLY)
    guard file >= 0 else { return }
    _ = write(file, "5", 1)
    close(file)
  }

  /// Gives back what is free, so that what is measured next is not what was held before.
  static func trim() { _ = mallocTrim(0) }

  private static func field(_ name: String) -> Int {
    let file = open("/proc/self/status", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &buffer, buffer.count)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }
}

/// Of the C library, whose module does not have it.
@_silgen_name("malloc_trim")
private func mallocTrim(_ padding: Int) -> CInt
