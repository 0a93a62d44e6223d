/// An object identifier, kept as its encoded content.
///
/// Kept as bytes because that is what certificates are compared by, and because an arc may be larger
/// than any integer of ours.
public struct OID: Hashable, Sendable {
  /// The content octets of the encoding, X.690 8.19.
  public let bytes: [UInt8]

  /// The identifier with these arcs; the first is 0 to 2, and the second below 40 under 0 and 1.
  public init(_ arcs: UInt32...) {
    self.init(arcs: arcs)
  }

  init(arcs: [UInt32]) {
    let first = UInt64(arcs.first ?? 0) &* 40 &+ UInt64(arcs.dropFirst().first ?? 0)
    self.bytes = OID.base128(first) + arcs.dropFirst(2).flatMap { OID.base128(UInt64($0)) }
  }

  /// The identifier with this encoded content.
  ///
  /// - Throws: ``CertificateError`` where the content is empty, breaks off inside an arc or has an arc
  ///   with a leading zero.
  public init(content: ArraySlice<UInt8>, what: String = "an object identifier")
    throws(CertificateError)
  {
    guard let last = content.last else {
      throw CertificateError(.malformed("it is empty"), what, at: content.startIndex)
    }
    guard last & 0x80 == 0 else {
      throw CertificateError(.malformed("its last arc breaks off"), what, at: content.startIndex)
    }
    var atStart = true
    for byte in content {
      if atStart && byte == 0x80 {
        throw CertificateError(.malformed("an arc starts with 0"), what, at: content.startIndex)
      }
      atStart = byte & 0x80 == 0
    }
    self.bytes = Array(content)
  }

  /// The identifier in dotted decimal, or nil where the text is none.
  public init?(dotted text: String) {
    var arcs: [UInt32] = []
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let arc = UInt32(String(decoding: part, as: UTF8.self)), part.first != 0x2B else {
        return nil
      }
      arcs.append(arc)
    }
    guard arcs.count >= 2, arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40 else { return nil }
    self.init(arcs: arcs)
  }

  private static func base128(_ value: UInt64) -> [UInt8] {
    var result = [UInt8(truncatingIfNeeded: value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      result.append(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return result.reversed()
  }
}

extension OID: CustomStringConvertible {
  /// Dotted decimal; an arc of more than 63 bits is written as `?`.
  public var description: String {
    var arcs: [UInt64?] = []
    var value: UInt64? = 0
    for byte in bytes {
      value = value.flatMap { $0 >> 56 == 0 ? $0 << 7 | UInt64(byte & 0x7F) : nil }
      if byte & 0x80 == 0 {
        if arcs.isEmpty, let first = value {
          let root = min(first / 40, 2)
          arcs = [root, first - root * 40]
        } else {
          arcs.append(value)
        }
        value = 0
      }
    }
    return arcs.map { $0.map(String.init) ?? "?" }.joined(separator: ".")
  }
}
