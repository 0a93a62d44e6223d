internal import SwiftASN1

/// The extensions that are understood, decoded.
///
/// One that is there and cannot be decoded is in ``damaged``, and its value nil: whoever needs it has
/// to look there too.
public struct KnownExtensions: Hashable, Sendable {
  /// Which key issued the certificate.
  public private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
  /// The identifier of the certificate's own key.
  public private(set) var subjectKeyIdentifier: [UInt8]?
  /// What the key may be used for.
  public private(set) var keyUsage: KeyUsage?
  /// What the certificate may be used for.
  public private(set) var extendedKeyUsage: [OID]?
  /// Whether it is a CA's.
  public private(set) var basicConstraints: BasicConstraints?
  /// Where to ask about it.
  public private(set) var authorityInfoAccess: AuthorityInfoAccess?
  /// The policies it was issued under.
  public private(set) var policies: [OID]?
  /// Where lists of revocation are.
  public private(set) var crlDistributionPoints: [String]?
  /// Other names of the subject.
  public private(set) var subjectAlternativeNames: [GeneralName]?
  /// The extensions that are there and cannot be decoded.
  public private(set) var damaged: Set<OID> = []
  /// The extensions that are there more than once, which RFC 5280 4.2 forbids.
  public private(set) var repeated: Set<OID> = []

  /// How an extension is called in errors: a constant, because making text costs more than reading.
  private static func name(_ oid: OID) -> String {
    switch oid {
    case .authorityKeyIdentifier: "the authority key identifier"
    case .subjectKeyIdentifier: "the subject key identifier"
    case .keyUsage: "the key usage extension"
    case .extendedKeyUsage: "the extended key usage"
    case .basicConstraints: "the basic constraints"
    case .authorityInfoAccess: "the authority information access"
    case .certificatePolicies: "the certificate policies"
    case .crlDistributionPoints: "the CRL distribution points"
    default: "the subject alternative names"
    }
  }

  static let understood: Set<OID> = [
    .authorityKeyIdentifier, .subjectKeyIdentifier, .keyUsage, .extendedKeyUsage,
    .basicConstraints, .authorityInfoAccess, .certificatePolicies, .crlDistributionPoints,
    .subjectAlternativeName,
  ]

  init(_ extensions: [CertificateExtension], remarks: inout [Remark]) {
    var seen: Set<OID> = []
    for item in extensions {
      guard seen.insert(item.oid).inserted else {
        repeated.insert(item.oid)
        remarks.append(Remark("the extension \(item.oid) is there twice", at: 0))
        continue
      }
      do {
        try read(item, remarks: &remarks)
      } catch {
        damaged.insert(item.oid)
        remarks.append(Remark("\(error)", at: 0))
      }
    }
  }

  private mutating func read(
    _ item: CertificateExtension, remarks: inout [Remark]
  ) throws(CertificateError) {
    guard KnownExtensions.understood.contains(item.oid) else { return }
    let what = KnownExtensions.name(item.oid)
    let node = try ASN1Input.parse(item.value[...], what, remarks: &remarks)
    switch item.oid {
    case .authorityKeyIdentifier:
      var fields = try Fields(node, what)
      let key = try fields.next(ifContext: 0).map { node throws(CertificateError) in
        Array(try node.primitive(.context(0), what))
      }
      _ = fields.next(ifContext: 1)
      let serial = try fields.next(ifContext: 2).map { node throws(CertificateError) in
        Array(try node.primitive(.context(2), what))
      }
      try fields.finish()
      authorityKeyIdentifier = AuthorityKeyIdentifier(keyIdentifier: key, serial: serial)
    case .subjectKeyIdentifier: subjectKeyIdentifier = Array(try node.octets(what))
    case .keyUsage: keyUsage = KeyUsage(bits: try node.bits(what).bytes)
    case .extendedKeyUsage:
      extendedKeyUsage = try KnownExtensions.list(node, what) { node throws(CertificateError) in
        try node.oid(what)
      }
    case .basicConstraints:
      var fields = try Fields(node, what)
      var isCA = false
      if let flag = fields.next(ifTagged: .boolean) {
        isCA = try flag.boolean(what)
        if !isCA { remarks.append(Remark("\(what) spells out its default, FALSE", at: 0)) }
      }
      let length = try fields.next().map { node throws(CertificateError) in
        try node.integer(what)
      }
      try fields.finish()
      if let length, length < 0 { throw CertificateError(.malformed("a negative length"), what) }
      basicConstraints = BasicConstraints(isCA: isCA, pathLength: length)
    case .authorityInfoAccess: authorityInfoAccess = try KnownExtensions.access(node, what)
    case .certificatePolicies:
      policies = try KnownExtensions.list(node, what) { node throws(CertificateError) in
        var fields = try Fields(node, what)
        return try fields.next("a policy").oid(what)
      }
    case .crlDistributionPoints:
      crlDistributionPoints = try KnownExtensions.distributionPoints(node, what)
    case .subjectAlternativeName:
      subjectAlternativeNames = try KnownExtensions.list(node, what) {
        node throws(CertificateError) in try GeneralName(node)
      }
    default: break
    }
  }

  private static func list<Element>(
    _ node: ASN1Node, _ what: String,
    _ read: (ASN1Node) throws(CertificateError) -> Element
  ) throws(CertificateError) -> [Element] {
    var fields = try Fields(node, what)
    var result: [Element] = []
    while let member = fields.next() { result.append(try read(member)) }
    return result
  }

  private static func access(
    _ node: ASN1Node, _ what: String
  ) throws(CertificateError) -> AuthorityInfoAccess {
    var ocsp: [String] = []
    var issuers: [String] = []
    var fields = try Fields(node, what)
    while let member = fields.next() {
      var pair = try Fields(member, what)
      let method = try pair.next("its method").oid(what)
      if case .uri(let address) = try GeneralName(pair.next("its place")) {
        if method == .accessOCSP { ocsp.append(address) }
        if method == .accessIssuers { issuers.append(address) }
      }
      try pair.finish()
    }
    return AuthorityInfoAccess(ocsp: ocsp, issuers: issuers)
  }

  private static func distributionPoints(
    _ node: ASN1Node, _ what: String
  ) throws(CertificateError) -> [String] {
    var result: [String] = []
    var points = try Fields(node, what)
    while let point = points.next() {
      var parts = try Fields(point, what)
      guard let outer = parts.next(ifContext: 0) else { continue }
      var name = try Fields(outer, what, tag: nil)
      guard let full = name.next(ifContext: 0) else { continue }
      var names = try Fields(full, what, tag: nil)
      while let member = names.next() {
        if case .uri(let address) = try GeneralName(member) { result.append(address) }
      }
    }
    return result
  }
}

extension GeneralName {
  init(_ node: ASN1Node) throws(CertificateError) {
    let what = "a general name"
    switch node.identifier {
    case .context(1):
      self = .email(String(decoding: try node.primitive(.context(1), what), as: UTF8.self))
    case .context(2):
      self = .dns(String(decoding: try node.primitive(.context(2), what), as: UTF8.self))
    case .context(6):
      self = .uri(String(decoding: try node.primitive(.context(6), what), as: UTF8.self))
    case .context(7): self = .ipAddress(Array(try node.primitive(.context(7), what)))
    case .context(4):
      var inner = try Fields(node, what, tag: nil)
      self = .directory(try DistinguishedName(inner.next("the name"), what))
      try inner.finish()
    default: self = .other(Array(node.encodedBytes))
    }
  }

  /// The GeneralName, RFC 5280 4.2.1.6.
  var encoded: [UInt8] {
    switch self {
    case .email(let text): DER.implicit(1, Array(text.utf8))
    case .dns(let text): DER.implicit(2, Array(text.utf8))
    case .uri(let text): DER.implicit(6, Array(text.utf8))
    case .directory(let name): DER.explicit(4, name.bytes)
    case .ipAddress(let bytes): DER.implicit(7, bytes)
    case .other(let bytes): bytes
    }
  }
}
