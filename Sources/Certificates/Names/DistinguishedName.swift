internal import SwiftASN1

/// The name of a subject or an issuer: attributes in their order, with the bytes they came in.
public struct DistinguishedName: Sendable {
  /// One attribute of a name: what kind, and its value.
  public struct Attribute: Hashable, Sendable {
    /// What kind of attribute.
    public let type: OID
    /// The value as text; as hexadecimal after `#` where it is no string.
    public let value: String

    /// An attribute of this kind and value.
    public init(_ type: OID, _ value: String) {
      self.type = type
      self.value = value
    }
  }

  /// The encoded name.
  public let bytes: [UInt8]
  /// The relative names, from the widest to the narrowest, each of one attribute or several.
  public let parts: [[Attribute]]

  /// What is compared when chains are built, RFC 5280 7.1.
  let canonical: [UInt8]

  /// Whether there is no attribute at all.
  public var isEmpty: Bool { parts.isEmpty }

  /// The first attribute of a kind, in the order of the name.
  public subscript(type: OID) -> String? {
    for part in parts {
      for attribute in part where attribute.type == type { return attribute.value }
    }
    return nil
  }

  /// The narrowest common name.
  public var commonName: String? {
    parts.reversed().lazy.flatMap { $0 }.first { $0.type == .commonName }?.value
  }

  /// The organization.
  public var organization: String? { self[.organization] }

  /// What to call the one named: common name, else organization, else the whole name.
  public var display: String { commonName ?? organization ?? description }

  init(_ node: ASN1Node, _ what: String) throws(CertificateError) {
    var sets = try Fields(node, what)
    var parts: [[Attribute]] = []
    var canonical: [UInt8] = []
    while let set = sets.next() {
      var members = try Fields(set, what, tag: .set)
      var part: [Attribute] = []
      while let member = members.next() {
        var pair = try Fields(member, "an attribute of a name")
        let type = try pair.next("its type").oid("the type of an attribute of a name")
        let value = try pair.next("its value")
        try pair.finish()
        let text = value.text
        part.append(Attribute(type, text ?? "#" + hexadecimal(value.encodedBytes)))
        // Each part as a value of DER, so that no text can run over into the next.
        canonical += DER.oid(type)
        canonical += DER.octets(
          text.map(DistinguishedName.folded) ?? Array(value.encodedBytes))
      }
      canonical += DER.null
      parts.append(part)
    }
    self.bytes = Array(node.encodedBytes)
    self.parts = parts
    self.canonical = canonical
  }

  /// Case and runs of blanks do not count, and neither does which string type it is.
  private static func folded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == 0x20 {
        if let last = result.last, last != 0x20 { result.append(0x20) }
      } else {
        result.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }
}

extension DistinguishedName: Hashable {
  /// Equal where they chain: case and blanks do not count, RFC 5280 7.1.
  public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool {
    left.canonical == right.canonical
  }

  /// Feeds what is compared.
  public func hash(into hasher: inout Hasher) {
    canonical.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var text: [UInt8] = []
  let digits = Array("0123456789abcdef".utf8)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 0x0F)])
  }
  return String(decoding: text, as: UTF8.self)
}
