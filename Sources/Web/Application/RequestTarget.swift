/// What stands in a request's first line, looked at byte by byte before anything else reads it.
enum RequestTarget: Hashable, Sendable {
  /// A path that routes may look up.
  case path
  /// A path but for a slash at the end: where it stands without, query included.
  case trailingSlash(location: String)
  /// `*`: the server as a whole (RFC 9110, section 9.3.7).
  case asterisk
  /// Longer than ``maximumLength``.
  case tooLong
  /// Nothing that has a place here.
  case malformed(reason: String)
  /// A path with an empty segment or a dot segment, at which nothing can be.
  case nowhere

  /// The longest target that is answered, in bytes.
  static let maximumLength = 8192

  init(_ target: String?) {
    var target = target ?? ""
    self = target.withUTF8 { RequestTarget($0) }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= Self.maximumLength else {
      self = .tooLong
      return
    }
    guard let start = Self.pathStart(bytes) else {
      self =
        bytes.count == 1 && bytes[0] == 0x2A
        ? .asterisk : .malformed(reason: "the target of a request begins with a slash")
      return
    }
    var end = bytes.count
    var nowhere = false
    var segment = start
    for at in bytes.indices.dropFirst(start) {
      let byte = bytes[at]
      guard byte > 0x20, byte != 0x7F else {
        self = .malformed(reason: "blanks and control characters have to be percent-encoded")
        return
      }
      guard byte != 0x23 else {
        self = .malformed(reason: "a fragment (#...) is never sent to a server")
        return
      }
      if end < bytes.count { continue }
      if byte == 0x3F {
        end = at
      } else if byte == 0x2F, at > start {
        if at == segment + 1 || Self.isDots(bytes[(segment + 1)..<at]) { nowhere = true }
        segment = at
      }
    }
    if nowhere || Self.isDots(bytes[(segment + 1)..<end]) {
      self = .nowhere
    } else if end == segment + 1, segment > start {
      let location = Array(bytes[start..<segment]) + Array(bytes[end...])
      self = .trailingSlash(location: String(decoding: location, as: UTF8.self))
    } else {
      self = .path
    }
  }

  /// Where the path begins: at once, or after the server's name in absolute form, which a server
  /// has to take (RFC 9112, section 3.2.2).
  private static func pathStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if bytes.first == 0x2F { return 0 }
    for scheme in ["http://", "https://"] where bytes.starts(with: scheme.utf8) {
      return bytes[scheme.utf8.count...].firstIndex(of: 0x2F)
    }
    return nil
  }

  /// Whether a segment is `.` or `..`.
  private static func isDots(_ segment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    (1...2).contains(segment.count) && segment.allSatisfy { $0 == 0x2E }
  }
}
