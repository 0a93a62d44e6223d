/// Signers that are trusted by themselves: the "allowed list" of a private verifier (C2PA 14.4.1).
public enum AllowedList {
  /// Reads a list: certificates in PEM, or the SHA-256 of certificates, one a line, in base64 or
  /// hexadecimal.
  ///
  /// Empty lines and lines that begin with `//` or `#` are skipped.
  ///
  /// - Throws: ``CertificateError`` with the first line that is neither.
  public static func read(_ text: some Collection<UInt8>) throws(CertificateError) -> Set<[UInt8]> {
    let text = Array(text)
    var result: Set<[UInt8]> = []
    var isInside = false
    var hasBlock = false
    for (number, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }
    )
    .enumerated() {
      var line = line.drop { $0 <= 0x20 }
      while let last = line.last, last <= 0x20 { line = line.dropLast() }
      if line.starts(with: Array("-----BEGIN".utf8)) {
        (isInside, hasBlock) = (true, true)
      } else if line.starts(with: Array("-----END".utf8)) {
        isInside = false
      } else if !isInside, !line.isEmpty, line.first != 0x23,
        !line.starts(with: [0x2F, 0x2F])
      {
        if let digest = digest(Array(line)) {
          result.insert(digest)
        } else if line.count >= 43 {
          throw CertificateError(
            .malformed("line \(number + 1) is neither a certificate nor a SHA-256"),
            "the allowed list")
        }
      }
    }
    if hasBlock {
      let bundle = try CertificateBundle(pem: text)
      if let failure = bundle.failures.first { throw failure }
      result.formUnion(bundle.certificates.map(\.fingerprint))
    }
    return result
  }

  private static func digest(_ line: [UInt8]) -> [UInt8]? {
    if line.count == 64 {
      var bytes: [UInt8] = []
      for at in stride(from: 0, to: 64, by: 2) {
        guard let byte = UInt8(String(decoding: line[at..<at + 2], as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(byte)
      }
      return bytes
    }
    guard let bytes = Base64.decode(line), bytes.count == 32 else { return nil }
    return bytes
  }
}
