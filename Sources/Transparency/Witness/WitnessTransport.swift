/// The way to a witness: HTTP, or in tests and single-process set-ups the witness itself.
public protocol WitnessTransport: Sendable {
  /// Delivers a body to `add-checkpoint` and brings back the answer.
  func addCheckpoint(_ body: [UInt8]) async throws -> WitnessResponse
}

/// A witness in this process.
public struct LocalWitness: WitnessTransport {
  private let witness: Witness
  private let clock: @Sendable () -> UInt64

  /// The witness, with a clock that tells seconds since 1970 UTC.
  public init(_ witness: Witness, clock: @escaping @Sendable () -> UInt64) {
    self.witness = witness
    self.clock = clock
  }

  /// Answers as the witness does.
  public func addCheckpoint(_ body: [UInt8]) async throws -> WitnessResponse {
    try witness.addCheckpoint(body, now: clock())
  }
}
