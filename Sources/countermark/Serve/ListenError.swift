import Foundation
import NIOCore

/// Why a server could not listen where it was told to.
struct ListenError: Error, CustomStringConvertible {
  let description: String

  /// Runs a server; the system's errors about its address come out as sentences.
  static func explaining(_ host: String, _ port: Int, _ body: () async throws -> Void) async throws
  {
    do {
      try await body()
    } catch let error as IOError {
      throw ListenError(host, port, error.errnoCode)
    } catch let error as SocketAddressError {
      throw ListenError(
        description: "\(host) is no address of this machine (\(error)); --host takes one, such as "
          + "127.0.0.1")
    }
  }

  private init(_ host: String, _ port: Int, _ code: CInt) {
    let place = "port \(port) of \(host)"
    switch code {
    case EADDRINUSE:
      description = "\(place) is taken: stop what listens there, or name another with --port"
    case EACCES:
      description = "\(place) may not be listened on by this user: name one from 1024 with --port"
    case EADDRNOTAVAIL:
      description = "\(host) is no address of this machine; --host takes one, such as 127.0.0.1"
    default:
      description = "\(place) cannot be listened on: \(String(cString: strerror(code)))"
    }
  }

  private init(description: String) { self.description = description }

  /// How somebody on this machine reaches a server.
  static func address(_ host: String, _ port: Int) -> String {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}
