public import Foundation

/// What a server answered.
public struct HTTPAnswer: Sendable {
  /// The status code.
  public let status: Int
  /// The header fields by name in lower case; of several with one name, all, with commas between.
  public let headers: [String: String]
  /// The body's bytes as they came: a content encoding that was asked for is still on.
  public let body: Data

  /// The body as UTF-8 text, damage replaced.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON.
  public func json() throws -> JSON { try JSON(parsing: body) }
}

/// A small HTTP/1.1 client for servers on the loopback.
///
/// It sends what it is told and nothing of its own but `Host`, `Connection: close` and
/// `Content-Length`; it follows no redirect, keeps no cookie and no cache, asks for no compression.
public enum HTTP {
  /// Fetches an address.
  public static func get(
    _ address: String, headers: [String: String] = [:], timeout: Double = 30
  ) async throws -> HTTPAnswer {
    try await send("GET", address, headers: headers, timeout: timeout)
  }

  /// Posts a body.
  public static func post(
    _ address: String, _ body: Data, headers: [String: String] = [:], timeout: Double = 30
  ) async throws -> HTTPAnswer {
    try await send("POST", address, headers: headers, body: body, timeout: timeout)
  }

  /// Sends any request.
  ///
  /// - Parameters:
  ///   - method: The HTTP method.
  ///   - address: `http://127.0.0.1:PORT/PATH?QUERY`; path and query go out byte for byte.
  ///   - headers: Further header fields.
  ///   - body: The body, if there is one.
  ///   - timeout: How many seconds may pass without a byte.
  /// - Returns: The answer, whatever its status.
  /// - Throws: ``HarnessError`` where no whole answer came.
  public static func send(
    _ method: String, _ address: String, headers: [String: String] = [:], body: Data? = nil,
    timeout: Double = 30
  ) async throws -> HTTPAnswer {
    let (port, target) = try split(address)
    var head = "\(method) \(target) HTTP/1.1\r\n"
    let names = headers.keys.map { $0.lowercased() }
    if !names.contains("host") { head += "Host: 127.0.0.1:\(port)\r\n" }
    if !names.contains("connection") { head += "Connection: close\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
    let request = Data((head + "\r\n").utf8) + (body ?? Data())
    return try await LocalPort.blocking {
      let socket = try Socket()
      try socket.connect(port: port, timeout: timeout)
      _ = socket.send(request)
      var reading = HTTPReading(socket: socket)
      do {
        return try reading.answer(toHead: method == "HEAD")
      } catch {
        throw HarnessError("\(method) \(address): \(error)")
      }
    }
  }

  private static func split(_ address: String) throws -> (port: Int, target: String) {
    for prefix in ["http://127.0.0.1", "http://localhost"] where address.hasPrefix(prefix) {
      let rest = address.dropFirst(prefix.count)
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      let port = authority.isEmpty ? 80 : Int(authority.dropFirst())
      let target = rest.dropFirst(authority.count)
      if let port { return (port, target.hasPrefix("/") ? String(target) : "/" + target) }
    }
    throw HarnessError("not an http address of this machine's loopback: \(address)")
  }
}

/// Reads one HTTP/1.1 answer from a socket.
struct HTTPReading {
  let socket: Socket
  private var buffer: [UInt8] = []
  private var closed = false

  init(socket: Socket) { self.socket = socket }

  mutating func answer(toHead: Bool) throws -> HTTPAnswer {
    let statusLine = try line().split(separator: " ", maxSplits: 2)
    guard statusLine.count >= 2, statusLine[0].hasPrefix("HTTP/1."), let status = Int(statusLine[1])
    else { throw HarnessError("not an HTTP status line: \(statusLine.joined(separator: " "))") }
    var fields: [String: String] = [:]
    while true {
      let field = try line()
      if field.isEmpty { break }
      guard let colon = field.firstIndex(of: ":") else {
        throw HarnessError("not a header field: \(field)")
      }
      let name = field[..<colon].lowercased()
      let value = field[field.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      fields[name] = fields[name].map { $0 + ", " + value } ?? value
    }
    let body: [UInt8]
    if toHead || status == 204 || status == 304 {
      body = []
    } else if fields["transfer-encoding"]?.lowercased() == "chunked" {
      body = try chunks()
    } else if let length = fields["content-length"] {
      guard let count = Int(length), count >= 0 else {
        throw HarnessError("not a content length: \(length)")
      }
      body = try bytes(count)
    } else {
      while try more() {}
      body = buffer
    }
    return HTTPAnswer(status: status, headers: fields, body: Data(body))
  }

  private mutating func chunks() throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let size = try line().prefix { $0 != ";" }
      guard let count = Int(size, radix: 16), count >= 0 else {
        throw HarnessError("not a chunk size: \(size)")
      }
      if count == 0 {
        while try !line().isEmpty {}
        return body
      }
      body += try bytes(count)
      guard try line().isEmpty else { throw HarnessError("a chunk is longer than it says") }
    }
  }

  private mutating func line() throws -> String {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let text = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return text.unicodeScalars.last == "\r" ? String(text.unicodeScalars.dropLast()) : text
      }
      guard try more() else { throw HarnessError("the answer ended before it was whole") }
    }
  }

  private mutating func bytes(_ count: Int) throws -> [UInt8] {
    while buffer.count < count {
      guard try more() else {
        throw HarnessError("the body ended after \(buffer.count) of \(count) bytes")
      }
    }
    defer { buffer.removeFirst(count) }
    return Array(buffer[..<count])
  }

  private mutating func more() throws -> Bool {
    if closed { return false }
    let next = try socket.receive()
    closed = next.isEmpty
    buffer += next
    return !closed
  }
}
