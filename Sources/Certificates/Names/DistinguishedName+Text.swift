extension DistinguishedName: CustomStringConvertible {
  /// The name as RFC 4514 writes it, from the narrowest part to the widest: `CN=...,O=...,C=...`.
  public var description: String {
    parts.reversed().map { part in
      part.map { "\($0.type.attributeLabel)=\(DistinguishedName.escaped($0.value))" }
        .joined(separator: "+")
    }.joined(separator: ",")
  }

  /// RFC 4514 2.4; controls and what turns the direction of writing are escaped as well, so that a
  /// name cannot pretend to be another line.
  private static func escaped(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(value.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let atEdge = index == 0 || index == scalars.count - 1
      switch scalar {
      case "\"", "+", ",", ";", "<", ">", "\\":
        result.append("\\")
        result.append(scalar)
      case " " where atEdge:
        result.append(contentsOf: "\\ ".unicodeScalars)
      case "#" where index == 0 && !isHexadecimal(scalars):
        result.append(contentsOf: "\\#".unicodeScalars)
      default:
        if scalar.isHarmful {
          for byte in String(scalar).utf8 {
            result.append("\\")
            result.append(contentsOf: hexadecimal([byte]).unicodeScalars)
          }
        } else {
          result.append(scalar)
        }
      }
    }
    return String(result)
  }

  private static func isHexadecimal(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.count > 1
      && scalars.dropFirst().allSatisfy { "0"..."9" ~= $0 || "a"..."f" ~= $0 }
  }
}

extension Unicode.Scalar {
  fileprivate var isHarmful: Bool {
    value < 0x20 || 0x7F...0x9F ~= value || 0x200E...0x200F ~= value || 0x2028...0x202E ~= value
      || 0x2066...0x2069 ~= value
  }
}

extension OID {
  /// Attribute of a name: the common name.
  public static let commonName = OID(2, 5, 4, 3)
  /// Attribute of a name: the serial number of the subject.
  public static let serialNumberAttribute = OID(2, 5, 4, 5)
  /// Attribute of a name: the country, two letters.
  public static let country = OID(2, 5, 4, 6)
  /// Attribute of a name: the locality.
  public static let locality = OID(2, 5, 4, 7)
  /// Attribute of a name: the state or province.
  public static let stateOrProvince = OID(2, 5, 4, 8)
  /// Attribute of a name: the organization.
  public static let organization = OID(2, 5, 4, 10)
  /// Attribute of a name: the organizational unit.
  public static let organizationalUnit = OID(2, 5, 4, 11)
  /// Attribute of a name: the identifier of the organization, such as its credit code.
  public static let organizationIdentifier = OID(2, 5, 4, 97)
  /// Attribute of a name: a component of a domain.
  public static let domainComponent = OID(0, 9, 2342, 19_200_300, 100, 1, 25)
  /// Attribute of a name: an e-mail address, out of use since RFC 5280.
  public static let emailAddress = OID(1, 2, 840, 113549, 1, 9, 1)

  /// How an attribute of this type is called in a name written out, else dotted decimal.
  var attributeLabel: String {
    switch self {
    case .commonName: "CN"
    case .serialNumberAttribute: "serialNumber"
    case .country: "C"
    case .locality: "L"
    case .stateOrProvince: "ST"
    case .organization: "O"
    case .organizationalUnit: "OU"
    case .organizationIdentifier: "organizationIdentifier"
    case .domainComponent: "DC"
    case .emailAddress: "emailAddress"
    default: description
    }
  }
}
