internal import SwiftASN1

extension DistinguishedName {
  /// A name of these attributes, from the widest to the narrowest, one in each relative name.
  ///
  /// Country, serial number and domain component are written in the string types that RFC 5280
  /// asks for, all else in UTF-8.
  ///
  /// - Throws: ``CertificateError`` where a country is not two letters, or a value is empty.
  public init(_ attributes: [Attribute]) throws(CertificateError) {
    var parts: [[UInt8]] = []
    for attribute in attributes {
      let what = "the attribute \(attribute.type.attributeLabel) of a name"
      let text = Array(attribute.value.utf8)
      guard !text.isEmpty else { throw CertificateError(.malformed("it is empty"), what) }
      var tag: UInt8 = 0x0C
      if attribute.type == .country {
        guard text.count == 2, text.allSatisfy({ 0x41...0x5A ~= $0 }) else {
          throw CertificateError(.malformed("give two capital letters of ISO 3166"), what)
        }
        tag = 0x13
      } else if attribute.type == .serialNumberAttribute, text.allSatisfy(isPrintable) {
        tag = 0x13
      } else if attribute.type == .domainComponent || attribute.type == .emailAddress,
        text.allSatisfy({ $0 < 0x80 })
      {
        tag = 0x16
      }
      parts.append(
        DER.set(of: [DER.sequence(DER.oid(attribute.type), DER.value(tag, text))]))
    }
    let bytes = DER.sequence(of: parts)
    try self.init(ASN1Input.parseStrictly(bytes[...], "a name"), "a name")
  }

  /// A name of country, organization and common name, of those that are given.
  public init(
    country: String? = nil, organization: String? = nil, commonName: String
  ) throws(CertificateError) {
    var attributes: [Attribute] = []
    if let country { attributes.append(Attribute(.country, country)) }
    if let organization { attributes.append(Attribute(.organization, organization)) }
    attributes.append(Attribute(.commonName, commonName))
    try self.init(attributes)
  }
}

private func isPrintable(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x27...0x29, 0x2B...0x2F, 0x3A, 0x3D, 0x3F:
    true
  default: false
  }
}
