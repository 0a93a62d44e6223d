import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process that runs: only its number is used, and how it ended is kept under a lock.
///
/// Not Foundation's `Process`: up to Swift 6.3 its `run()` on Linux reads past the records of
/// `/proc/self/fd` and now and then ends the whole test run with a segmentation fault.
final class Running: Sendable {
  let pid: Int32
  private let ending = Ending()

  /// Starts a program as the head of a group of processes of its own.
  ///
  /// - Parameters:
  ///   - program: The path of an executable file.
  ///   - arguments: What it is given, without its name.
  ///   - environment: All that it sees of variables.
  ///   - descriptors: Its standard input, output and error output; it gets no others.
  ///   - directory: Where it runs; here, if none is given.
  /// - Throws: ``HarnessError`` where it cannot be started.
  init(
    _ program: String, _ arguments: [String], environment: [String: String],
    descriptors: [Int32], in directory: URL?
  ) throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw HarnessError("\(program) is no program")
    }
    var words = [program] + arguments
    // There is no portable way to start a program elsewhere than by one that goes there first.
    if let directory { words = ["/usr/bin/env", "-C", directory.path] + words }
    pid = try spawn(words, environment, descriptors)
    let (pid, ending) = (pid, ending)
    Thread.detachNewThread {
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      // The low seven bits hold the signal, the next byte the exit code.
      let signal = status & 0x7F
      ending.set(Child.End(code: signal == 0 ? status >> 8 & 0xFF : signal, bySignal: signal != 0))
    }
  }

  var end: Child.End? { ending.get() }

  func signal(_ number: Int32) {
    guard end == nil, pid > 1 else { return }
    _ = sendSignal(pid, number)
  }

  func kill() {
    // Once it has ended, its number may be another's: threads draw from the same numbers, and a run of
    // all tests goes round them more than once.
    guard pid > 1, end == nil else { return }
    // Its group too, where it leads one: a browser and its driver start further processes.
    if getpgid(pid) == pid { _ = sendSignal(-pid, SIGKILL) }
    _ = sendSignal(pid, SIGKILL)
  }

  private final class Ending: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Child.End?
    func set(_ end: Child.End) { lock.withLock { value = end } }
    func get() -> Child.End? { lock.withLock { value } }
  }
}

private func spawn(
  _ words: [String], _ environment: [String: String], _ descriptors: [Int32]
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for (place, descriptor) in descriptors.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place))
  }
  // What the tests have open stays theirs: a child that held a lock or a socket would keep it taken.
  // One that was closed since is passed over.
  for name in try FileManager.default.contentsOfDirectory(atPath: "/dev/fd") {
    if let open = Int32(name), open > 2 { posix_spawn_file_actions_addclose(&actions, open) }
  }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setpgroup(&attributes, 0)
  let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
  posix_spawnattr_setflags(&attributes, Int16(flags))
  var arguments = words.map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for word in arguments + variables { free(word) } }
  var process = pid_t()
  let code = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
  guard code == 0 else {
    throw HarnessError("\(words[0]) cannot be started: \(String(cString: strerror(code)))")
  }
  return process
}

private func sendSignal(_ pid: Int32, _ number: Int32) -> Int32 { kill(pid, number) }
