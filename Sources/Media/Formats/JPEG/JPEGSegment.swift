/// A segment of a JPEG: a marker and, for most, a length and a payload (ITU-T T.81, B.1.1).
struct JPEGSegment: Hashable {
  /// The second byte of the marker.
  let marker: UInt8
  /// All its bytes: fill bytes before the marker, the marker, the length, the payload.
  let extent: Range<Int>
  /// What stands behind the length; empty for a marker that stands alone.
  let payload: Range<Int>

  static let startOfImage: UInt8 = 0xD8
  static let endOfImage: UInt8 = 0xD9
  static let startOfScan: UInt8 = 0xDA
  static let comment: UInt8 = 0xFE

  /// The marker in the words of the standard, which are those of C2PA's box hash: `SOF0`, `APP1`.
  var name: String {
    switch marker {
    case 0x01: "TEM"
    case 0xC4: "DHT"
    case 0xC8: "JPG"
    case 0xCC: "DAC"
    case 0xC0...0xCF: "SOF\(marker - 0xC0)"
    case 0xD0...0xD7: "RST\(marker - 0xD0)"
    case 0xD8: "SOI"
    case 0xD9: "EOI"
    case 0xDA: "SOS"
    case 0xDB: "DQT"
    case 0xDC: "DNL"
    case 0xDD: "DRI"
    case 0xDE: "DHP"
    case 0xDF: "EXP"
    case 0xE0...0xEF: "APP\(marker - 0xE0)"
    case 0xF0...0xFD: "JPG\(marker - 0xF0)"
    case 0xFE: "COM"
    default: "RES"
    }
  }

  /// Whether the marker has neither length nor payload.
  static func standsAlone(_ marker: UInt8) -> Bool {
    marker == 0x01 || (0xD0...0xD9).contains(marker)
  }
}
