internal import SwiftASN1

extension ASN1Node {
  /// Where it starts in the bytes that were given.
  var offset: Int { encodedBytes.startIndex }

  /// The content of a primitive value that carries `tag`.
  func primitive(
    _ tag: ASN1Identifier, _ what: String
  ) throws(CertificateError) -> ArraySlice<UInt8> {
    guard identifier == tag, case .primitive(let content) = content else {
      throw CertificateError(
        .malformed("it has the tag \(identifier) where \(tag) should be"), what, at: offset)
    }
    return content
  }

  func oid(_ what: String) throws(CertificateError) -> OID {
    try OID(content: primitive(.objectIdentifier, what), what: what)
  }

  /// The content of an INTEGER of any length, in two's complement.
  func integerBytes(_ what: String) throws(CertificateError) -> ArraySlice<UInt8> {
    let content = try primitive(.integer, what)
    guard !content.isEmpty else {
      throw CertificateError(.malformed("an integer without content"), what, at: offset)
    }
    return content
  }

  /// An INTEGER that fits 64 bits.
  func integer(
    _ what: String, tag: ASN1Identifier = .integer
  ) throws(CertificateError) -> Int {
    let content = try primitive(tag, what)
    guard let first = content.first, content.count <= 8 else {
      throw CertificateError(
        .malformed("an integer of \(content.count) bytes"), what, at: offset)
    }
    return content.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
  }

  /// A BOOLEAN; any byte but 0 is true, as BER has it.
  func boolean(_ what: String, tag: ASN1Identifier = .boolean) throws(CertificateError) -> Bool {
    let content = try primitive(tag, what)
    guard content.count == 1, let byte = content.first else {
      throw CertificateError(.malformed("a boolean of \(content.count) bytes"), what, at: offset)
    }
    return byte != 0
  }

  /// An OCTET STRING.
  ///
  /// In BER it may come in pieces, which are joined: then the result's indices are no offsets any
  /// more.
  func octets(
    _ what: String, tag: ASN1Identifier = .octetString
  ) throws(CertificateError) -> ArraySlice<UInt8> {
    if case .constructed(let pieces) = content, identifier == tag {
      var joined: [UInt8] = []
      for piece in pieces { joined += try piece.primitive(.octetString, what) }
      return joined[...]
    }
    return try primitive(tag, what)
  }

  /// A BIT STRING: its bytes, and how many bits at the end do not count.
  func bits(
    _ what: String, tag: ASN1Identifier = .bitString
  ) throws(CertificateError) -> (bytes: ArraySlice<UInt8>, unused: Int) {
    let content = try primitive(tag, what)
    guard let unused = content.first, unused < 8, content.count > 1 || unused == 0 else {
      throw CertificateError(.malformed("a bit string without its count"), what, at: offset)
    }
    return (content.dropFirst(), Int(unused))
  }

  /// A BIT STRING of whole bytes.
  func wholeBytes(_ what: String) throws(CertificateError) -> ArraySlice<UInt8> {
    let (bytes, unused) = try bits(what)
    guard unused == 0 else {
      throw CertificateError(.malformed("a bit string that is not whole bytes"), what, at: offset)
    }
    return bytes
  }

  /// A GeneralizedTime, or a UTCTime where `utc` allows it.
  func time(
    _ what: String, utc: Bool = true, remarks: inout [Remark]
  ) throws(CertificateError) -> Moment {
    var read: ReadTime?
    if utc, identifier == .utcTime {
      read = Moment.utcTime(try primitive(.utcTime, what))
    } else {
      read = Moment.generalizedTime(try primitive(.generalizedTime, what))
    }
    guard let read else { throw CertificateError(.malformed("no time"), what, at: offset) }
    if let remark = read.remark { remarks.append(Remark("\(what): \(remark)", at: offset)) }
    return read.moment
  }

  /// The text of any of the string types, damaged where it has to be: it is shown, never signed.
  var text: String? {
    guard case .primitive(let content) = content else { return nil }
    switch identifier {
    case .utf8String, .printableString, .ia5String:
      return String(decoding: content, as: UTF8.self)
    case .teletexString, .visibleString, .numericString:
      return String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    case .bmpString:
      let units = stride(from: content.startIndex, to: content.endIndex - 1, by: 2)
        .map { UInt16(content[$0]) << 8 | UInt16(content[$0 + 1]) }
      return String(decoding: units, as: UTF16.self)
    case .universalString:
      var scalars = String.UnicodeScalarView()
      for at in stride(from: content.startIndex, to: content.endIndex - 3, by: 4) {
        let value = content[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      return String(scalars)
    default: return nil
    }
  }
}
