internal import SwiftASN1

/// Reading of ASN.1: DER where the bytes are DER, BER where they are not, and then a remark.
///
/// The parser of SwiftASN1 takes at most 50 levels and never more than the bytes that are there. The
/// bytes handed out are slices of what was given, so that their indices are offsets.
enum ASN1Input {
  /// No certificate, token or answer has any business being larger, in bytes.
  static let limit = 4 << 20

  /// Parses one value that takes up all of `bytes`.
  static func parse(
    _ bytes: ArraySlice<UInt8>, _ what: String, remarks: inout [Remark]
  ) throws(CertificateError) -> ASN1Node {
    guard bytes.count <= limit else {
      throw CertificateError(
        .tooLarge(value: bytes.count, limit: limit), what, at: bytes.startIndex)
    }
    do {
      return try SwiftASN1.DER.parse(bytes)
    } catch {
      do {
        let node = try BER.parse(bytes)
        remarks.append(Remark("\(what) is BER and not DER", at: bytes.startIndex))
        return node
      } catch {
        throw CertificateError(.malformed("\(error)"), what, at: bytes.startIndex)
      }
    }
  }

  /// Parses one value that takes up all of `bytes` and has to be DER.
  static func parseStrictly(
    _ bytes: ArraySlice<UInt8>, _ what: String
  ) throws(CertificateError) -> ASN1Node {
    guard bytes.count <= limit else {
      throw CertificateError(
        .tooLarge(value: bytes.count, limit: limit), what, at: bytes.startIndex)
    }
    do {
      return try SwiftASN1.DER.parse(bytes)
    } catch {
      throw CertificateError(.malformed("\(error)"), what, at: bytes.startIndex)
    }
  }
}

/// The members of a SEQUENCE or SET, taken one by one.
struct Fields {
  let what: String
  private var members: ASN1NodeCollection.Iterator
  private var upcoming: ASN1Node?
  private let start: Int

  /// The members of `node`, which has to be constructed and to carry `tag`, or any where that is nil.
  init(
    _ node: ASN1Node, _ what: String, tag: ASN1Identifier? = .sequence
  ) throws(CertificateError) {
    guard tag == nil || node.identifier == tag, case .constructed(let members) = node.content else {
      throw CertificateError(
        .malformed(
          "it has the tag \(node.identifier) where \(tag.map { "\($0)" } ?? "members") "
            + "should be"), what, at: node.offset)
    }
    self.what = what
    self.start = node.offset
    self.members = members.makeIterator()
    self.upcoming = self.members.next()
  }

  /// Whether there are no more.
  var isAtEnd: Bool { upcoming == nil }

  /// The tag of the next one.
  var nextTag: ASN1Identifier? { upcoming?.identifier }

  /// The next one, whatever it is, or nil at the end.
  mutating func next() -> ASN1Node? {
    defer { upcoming = members.next() }
    return upcoming
  }

  /// The next one, which has to be there.
  mutating func next(_ field: String) throws(CertificateError) -> ASN1Node {
    guard let node = next() else {
      throw CertificateError(.malformed("it ends before \(field)"), what, at: start)
    }
    return node
  }

  /// The next one if it carries `tag`.
  mutating func next(ifTagged tag: ASN1Identifier) -> ASN1Node? {
    upcoming?.identifier == tag ? next() : nil
  }

  /// The next one if it is `[number]` of the context.
  mutating func next(ifContext number: UInt) -> ASN1Node? {
    next(ifTagged: .context(number))
  }

  /// The single value inside `[number]`, explicit, if that is what comes next.
  mutating func next(ifExplicit number: UInt) throws(CertificateError) -> ASN1Node? {
    guard let outer = next(ifContext: number) else { return nil }
    var inner = try Fields(outer, "[\(number)] in \(what)", tag: nil)
    let node = try inner.next("its value")
    try inner.finish()
    return node
  }

  /// Makes sure that nothing is left.
  func finish() throws(CertificateError) {
    if let upcoming {
      throw CertificateError(.malformed("it goes on after its end"), what, at: upcoming.offset)
    }
  }
}

extension ASN1Identifier {
  static func context(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}
