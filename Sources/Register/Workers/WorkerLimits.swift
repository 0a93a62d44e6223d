#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a worker process may use.
///
/// The process sets the limits on itself before it looks at its input; the time on the clock and
/// the length of the output are watched from outside.
public struct WorkerLimits: Hashable, Sendable {
  /// The most bytes of memory that may be written to.
  public var memory: Int
  /// The most seconds of processor time.
  public var processorSeconds: Int
  /// How long it may take by the clock.
  public var time: Duration
  /// The most bytes of input.
  public var inputBytes: Int
  /// The most bytes of output.
  public var outputBytes: Int

  /// Limits on a worker.
  public init(
    memory: Int, processorSeconds: Int, time: Duration, inputBytes: Int, outputBytes: Int
  ) {
    self.memory = memory
    self.processorSeconds = processorSeconds
    self.time = time
    self.inputBytes = inputBytes
    self.outputBytes = outputBytes
  }

  /// How many files a worker may have open: the three that it is given, and a few for the runtime.
  static let openFiles = 16
  /// How much address space beyond its memory a worker may map: code, stacks, what the allocator
  /// reserves and does not use.
  static let addressSpace = 4 << 30

  /// Sets the limits on this process, for good: hard limits cannot be raised again.
  ///
  /// - Throws: ``WorkerError/unlimited(_:)`` where the system refuses one.
  func apply() throws(WorkerError) {
    #if canImport(Glibc)
      // RLIMIT_DATA counts what can be written to; RLIMIT_AS counts what is merely reserved too.
      try set(RLIMIT_DATA, "memory", memory)
      try set(RLIMIT_AS, "address space", memory + WorkerLimits.addressSpace)
      try set(RLIMIT_CPU, "processor time", processorSeconds)
      try set(RLIMIT_NOFILE, "open files", WorkerLimits.openFiles)
      try set(RLIMIT_FSIZE, "length of files", 0)
      try set(RLIMIT_CORE, "core file", 0)
    #elseif canImport(Darwin)
      try set(RLIMIT_CPU, "processor time", processorSeconds)
      try set(RLIMIT_NOFILE, "open files", WorkerLimits.openFiles)
      try set(RLIMIT_FSIZE, "length of files", 0)
      try set(RLIMIT_CORE, "core file", 0)
    #endif
  }

  #if canImport(Glibc)
    private typealias Resource = __rlimit_resource
  #else
    private typealias Resource = Int32
  #endif

  private func set(_ resource: Resource, _ name: String, _ value: Int) throws(WorkerError) {
    var limit = rlimit(rlim_cur: rlim_t(max(0, value)), rlim_max: rlim_t(max(0, value)))
    #if canImport(Glibc)
      let code = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    #else
      let code = setrlimit(resource, &limit)
    #endif
    guard code == 0 else { throw .unlimited(name) }
  }
}

// MARK: - As arguments

extension WorkerLimits {
  /// The limits that the worker sets on itself, as arguments for it.
  var arguments: [String] {
    ["memory=\(memory)", "processor-seconds=\(processorSeconds)", "input=\(inputBytes)"]
  }

  /// These limits with those that arguments name in their place.
  ///
  /// - Throws: ``WorkerError/usage(_:)`` for an argument that is none.
  func updated(by arguments: some Sequence<String>) throws(WorkerError) -> WorkerLimits {
    var limits = self
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let value = Int(parts[1]), (1...(1 << 40)).contains(value) else {
        throw .usage("\(argument.shown) is not NAME=NUMBER")
      }
      switch parts[0] {
      case "memory": limits.memory = value
      case "processor-seconds": limits.processorSeconds = value
      case "input": limits.inputBytes = value
      default: throw .usage("\(argument.shown) names no limit")
      }
    }
    return limits
  }
}
