/// The address of a box in a manifest store (C2PA, 8.4): `self#jumbf=...`.
public struct JUMBFURI: Hashable, Sendable {
  /// The label of the manifest; nil for an address relative to the manifest in which it stands.
  public let manifest: String?
  /// The labels from the manifest inwards; empty for the manifest itself.
  public let path: [String]

  /// An address by its parts.
  public init(manifest: String?, path: [String]) {
    self.manifest = manifest
    self.path = path
  }

  /// Reads an address: absolute, relative, or absolute without the leading slash, which some
  /// writers leave out; nil where the text is none.
  public init?(_ text: String) {
    guard text.begins(with: "self#jumbf=") else { return nil }
    var rest = text.utf8.dropFirst(11)
    if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = parts.first, !parts.contains(where: \.isEmpty) else { return nil }
    if first == "c2pa", parts.count > 1 {
      self.init(manifest: parts[1], path: Array(parts[2...]))
    } else if first.begins(with: "urn:") {
      self.init(manifest: first, path: Array(parts[1...]))
    } else {
      self.init(manifest: nil, path: parts)
    }
  }

  /// The absolute form, as seen from the manifest of this label.
  public func absolute(in label: String) -> JUMBFURI {
    JUMBFURI(manifest: manifest ?? label, path: path)
  }

  /// The text of the address.
  public var text: String {
    let inner = path.joined(separator: "/")
    guard let manifest else { return "self#jumbf=\(inner)" }
    return "self#jumbf=/c2pa/\(manifest)" + (path.isEmpty ? "" : "/\(inner)")
  }
}
