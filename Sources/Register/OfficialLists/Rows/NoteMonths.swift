/// Months at the beginning of a statement: `2024年8月`, `12月`.
enum NoteMonths {
  /// The month that `text` begins with and what follows it; `year` is that of a month before, for
  /// a month that names none.
  static func prefix(of text: String, year: String?) -> ([String], String)? {
    let scalars = Array(text.unicodeScalars)
    var place = 0
    func number(_ digits: ClosedRange<Int>) -> String? {
      let start = place
      while place < scalars.count, ("0"..."9").contains(scalars[place]) { place += 1 }
      guard digits.contains(place - start) else { return nil }
      return String(String.UnicodeScalarView(scalars[start..<place]))
    }
    guard let first = number(1...4) else { return nil }
    var named = year
    var month = first
    if place < scalars.count, scalars[place] == "年" {
      guard first.utf8.count == 4 else { return nil }
      place += 1
      guard let second = number(1...2) else { return nil }
      named = first
      month = second
    }
    guard place < scalars.count, scalars[place] == "月", let named, let value = Int(month),
      (1...12).contains(value)
    else { return nil }
    var rest = scalars[(place + 1)...]
    if rest.first == "份" { rest.removeFirst() }
    let after = CellText.trimmed(String(String.UnicodeScalarView(rest)))
    return (["\(named)-\(value < 10 ? "0" : "")\(value)"], after)
  }
}
