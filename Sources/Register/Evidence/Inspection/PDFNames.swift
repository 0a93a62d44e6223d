/// Picks the names and keywords that matter out of a PDF's bytes as they pass (ISO 32000-2, 7.2 and
/// 7.3.5).
///
/// It does not tell objects from the data of streams: to be led astray there is easy, and the names
/// that it looks for are too long to come about by chance.
struct PDFNames {
  /// Whether a cross-reference table was seen.
  private(set) var hasTable = false
  /// Whether a cross-reference stream was seen.
  private(set) var hasTableStream = false
  private(set) var isEncrypted = false
  private(set) var hasScript = false
  private(set) var startsPrograms = false
  private var pages = 0
  private var hidesObjects = false
  private var ends = 0

  /// How many pages were counted; `nil` where some may be compressed, or were replaced later.
  var pageCount: Int? { pages > 0 && !hidesObjects && ends == 1 ? pages : nil }

  private var token: [UInt8] = []
  private var isName = false
  private var followsType = false

  /// Longer than any name that matters, each byte of it written as `#xx`.
  private static let tokenLimit = 64

  /// Takes the next byte; a blank after the last one ends the last name.
  mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x25, 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D:
      if isName || !token.isEmpty { finish() }
      isName = false
    case 0x2F:
      if isName || !token.isEmpty { finish() }
      isName = true
    default:
      if token.count < PDFNames.tokenLimit { token.append(byte) }
    }
  }

  private mutating func finish() {
    defer { token.removeAll(keepingCapacity: true) }
    guard isName else {
      if token.elementsEqual("xref".utf8) { hasTable = true }
      if token.elementsEqual("startxref".utf8) { ends += 1 }
      followsType = false
      return
    }
    let followed = followsType
    followsType = false
    switch String(decoding: decoded, as: UTF8.self) {
    case "Type": followsType = true
    case "Page" where followed: pages += 1
    case "XRef": hasTableStream = true
    case "ObjStm": hidesObjects = true
    case "Encrypt": isEncrypted = true
    case "JavaScript": hasScript = true
    case "Launch": startsPrograms = true
    default: break
    }
  }

  /// The name with `#xx` replaced by the byte that it stands for.
  private var decoded: [UInt8] {
    guard token.contains(0x23) else { return token }
    var bytes: [UInt8] = []
    var place = 0
    while place < token.count {
      if token[place] == 0x23, place + 2 < token.count,
        let high = hexadecimal(token[place + 1]), let low = hexadecimal(token[place + 2])
      {
        bytes.append(high << 4 | low)
        place += 3
      } else {
        bytes.append(token[place])
        place += 1
      }
    }
    return bytes
  }

  private func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
