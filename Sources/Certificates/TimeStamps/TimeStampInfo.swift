internal import SwiftASN1

/// What a time-stamp authority asserts: TSTInfo, RFC 3161 2.4.2.
public struct TimeStampInfo: Hashable, Sendable {
  /// The encoded TSTInfo.
  public let bytes: [UInt8]
  /// The policy under which it was issued.
  public let policy: OID
  /// What it is about.
  public let imprint: MessageImprint
  /// The serial number, big-endian.
  public let serial: [UInt8]
  /// The time that it asserts; what is finer than a nanosecond is cut off.
  public let time: Moment
  /// How far the time may be off, in microseconds; nil where it does not say.
  public let accuracy: Int?
  /// Whether the authority's time-stamps can be ordered by their times alone.
  public let isOrdered: Bool
  /// The number that the request held, where it held one.
  public let nonce: [UInt8]?
  /// The name of the authority, where it gives one.
  public let authority: GeneralName?
  /// What about it was odd.
  public let remarks: [Remark]

  /// Reads an encoded TSTInfo.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let bytes = Array(bytes)
    let what = "the content of a time-stamp"
    var remarks: [Remark] = []
    var fields = try Fields(
      ASN1Input.parse(bytes[...], what, remarks: &remarks), what)
    let version = try fields.next("its version").integer(what)
    guard version == 1 else {
      throw CertificateError(.unsupported("version \(version)"), what)
    }
    policy = try fields.next("its policy").oid(what)
    imprint = try MessageImprint(fields.next("its imprint"))
    serial = Array(try fields.next("its serial number").integerBytes(what))
    time = try fields.next("its time").time(
      "the time of a time-stamp's content", utc: false, remarks: &remarks)
    accuracy = try fields.next(ifTagged: .sequence).map { node throws(CertificateError) in
      try TimeStampInfo.microseconds(node)
    }
    isOrdered =
      try fields.next(ifTagged: .boolean).map { node throws(CertificateError) in
        try node.boolean(what)
      } ?? false
    nonce = try fields.next(ifTagged: .integer).map { node throws(CertificateError) in
      Array(try node.integerBytes(what))
    }
    authority = try fields.next(ifExplicit: 0).map { node throws(CertificateError) in
      try GeneralName(node)
    }
    if let extensions = fields.next(ifContext: 1) {
      remarks.append(Remark("\(what) has extensions", at: extensions.offset))
    }
    try fields.finish()
    self.bytes = bytes
    self.remarks = remarks
  }

  private static func microseconds(_ node: ASN1Node) throws(CertificateError) -> Int {
    let what = "the accuracy of a time-stamp"
    var fields = try Fields(node, what)
    var seconds = 0
    var parts = 0
    if let value = fields.next(ifTagged: .integer) { seconds = try value.integer(what) }
    if let value = fields.next(ifContext: 0) {
      parts += min(max(try value.integer(what, tag: .context(0)), 0), 999) * 1000
    }
    if let value = fields.next(ifContext: 1) {
      parts += min(max(try value.integer(what, tag: .context(1)), 0), 999)
    }
    try fields.finish()
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, more) = whole.addingReportingOverflow(parts)
    guard !overflow, !more, seconds >= 0 else {
      throw CertificateError(.malformed("\(seconds) seconds"), what, at: node.offset)
    }
    return sum
  }
}
