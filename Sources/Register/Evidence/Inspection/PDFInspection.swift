/// Looks through a PDF (ISO 32000-2) without inflating anything.
///
/// What stands in compressed object streams is not seen: a script that is hidden there passes. Only
/// what is written in the clear is refused, and encryption, which always is.
enum PDFInspection {
  /// How far from the end the end mark may stand (annex I of ISO 32000-1).
  private static let tailLength = 2048

  /// The number of pages, where it can be counted; throws where the file is not whole, encrypted, or
  /// acts on its own.
  static func inspect(_ reader: inout ContentReader) throws -> EvidenceFacts {
    let head = Array(try reader.peek(8))
    guard head.count == 8, [0x31, 0x32].contains(head[5]), head[6] == 0x2E,
      (0x30...0x39).contains(head[7])
    else { throw ContentFault.damaged("版本有误", "its version is malformed") }
    var names = PDFNames()
    var tail: ArraySlice<UInt8> = []
    while let piece = try reader.next() {
      for byte in piece { names.take(byte) }
      tail = (tail + piece.suffix(tailLength)).suffix(tailLength)
    }
    names.take(0x20)
    try checkEnd(tail, size: reader.offset, names)
    try refuse(names)
    return EvidenceFacts(pages: names.pageCount)
  }

  /// The end of the file (7.5.5): where the cross-reference begins, and the end mark.
  private static func checkEnd(
    _ tail: ArraySlice<UInt8>, size: Int, _ names: PDFNames
  ) throws(ContentFault) {
    guard let mark = tail.lastRange(of: Array("%%EOF".utf8)),
      let start = tail[..<mark.lowerBound].lastRange(of: Array("startxref".utf8))
    else { throw .truncated }
    guard
      tail[mark.upperBound...].allSatisfy({ [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) })
    else { throw .ambiguous }
    let digits = tail[start.upperBound..<mark.lowerBound]
      .drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
      .prefix { (0x30...0x39).contains($0) }
    guard let offset = Int(String(decoding: digits, as: UTF8.self)), (1..<size).contains(offset),
      names.hasTable || names.hasTableStream
    else { throw .damaged("没有交叉引用表", "its cross-reference is missing") }
  }

  private static func refuse(_ names: PDFNames) throws(ContentFault) {
    if names.isEncrypted {
      throw ContentFault(
        zh: "文件已加密，请取消密码和权限限制后上传",
        en: "the file is encrypted; save it without a password and without restrictions")
    }
    if names.hasScript {
      throw ContentFault(
        zh: "文件含有JavaScript，请打印为新的pdf后上传",
        en: "the file has JavaScript in it; print it to a new pdf and give that")
    }
    if names.startsPrograms {
      throw ContentFault(
        zh: "文件含有启动程序的动作，请打印为新的pdf后上传",
        en: "the file has an action that starts a program; print it to a new pdf and give that")
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where `pattern`, which is short, stands last.
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    var place = endIndex - pattern.count
    while place >= startIndex {
      if self[place..<place + pattern.count].elementsEqual(pattern) {
        return place..<place + pattern.count
      }
      place -= 1
    }
    return nil
  }
}
