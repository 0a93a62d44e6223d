import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A blocking TCP socket on the loopback, closed when it is let go.
final class Socket {
  private let descriptor: Int32

  init() throws {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw HarnessError("cannot open a socket: errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Takes a free port and says which.
  func bindFreePort() throws -> Int {
    guard at(port: 0, bind) == 0 else {
      throw HarnessError("cannot bind a loopback port: errno \(errno)")
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let named = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    guard named == 0 else { throw HarnessError("cannot read the port's number: errno \(errno)") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Connects, with a limit in seconds for every later wait.
  func connect(port: Int, timeout: Double) throws {
    var limit = timeval()
    limit.tv_sec = Int(timeout)
    limit.tv_usec = .init((timeout - timeout.rounded(.down)) * 1_000_000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard at(port: port, connectCall) == 0 else {
      throw HarnessError("cannot connect to 127.0.0.1:\(port): errno \(errno)")
    }
  }

  /// Sends all bytes; whether the other side took them.
  func send(_ bytes: Data) -> Bool {
    var rest = [UInt8](bytes)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { sendCall(descriptor, $0.baseAddress, $0.count, quietly) }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// The next bytes; none when the other side has closed, and an error when it says nothing.
  func receive() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var count = recv(descriptor, &buffer, buffer.count, 0)
    while count < 0, errno == EINTR { count = recv(descriptor, &buffer, buffer.count, 0) }
    guard count >= 0 else { throw HarnessError("nothing came: errno \(errno)") }
    return Array(buffer[..<count])
  }

  private func at(
    port: Int, _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// A peer that went away must not end the test run.
  private var quietly: Int32 {
    #if canImport(Darwin)
      0
    #else
      Int32(MSG_NOSIGNAL)
    #endif
  }
}

// The system's functions, out of the shade of the methods that bear their names.
private func connectCall(
  _ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> Int32 {
  connect(socket, address, length)
}

private func sendCall(
  _ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int {
  send(socket, bytes, count, flags)
}
