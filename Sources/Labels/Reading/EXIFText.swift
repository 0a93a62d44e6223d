/// The value of a tag of text in EXIF; that of UserComment begins with eight bytes that name the
/// character code (CIPA DC-008, section 4.6.6).
struct EXIFText {
  /// How the text is written.
  private enum Coding {
    /// As it stands, behind so many bytes of character code.
    case bytes(head: Int)
    /// In UTF-16, behind eight bytes of character code.
    case utf16(isBigEndian: Bool)
    /// In a code that is not known; it is taken for ASCII.
    case unknown
  }

  /// The value as it stands.
  private let raw: [UInt8]
  private let coding: Coding
  /// Whether the value ends with a zero, as the type of plain texts wants it.
  private let isTerminated: Bool

  /// The text of a tag's value.
  init(_ raw: [UInt8], tag: UInt16) {
    self.raw = raw
    isTerminated = tag != 0x9286
    let code = raw.prefix(8)
    if isTerminated {
      coding = .bytes(head: 0)
    } else if code.starts(with: Array("UNICODE".utf8)) {
      // The order of bytes is the block's, which is not seen here: a text begins with ASCII.
      coding = .utf16(isBigEndian: raw.count > 8 && raw[8] == 0)
    } else if code.starts(with: Array("ASCII".utf8)) || code.allSatisfy({ $0 == 0 || $0 == 0x20 }) {
      coding = .bytes(head: code.count)
    } else {
      coding = .unknown
    }
  }

  /// The text in UTF-8, up to the first zero.
  var text: [UInt8] {
    switch coding {
    case .bytes(let head): return Array(raw.dropFirst(head).prefix { $0 != 0 })
    case .unknown: return Array(raw.prefix { $0 != 0 })
    case .utf16(let isBigEndian):
      let rest = raw.dropFirst(8)
      let units = stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2).map { place in
        let (first, second) = (UInt16(rest[place]), UInt16(rest[place + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
      }
      return Array(String(decoding: units, as: UTF16.self).utf8.prefix { $0 != 0 })
    }
  }

  /// The value with the end of its text replaced.
  ///
  /// - Returns: nil where the text does not end so, or is in a code that is not known.
  func replacing(_ old: [UInt8], by new: [UInt8]) -> [UInt8]? {
    let text = text
    guard text.count >= old.count, text.suffix(old.count).elementsEqual(old) else { return nil }
    let whole = text.dropLast(old.count) + new
    switch coding {
    case .unknown: return nil
    case .bytes(let head): return raw.prefix(head) + whole + (isTerminated ? [0] : [])
    case .utf16(let isBigEndian):
      let units = String(decoding: whole, as: UTF8.self).utf16
      return raw.prefix(8)
        + units.flatMap { unit -> [UInt8] in
          let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
          return isBigEndian ? [high, low] : [low, high]
        }
    }
  }
}
