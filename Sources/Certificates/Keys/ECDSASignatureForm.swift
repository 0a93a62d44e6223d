internal import SwiftASN1

/// The two forms of an ECDSA signature: r and s alone, as COSE has it, and a DER SEQUENCE of both, as
/// certificates have it and as hardware and web services give it.
public enum ECDSASignatureForm {
  /// r and s, each as long as a coordinate, from either form.
  ///
  /// - Parameters:
  ///   - signature: r and s already, or a SEQUENCE of both.
  ///   - curve: The curve of the key.
  /// - Returns: 64, 96 or 132 bytes.
  /// - Throws: ``CertificateError`` where it is neither, with both lengths.
  public static func raw(
    _ signature: some Collection<UInt8>, on curve: Curve
  ) throws(CertificateError) -> [UInt8] {
    let bytes = Array(signature)
    let length = curve.byteCount
    if bytes.count == 2 * length { return bytes }
    let what = "an ECDSA signature"
    guard bytes.first == 0x30 else {
      throw CertificateError(
        .malformed(
          "\(bytes.count) bytes, and no SEQUENCE; on this curve r and s together are \(2 * length)"),
        what)
    }
    var fields = try Fields(ASN1Input.parseStrictly(bytes[...], what), what)
    var result: [UInt8] = []
    for name in ["r", "s"] {
      let number = try fields.next(name).integerBytes(what)
      let magnitude = number.drop { $0 == 0 }
      guard magnitude.count <= length, (number.first ?? 0) & 0x80 == 0 else {
        throw CertificateError(
          .malformed("\(name) has \(magnitude.count) bytes where the curve has \(length)"), what)
      }
      result += [UInt8](repeating: 0, count: length - magnitude.count) + magnitude
    }
    try fields.finish()
    return result
  }

  /// A DER SEQUENCE of r and s from the two alone.
  ///
  /// - Parameter raw: r and s, each half of the bytes.
  /// - Returns: The encoded SEQUENCE.
  public static func der(_ raw: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(raw)
    return DER.sequence(
      DER.integer(magnitude: Array(bytes.prefix(bytes.count / 2))),
      DER.integer(magnitude: Array(bytes.dropFirst(bytes.count / 2))))
  }
}
