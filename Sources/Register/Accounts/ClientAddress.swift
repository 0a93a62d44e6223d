import Foundation

/// Which addresses count as one client.
enum ClientAddress {
  /// The name under which an address is counted.
  ///
  /// An IPv4 address counts for itself. Of an IPv6 address the first 64 bits count: the rest is the
  /// customer's to choose, so who has one has all (RFC 6177). Anything else counts as it stands.
  static func group(of address: String) -> String {
    guard address.utf8.count <= 64 else { return "too long" }
    var bytes = [UInt8](repeating: 0, count: 16)
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    // RFC 4291, 2.5.5.2: an IPv4 address in IPv6 clothes.
    if bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
      return bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
  }
}
