#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that is started, given its input, listened to, and seen to its end, by one thread that
/// may block.
///
/// The only file that speaks to the system about processes.
package struct ChildProcess {
  /// How the program ended, and what it wrote.
  package struct Ending: Hashable, Sendable {
    /// The exit code, or `nil` where a signal ended it.
    package var exitCode: Int32?
    /// The signal, where one ended it.
    package var signal: Int32?
    /// What it wrote on standard output.
    package var output: [UInt8]
  }

  /// What the program finds on its standard input.
  package enum Input: Sendable {
    /// Bytes, handed over through a socket while it takes them.
    case bytes([UInt8])
    /// A file, opened for it to read: nothing of it passes through this process.
    case file(OpenFile)
  }

  /// A program, and what it is given.
  package init(
    executable: String, arguments: [String], environment: [String: String],
    leadsGroup: Bool = false, sharesErrorOutput: Bool = false
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.leadsGroup = leadsGroup
    self.sharesErrorOutput = sharesErrorOutput
  }

  /// The program's path.
  let executable: String
  /// What it is told, without its own name.
  let arguments: [String]
  /// All that it sees of the environment.
  let environment: [String: String]
  /// Whether the program leads a group of processes, so that those that it starts end with it.
  let leadsGroup: Bool
  /// Whether it writes to the error output of this process, for who has called both to read.
  let sharesErrorOutput: Bool

  /// Runs the program to its end.
  ///
  /// Whatever happens, it has ended when this returns.
  ///
  /// - Parameters:
  ///   - input: What it finds on standard input.
  ///   - outputLimit: The most bytes that it may write.
  ///   - time: How long it may take.
  ///   - isCancelled: Asked every tenth of a second; when it says so, the program is ended.
  /// - Returns: How the program ended and what it wrote.
  /// - Throws: ``WorkerError``: `notStarted`, `timedOut`, `outputTooLong` or `cancelled`.
  package func run(
    input: Input, outputLimit: Int, time: Duration, isCancelled: () -> Bool
  ) throws(WorkerError) -> Ending {
    let deadline = ContinuousClock.now + time
    var (ours, theirs) = try ChildProcess.connection()
    defer { ours.close() }
    let process: pid_t
    let bytes: [UInt8]
    do {
      defer { theirs.close() }
      switch input {
      case .bytes(let given):
        bytes = given
        process = try spawn(input: theirs.input, output: theirs.output)
      case .file(let file):
        bytes = []
        process = try spawn(input: file.descriptor, output: theirs.output)
      }
    }
    var output: [UInt8] = []
    let failure: WorkerError?
    do {
      try ChildProcess.exchange(&ours, input: bytes, output: &output, limit: outputLimit) {
        if isCancelled() { return .cancelled }
        return ContinuousClock.now < deadline ? nil : .timedOut(time)
      }
      failure = nil
    } catch {
      failure = error
    }
    if failure != nil { end(process) }
    let status = wait(for: process, until: deadline)
    if let failure { throw failure }
    guard let status else { throw .timedOut(time) }
    // The low seven bits hold the signal, the next byte the exit code.
    let signal = status & 0x7F
    return Ending(
      exitCode: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
      output: output)
  }

  // MARK: Descriptors

  /// The two ends that one side of a connection holds.
  private struct Ends {
    var input: Int32
    var output: Int32

    mutating func closeInput() {
      if input >= 0 { _ = systemClose(input) }
      input = -1
    }

    mutating func close() {
      closeInput()
      if output >= 0 { _ = systemClose(output) }
      output = -1
    }
  }

  /// Two pairs of sockets, ours and the program's.
  ///
  /// Sockets, not pipes: writing to a program that has ended must be an error and never a signal.
  private static func connection() throws(WorkerError) -> (ours: Ends, theirs: Ends) {
    var one: [Int32] = [-1, -1]
    var two: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, type, 0, &one) == 0 else { throw .notStarted(reason(errno)) }
    guard socketpair(AF_UNIX, type, 0, &two) == 0 else {
      let reason = reason(errno)
      _ = one.map(systemClose)
      throw .notStarted(reason)
    }
    for descriptor in [one[0], two[0]] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      #if canImport(Darwin)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
      #endif
    }
    #if canImport(Darwin)
      for descriptor in one + two { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #endif
    return (Ends(input: one[0], output: two[0]), Ends(input: one[1], output: two[1]))
  }

  // MARK: Life

  private func spawn(input: Int32, output: Int32) throws(WorkerError) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    if !sharesErrorOutput {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    // Signals that this process ignores or blocks are not ignored or blocked by the program.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    if leadsGroup {
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, flags)
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, executable, &actions, &attributes, &words, &variables)
    guard code == 0 else {
      throw .notStarted("\(executable.shown): \(ChildProcess.reason(code))")
    }
    return process
  }

  /// Ends the process, which has not been waited for yet, so that its number is still its own.
  private func end(_ process: pid_t) {
    kill(leadsGroup ? -process : process, SIGKILL)
  }

  /// The status with which the process ended; ends it where it has not by the deadline.
  private func wait(
    for process: pid_t, until deadline: ContinuousClock.Instant
  ) -> Int32? {
    var status: Int32 = 0
    var pause: UInt32 = 200
    while ContinuousClock.now < deadline {
      let found = waitpid(process, &status, WNOHANG)
      if found == process { return status }
      if found < 0, errno != EINTR { return nil }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    end(process)
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    return nil
  }

  // MARK: Input and output

  /// Writes all input and reads all output; `stop` is asked at least every tenth of a second.
  private static func exchange(
    _ ends: inout Ends, input: [UInt8], output: inout [UInt8], limit: Int,
    stop: () -> WorkerError?
  ) throws(WorkerError) {
    var rest = input[...]
    var chunk = [UInt8](repeating: 0, count: 65_536)
    if rest.isEmpty { ends.closeInput() }
    while true {
      if let reason = stop() { throw reason }
      var polled = [
        pollfd(fd: ends.output, events: Int16(POLLIN), revents: 0),
        // A negative descriptor is passed over.
        pollfd(fd: ends.input, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&polled, 2, 100) > 0 else { continue }
      if polled[1].revents != 0 {
        let sent = send(rest, to: ends.input)
        if let sent { rest = rest.dropFirst(sent) }
        // A program that does not take all of its input may have its reasons; its answer tells.
        if sent == nil || rest.isEmpty { ends.closeInput() }
      }
      guard polled[0].revents != 0 else { continue }
      let count = chunk.withUnsafeMutableBytes { read(ends.output, $0.baseAddress, $0.count) }
      if count > 0 {
        output += chunk[..<count]
        guard output.count <= limit else { throw .outputTooLong(limit: limit) }
      } else if count == 0 || errno != EAGAIN && errno != EINTR {
        return
      }
    }
  }

  /// How many bytes were taken, or `nil` where no more are.
  private static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let count = bytes.withUnsafeBytes { systemSend(descriptor, $0.baseAddress, $0.count, flags) }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}

#if canImport(Glibc)
  private let systemClose = Glibc.close
  private let systemSend = Glibc.send
#else
  private let systemClose = Darwin.close
  private let systemSend = Darwin.send
#endif
