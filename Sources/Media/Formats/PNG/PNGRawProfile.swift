/// Reads the profiles that ImageMagick and others put into texts of a PNG, in hexadecimal, when they
/// convert from a format that has them as they are.
///
/// The text is a line with the kind, a line with the length, and the bytes in lines of digits.
enum PNGRawProfile {
  /// How the keyword of such a text begins.
  static let keyword = "Raw profile type "

  /// Adds the slots of the profile in a text.
  ///
  /// - Parameters:
  ///   - text: The text, inflated.
  ///   - chunk: The chunk that it stands in.
  ///   - place: The place in words.
  ///   - scan: Takes slots and remarks.
  /// - Returns: Whether the text is a profile with metadata of ours.
  static func add(
    _ text: [UInt8], of chunk: PNGChunk, place: String, into scan: inout Scan
  ) -> Bool {
    let kind = place.split(separator: " ").last.map { $0.lowercased() } ?? ""
    guard ["xmp", "exif", "app1"].contains(kind) else { return false }
    guard var bytes = decode(text) else {
      scan.remark(
        "png.rawProfile.broken", "\(place) is not the profile that it says it is",
        at: chunk.extent.lowerBound)
      return false
    }
    if bytes.starts(with: JPEGContainer.xmpIdentifier) {
      bytes.removeFirst(JPEGContainer.xmpIdentifier.count)
    } else if kind != "xmp" {
      exif(bytes, of: chunk, place: place, into: &scan)
      return true
    }
    scan.found(Slot(kind: .xmp, place: place, extent: chunk.extent, payload: .decoded(bytes)))
    return true
  }

  /// The texts of an EXIF block, which are nowhere in the file as they are.
  private static func exif(
    _ bytes: [UInt8], of chunk: PNGChunk, place: String, into scan: inout Scan
  ) {
    let source = BytesSource(
      Array(bytes.dropFirst(bytes.starts(with: JPEGContainer.exifIdentifier) ? 6 : 0)))
    var inner = Scan(format: scan.format, limits: scan.limits)
    EXIFReader.scan(source, in: 0..<source.size, place: place, into: &inner)
    for slot in inner.slots {
      guard case .ranges(let ranges) = slot.payload else { continue }
      scan.found(
        Slot(
          kind: slot.kind, place: slot.place, extent: chunk.extent,
          payload: .decoded(ranges.flatMap { source.bytes[$0] })))
    }
    for remark in inner.remarks {
      scan.remark(remark.rule, remark.sentence, at: chunk.extent.lowerBound)
    }
  }

  /// The bytes of a profile; nil where the text has not the form, or another length than it says.
  private static func decode(_ text: [UInt8]) -> [UInt8]? {
    let lines = text.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: true)
    guard lines.count == 3 else { return nil }
    let digits = lines[1].drop { $0 == 0x20 }
    guard let length = Int(String(decoding: digits, as: UTF8.self)), length >= 0,
      length <= lines[2].count / 2
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    var high: UInt8?
    for letter in lines[2] {
      let value: UInt8
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = letter - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = letter - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = letter - UInt8(ascii: "A") + 10
      case 0x0A, 0x0D, 0x20: continue
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes.count == length && high == nil ? bytes : nil
  }
}
