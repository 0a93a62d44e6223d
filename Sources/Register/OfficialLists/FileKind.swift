/// What a file is by its first bytes.
enum FileKind: Hashable {
  /// A ZIP archive: perhaps an office document.
  case archive
  /// Perhaps comma-separated text.
  case text
  /// Something that is not read here; the text says what, and what to do.
  case refused(String)

  /// The kind of these bytes.
  init(_ bytes: [UInt8]) {
    let withoutMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let head = withoutMark.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(16)
    let lowered = head.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    if head.isEmpty {
      self = .refused("the file is empty; fetch it again")
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      self = .archive
    } else if head.starts(with: "%PDF-".utf8) {
      self = .refused("this is a PDF; the lists are read as .docx, which the same page hands out")
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .refused("this is a document of the old kind (.doc, .wps); save it as .docx")
    } else if head.starts(with: "{\\rtf".utf8) {
      self = .refused("this is rich text (.rtf); save it as .docx")
    } else if lowered.starts(with: "<!doctype".utf8) || lowered.starts(with: "<html".utf8) {
      self = .refused(
        "this is a web page; the authority's server sends one in place of the list to a program "
          + "that does not say which page it comes from: fetch the list with a browser")
    } else if lowered.first == 0x3C {
      self = .refused("this is XML; save the list as .docx")
    } else if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) {
      self = .text
    } else {
      self = .refused(
        "this is neither a .docx document nor UTF-8 text; give a list as the authority hands it out"
      )
    }
  }
}
