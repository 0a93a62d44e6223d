/// The address of a box together with the hash of what is in it (C2PA, 8.4.2).
public struct HashedURI: Hashable, Sendable {
  /// The address, as it is written.
  public let url: String
  /// The hash.
  public let hash: [UInt8]
  /// The name of the hash algorithm, where it stands beside the hash.
  public let alg: String?
  /// The address, where it can be read.
  let uri: JUMBFURI?

  /// An address and a hash.
  public init(url: String, hash: [UInt8], alg: String? = nil) {
    self.url = url
    self.hash = hash
    self.alg = alg
    uri = JUMBFURI(url)
  }

  /// Reads a map; nil where it has no address or no hash.
  public init?(_ item: CBOR?) {
    guard let item, let url = item["url"]?.text, let hash = item["hash"]?.bytes else { return nil }
    self.init(url: url, hash: Array(hash), alg: item["alg"]?.text)
  }

  /// The map, as it is written.
  public var cbor: CBOR {
    var entries: [(String, CBOR)] = [("url", .text(url)), ("hash", .bytes(hash))]
    if let alg { entries.append(("alg", .text(alg))) }
    return .map(entries)
  }
}
