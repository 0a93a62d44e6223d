import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A `Process` that can be shared: it is set up before it runs, and afterwards only its number is
/// used; how it ended is kept under a lock.
final class Running: @unchecked Sendable {
  let pid: Int32
  private let process: Process
  private let ending = Ending()

  init(_ process: Process) throws {
    self.process = process
    let ending = ending
    process.terminationHandler = { process in
      ending.set(
        Child.End(
          code: process.terminationStatus, bySignal: process.terminationReason == .uncaughtSignal))
    }
    try process.run()
    pid = process.processIdentifier
  }

  var end: Child.End? { ending.get() }

  func signal(_ number: Int32) {
    guard end == nil, pid > 1 else { return }
    _ = sendSignal(pid, number)
  }

  func kill() {
    guard pid > 1 else { return }
    // Its own group, where it leads one: a browser and its driver start further processes.
    if getpgid(pid) == pid { _ = sendSignal(-pid, SIGKILL) }
    if end == nil { _ = sendSignal(pid, SIGKILL) }
  }

  private final class Ending: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Child.End?
    func set(_ end: Child.End) { lock.withLock { value = end } }
    func get() -> Child.End? { lock.withLock { value } }
  }
}

private func sendSignal(_ pid: Int32, _ number: Int32) -> Int32 { kill(pid, number) }
