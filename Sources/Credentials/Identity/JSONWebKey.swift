internal import Certificates

/// Keys of JSON (RFC 7517, RFC 8037).
enum JSONWebKey {
  /// The public key; nil where its kind is not known or its parts are not as long as they should be.
  static func publicKey(_ jwk: JSONValue) -> PublicKey? {
    func part(_ name: String) -> [UInt8]? {
      jwk[name]?.text.flatMap { Base64.decode(Array($0.utf8)) }
    }
    // A SubjectPublicKeyInfo with the point behind a fixed head (RFC 8410, RFC 5480).
    let head: [UInt8]
    let point: [UInt8]
    switch (jwk["kty"]?.text, jwk["crv"]?.text) {
    case ("OKP", "Ed25519"):
      guard let x = part("x"), x.count == 32 else { return nil }
      head = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
      point = x
    case ("EC", "P-256"):
      guard let x = part("x"), let y = part("y"), x.count == 32, y.count == 32 else { return nil }
      head = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08,
        0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
      ]
      point = x + y
    case ("EC", "P-384"):
      guard let x = part("x"), let y = part("y"), x.count == 48, y.count == 48 else { return nil }
      head = [
        0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x05,
        0x2B, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04,
      ]
      point = x + y
    default: return nil
    }
    return try? PublicKey(bytes: head + point)
  }
}

extension Moment {
  /// The moment of a text of RFC 3339, with its offset; nil where it is none.
  init?(internetText text: String) {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] | 0x20 == 0x74,
      bytes[13] == 0x3A, bytes[16] == 0x3A, let year = number(0, 4), let month = number(5, 2),
      let day = number(8, 2), let hour = number(11, 2), let minute = number(14, 2),
      let second = number(17, 2),
      let moment = Moment(year, month, day, hour, minute, second)
    else { return nil }
    var rest = bytes[19...]
    if rest.first == 0x2E { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
    guard let sign = rest.first else { return nil }
    if sign | 0x20 == 0x7A, rest.count == 1 {
      self = moment
      return
    }
    guard sign == 0x2B || sign == 0x2D, rest.count == 6,
      let hours = number(rest.startIndex + 1, 2), let minutes = number(rest.startIndex + 4, 2)
    else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60)
    self = moment.advanced(bySeconds: sign == 0x2B ? -offset : offset)
  }
}
