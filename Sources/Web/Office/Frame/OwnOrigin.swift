import Hummingbird

/// Whether a request that changes something came from a page of this site, and whether its browser
/// can keep a session.
struct OwnOrigin: Sendable {
  /// Scheme and host under which the public reaches this server, where it is known.
  let publicBase: String?

  /// Whether the browser says that the request came from here.
  ///
  /// `Sec-Fetch-Site` cannot be set by a page; browsers send it to trustworthy addresses. `Origin`
  /// has to agree where it is sent; it is `null` where a page is told to send no referrer.
  func allows(_ request: Request) -> Bool {
    let origin = request.headers[.origin].flatMap { $0 == "null" ? nil : $0 }
    if let origin, !isOwn(origin, request) { return false }
    if let name = HTTPFields.Element.Name("Sec-Fetch-Site"), let site = request.headers[name] {
      return site == "same-origin"
    }
    return origin != nil
  }

  /// Whether a cookie that is `Secure` is kept: over TLS, and on the machine itself.
  func canHoldSession(_ request: Request) -> Bool {
    publicBase?.utf8.starts(with: "https://".utf8) == true || Self.isLoopback(host(request))
  }

  private func isOwn(_ origin: String, _ request: Request) -> Bool {
    if let publicBase, origin.lowercased() == publicBase.lowercased() { return true }
    let host = host(request)
    guard publicBase == nil || Self.isLoopback(host) else { return false }
    return origin.lowercased() == "http://" + host
  }

  private func host(_ request: Request) -> String { (request.head.authority ?? "").lowercased() }

  /// Whether a host, with or without a port, is the machine itself.
  static func isLoopback(_ host: String) -> Bool {
    ["localhost", "127.0.0.1", "[::1]"].contains { name in
      host == name || host.utf8.starts(with: (name + ":").utf8)
    }
  }
}
