/// The predictors of PNG with one byte a sample (W3C PNG, section 9).
enum PDFPredictor {
  /// Takes the predictors off, row by row and over the bytes themselves.
  static func undo(_ bytes: inout [UInt8], columns: Int) {
    var end = 0
    var above = [UInt8](repeating: 0, count: columns)
    var place = 0
    while place + 1 + columns <= bytes.count {
      let kind = bytes[place]
      var row = Array(bytes[place + 1..<place + 1 + columns])
      for column in 0..<columns {
        let left = column > 0 ? Int(row[column - 1]) : 0
        let up = Int(above[column])
        let corner = column > 0 ? Int(above[column - 1]) : 0
        let guess: Int
        switch kind {
        case 1: guess = left
        case 2: guess = up
        case 3: guess = (left + up) / 2
        case 4:
          let sum = left + up - corner
          let (a, b, c) = (abs(sum - left), abs(sum - up), abs(sum - corner))
          guess = a <= b && a <= c ? left : b <= c ? up : corner
        default: guess = 0
        }
        row[column] &+= UInt8(truncatingIfNeeded: guess)
      }
      // A row gets shorter by its first byte, so that it never reaches into the next.
      for column in 0..<columns { bytes[end + column] = row[column] }
      end += columns
      above = row
      place += 1 + columns
    }
    bytes.removeSubrange(end...)
  }
}
