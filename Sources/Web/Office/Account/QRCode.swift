internal import CQRCode

/// A text as a square of light and dark modules that a telephone's camera reads (ISO/IEC 18004).
struct QRCode: Equatable, Sendable {
  /// Light modules around the symbol, without which readers do not find it (ISO/IEC 18004, 6.3.8).
  static let quietZone = 4

  /// How many modules a side has, without the quiet zone.
  let side: Int
  /// Row by row, whether a module is dark.
  let modules: [Bool]

  /// Draws a text, in the smallest version that holds it with medium error correction.
  ///
  /// `nil` for one that no version holds: at most 2,331 bytes.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let size = Int32(exactly: bytes.count) else { return nil }
    guard let drawn = QRcode_encodeData(size, bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(drawn) }
    let side = Int(drawn.pointee.width)
    guard side > 0, let data = drawn.pointee.data else { return nil }
    self.side = side
    // The lowest bit says whether a module is dark; the others, what part of the symbol it is.
    modules = (0..<side * side).map { data[$0] & 1 == 1 }
  }

  /// The width and height of a picture of it, in modules.
  var extent: Int { side + 2 * Self.quietZone }

  /// The dark modules as the data of an SVG path, each run of them in a row a rectangle.
  var path: String {
    var path = ""
    for row in 0..<side {
      var column = 0
      while column < side {
        let begin = column
        while column < side, modules[row * side + column] { column += 1 }
        if column > begin {
          path += "M\(begin + Self.quietZone) \(row + Self.quietZone)"
          path += "h\(column - begin)v1h\(begin - column)z"
        }
        column += 1
      }
    }
    return path
  }
}
