extension MediaFormat {
  /// What the first bytes of a file say that it is.
  ///
  /// - Throws: ``MediaError`` where the source cannot be read.
  public init(sniffing source: any ByteSource) throws(MediaError) {
    let head = try source.bytes(in: 0..<min(source.size, 4096), of: "the file")
    self = MediaFormat.simple(head) ?? MediaFormat.text(head) ?? .unknown
    switch self {
    case .mp3:
      // An ID3 tag may stand before FLAC and ADTS as well as before layer III.
      guard let start = ID3Length.of(head) else { return }
      let behind = try source.bytes(
        in: min(start, source.size)..<min(start + 4, source.size), of: "the file")
      if behind.starts(with: Array("fLaC".utf8)) { self = .flac }
      if behind.count >= 2, behind[0] == 0xFF, behind[1] & 0xF6 == 0xF0 { self = .aac }
    default: break
    }
  }

  /// Formats that are known by fixed bytes at fixed places.
  private static func simple(_ head: [UInt8]) -> MediaFormat? {
    func has(_ text: StaticString, at offset: Int = 0) -> Bool {
      text.withUTF8Buffer { wanted in
        head.count >= offset + wanted.count
          && head[offset..<offset + wanted.count].elementsEqual(wanted)
      }
    }
    func starts(_ bytes: UInt8...) -> Bool { head.starts(with: bytes) }
    if starts(0xFF, 0xD8, 0xFF) { return .jpeg }
    if starts(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) { return .png }
    if has("GIF87a") || has("GIF89a") { return .gif }
    if has("RIFF") || has("RF64") || has("BW64") {
      if has("WEBP", at: 8) { return .webP }
      if has("AVI ", at: 8) { return .avi }
      if has("WAVE", at: 8) { return .wav }
      return nil
    }
    if starts(0x49, 0x49, 0x2A, 0) || starts(0x4D, 0x4D, 0, 0x2A) || starts(0x49, 0x49, 0x2B, 0)
      || starts(0x4D, 0x4D, 0, 0x2B)
    {
      return .tiff
    }
    if starts(0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A) { return .jpegXL }
    if starts(0xFF, 0x0A) { return .jpegXLCodestream }
    if starts(0x1A, 0x45, 0xDF, 0xA3) { return .matroska }
    if has("FLV\u{1}") { return .flv }
    if has("fLaC") { return .flac }
    if has("OggS") { return .ogg }
    if has("FORM"), has("AIFF", at: 8) || has("AIFC", at: 8) { return .aiff }
    if has("jumb", at: 4) { return .manifestStore }
    if let film = film(head) { return film }
    if has("%PDF-") { return .pdf }
    if starts(0x50, 0x4B, 3, 4) || starts(0x50, 0x4B, 5, 6) { return archive(head) }
    if starts(0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11) { return .asf }
    // Something may stand in front of a PDF, but no other file's beginning: an archive may hold one.
    if head.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil { return .pdf }
    if starts(0, 1, 0, 0, 0) || has("OTTO") || has("true") || has("ttcf") { return .font }
    if has("BM"), head.count >= 14, head[6..<10].allSatisfy({ $0 == 0 }) { return .bmp }
    if has("ID3"), head.count >= 10 { return .mp3 }
    if head.count > 188, head[0] == 0x47, head[188] == 0x47 { return .mpegTS }
    if head.count >= 2, head[0] == 0xFF {
      if head[1] & 0xF6 == 0xF0 { return .aac }
      if head[1] & 0xE0 == 0xE0, head[1] & 0x06 != 0, head[1] & 0x18 != 0x08 { return .mp3 }
    }
    return nil
  }

  /// The formats of the ISO base media file family, by the brands in `ftyp`.
  private static func film(_ head: [UInt8]) -> MediaFormat? {
    guard head.count >= 8 else { return nil }
    let type = String(decoding: head[4..<8], as: UTF8.self)
    guard type == "ftyp" else {
      let old = ["moov", "mdat", "wide", "free", "skip", "pnot"]
      let fragment = ["styp", "moof", "sidx", "emsg"]
      return old.contains(type) ? .quickTime : fragment.contains(type) ? .mp4 : nil
    }
    let length = head[..<4].reduce(0) { $0 << 8 | Int($1) }
    var brands: [String] = []
    var place = 8
    while place + 4 <= min(length, head.count) {
      // The second four bytes are the version of the first brand.
      if place != 12 { brands.append(String(decoding: head[place..<place + 4], as: UTF8.self)) }
      place += 4
    }
    guard let major = brands.first else { return .mp4 }
    if brands.contains(where: { $0 == "avif" || $0 == "avis" }) { return .avif }
    if ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "mif2"].contains(major) {
      return .heif
    }
    if major == "qt  " { return .quickTime }
    if ["M4A ", "M4B ", "M4P "].contains(major) { return .m4a }
    if major.hasPrefix("3g") { return .threeGP }
    return .mp4
  }

  /// A ZIP archive by its first member: Office documents name theirs.
  private static func archive(_ head: [UInt8]) -> MediaFormat {
    guard head.count > 30 else { return .zip }
    let length = Int(head[26]) | Int(head[27]) << 8
    let name = head[30..<min(30 + length, head.count)]
    let office = ["[Content_Types].xml", "_rels/", "word/", "ppt/", "xl/", "docProps/"]
    return office.contains { name.starts(with: $0.utf8) } ? .officeOpenXML : .zip
  }

  /// Formats that are text.
  private static func text(_ head: [UInt8]) -> MediaFormat? {
    guard !head.contains(0) else { return nil }
    var rest = head[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: Array("---\n".utf8)) || rest.starts(with: Array("---\r\n".utf8)) {
      return .markdown
    }
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard rest.first == UInt8(ascii: "<") else { return nil }
    if let place = rest.firstRange(of: Array("<svg".utf8))
      ?? rest.firstRange(of: Array(":svg".utf8)),
      place.upperBound < rest.endIndex
    {
      return .svg
    }
    return nil
  }
}

/// The length of an ID3v2 tag, as its header says (ID3v2.4 structure, section 3.1).
enum ID3Length {
  /// How many bytes the tag at the start of `head` has, header and footer included; nil where there is
  /// none.
  static func of(_ head: [UInt8]) -> Int? {
    guard head.count >= 10, head.starts(with: Array("ID3".utf8)) else { return nil }
    let size = head[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    return size + 10 + (head[5] & 0x10 != 0 ? 10 : 0)
  }
}
