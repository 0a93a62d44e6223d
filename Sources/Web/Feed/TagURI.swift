import Record
import Register

/// Identifiers of the feed and its entries that hold for ever, whatever the server's address becomes
/// (RFC 4151): `tag:HOST,DAY:ORIGIN/...`, with the log's origin and the day the register was made.
struct TagURI: Sendable {
  private let base: String

  init(_ instance: Instance) {
    let host = instance.origin.utf8.prefix { $0 != 0x2F && $0 != 0x3A }
    let name = String(decoding: host, as: UTF8.self)
    base =
      "tag:" + (Self.isHost(host) ? name.lowercased() : "register.invalid") + ","
      + instance.created.description.utf8.prefix(10).reduce(into: "") {
        $0.unicodeScalars.append(Unicode.Scalar($1))
      }
      + ":" + SiteAddress.segments(instance.origin)
  }

  /// The identifier of something within the register.
  subscript(path: String) -> String { base + "/" + path }

  /// Whether bytes are a name as the domain name system has them.
  private static func isHost(_ host: some Collection<UInt8>) -> Bool {
    !host.isEmpty
      && host.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { label in
        guard let first = label.first, let last = Array(label).last else { return false }
        return first != 0x2D && last != 0x2D
          && label.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
            default: false
            }
          }
      }
  }
}
