public import Foundation

/// Ports of this machine's loopback, and bytes sent to them as they are.
public enum LocalPort {
  /// A port that nothing listens on at this moment.
  ///
  /// Between this answer and its use another process may take it; who starts a server on it has to
  /// be ready to try again.
  public static func free() throws -> Int { try Socket().bindFreePort() }

  /// Sends these bytes and returns all that comes back until the other side closes, or says
  /// nothing for `timeout` seconds: what no well-behaved client would send can be sent.
  public static func exchange(port: Int, _ bytes: Data, timeout: Double = 5) async throws -> Data {
    try await blocking {
      let socket = try Socket()
      try socket.connect(port: port, timeout: timeout)
      _ = socket.send(bytes)
      var answer = Data()
      while let more = try? socket.receive(), !more.isEmpty { answer.append(contentsOf: more) }
      return answer
    }
  }

  /// Runs what waits on a thread that may wait, so that the tests' own threads go on.
  static func blocking<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Swift.Result { try body() }) }
      thread.start()
    }
  }
}
