/// One block of a PEM text (RFC 7468).
public struct PEMBlock: Hashable, Sendable {
  /// What it says it is: `CERTIFICATE`, `PRIVATE KEY`.
  public let label: String
  /// The decoded bytes.
  public let bytes: [UInt8]
  /// The byte of the text at which its first line starts.
  public let offset: Int

  /// A block of that label.
  public init(label: String, bytes: [UInt8], offset: Int = 0) {
    self.label = label
    self.bytes = bytes
    self.offset = offset
  }

  /// The block as PEM text, 64 characters a line, with a newline at its end.
  public var text: String {
    let body = Base64.encode(bytes)
    var lines = ["-----BEGIN \(label)-----"]
    var start = 0
    while start < body.count {
      lines.append(String(decoding: body[start..<min(start + 64, body.count)], as: UTF8.self))
      start += 64
    }
    lines.append("-----END \(label)-----\n")
    return lines.joined(separator: "\n")
  }
}

/// The blocks of a PEM text, and what was odd about it.
///
/// Text between the blocks is skipped: lists are published with a heading over each certificate.
/// Line ends that were written out as a backslash and an n, as settings files have them, are taken as
/// line ends, with a remark.
public struct PEMText: Hashable, Sendable {
  /// The blocks, in the order of the text.
  public let blocks: [PEMBlock]
  /// What was odd.
  public let remarks: [Remark]

  /// Reads a text.
  ///
  /// - Throws: ``CertificateError`` where a block breaks off, ends with another label than it began
  ///   with, or is not base64. A text without a block is no error; it has no blocks.
  public init(_ text: some Collection<UInt8>) throws(CertificateError) {
    var text = Array(text)
    var remarks: [Remark] = []
    if let at = PEMText.find([0x5C, 0x6E], in: text, from: 0),
      PEMText.find(Array("-----BEGIN ".utf8), in: text, from: 0) != nil
    {
      remarks.append(
        Remark(
          "line ends are written out as a backslash and an n; they were taken as line ends", at: at)
      )
      text = PEMText.unescaped(text)
    }
    var blocks: [PEMBlock] = []
    var open: (label: [UInt8], offset: Int, body: [UInt8])?
    var inProse = false
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
      let line = PEMText.trimmed(text[start..<end])
      defer { start = end + 1 }
      if let label = PEMText.label(line, "-----BEGIN ") {
        if let open {
          throw CertificateError(
            .malformed("another block begins before its end; add the line that ends it"),
            "the PEM block \(PEMText.shown(open.label))", at: open.offset)
        }
        open = (label, start, [])
        inProse = false
      } else if let label = PEMText.label(line, "-----END ") {
        guard let block = open else {
          remarks.append(Remark("an end of a PEM block without its beginning", at: start))
          continue
        }
        let what = "the PEM block \(PEMText.shown(block.label))"
        guard label == block.label else {
          throw CertificateError(
            .malformed("it ends as \(PEMText.shown(label))"), what, at: block.offset)
        }
        guard let bytes = Base64.decode(block.body) else {
          throw CertificateError(
            .malformed("its text is not base64; copy it again, without anything in between"),
            what, at: block.offset)
        }
        blocks.append(
          PEMBlock(label: PEMText.shown(label), bytes: bytes, offset: block.offset))
        open = nil
      } else if open != nil {
        // Headers of the old encrypted form, "Proc-Type: ...".
        if line.contains(0x3A) {
          if line.starts(with: Array("Proc-Type".utf8)) {
            throw CertificateError(
              .unsupported("encryption; decrypt the key first, with openssl pkcs8 or rsa"),
              "the PEM block", at: start)
          }
        } else {
          open?.body += line
        }
      } else if !line.isEmpty, !inProse {
        inProse = true
        remarks.append(Remark("text between the PEM blocks, skipped", at: start))
      }
    }
    if let open {
      throw CertificateError(
        .malformed("its end is missing; the text was cut off"),
        "the PEM block \(PEMText.shown(open.label))", at: open.offset)
    }
    self.blocks = blocks
    self.remarks = remarks
  }

  /// Reads a text.
  public init(_ text: String) throws(CertificateError) { try self.init(Array(text.utf8)) }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop { $0 <= 0x20 }
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    while let last = line.last, last <= 0x20 { line = line.dropLast() }
    return line
  }

  private static func label(_ line: ArraySlice<UInt8>, _ opening: String) -> [UInt8]? {
    let dashes = [UInt8](repeating: 0x2D, count: 5)
    guard line.starts(with: opening.utf8), line.suffix(5).elementsEqual(dashes),
      line.count >= opening.utf8.count + 5
    else { return nil }
    return Array(line.dropFirst(opening.utf8.count).dropLast(5))
  }

  private static func shown(_ label: [UInt8]) -> String {
    String(decoding: label.prefix(40).map { 0x20...0x7E ~= $0 ? $0 : 0x3F }, as: UTF8.self)
  }

  private static func find(_ part: [UInt8], in text: [UInt8], from: Int) -> Int? {
    guard let first = part.first else { return nil }
    var at = from
    while let found = text[at...].firstIndex(of: first) {
      if text[found...].starts(with: part) { return found }
      at = found + 1
    }
    return nil
  }

  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      if text[at] == 0x5C, at + 1 < text.count, text[at + 1] == 0x6E || text[at + 1] == 0x72 {
        result.append(0x0A)
        at += 2
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }
}
