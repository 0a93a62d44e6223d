import Rules

/// The title of an official list, 境内深度合成服务算法备案清单（2023年6月）: it says which track and which month.
struct ListTitle: Hashable {
  /// The title as printed, on one line.
  let text: String
  let track: Track
  /// `YYYY-MM`.
  let period: String
  /// The year of the month.
  let year: Int

  /// Finds the title among the paragraphs before a list's table; it may be broken over two.
  init?(in paragraphs: [String]) {
    let lines = paragraphs.map(CellText.onOneLine).filter { !$0.isEmpty }
    // Whole titles come first: a line before one is no part of it.
    for length in 1...3 {
      for place in lines.indices where place + length <= lines.count {
        if let title = ListTitle(lines[place..<place + length].joined()) {
          self = title
          return
        }
      }
    }
    return nil
  }

  private init?(_ text: String) {
    let plain = CellText.squeezed(text)
    guard plain.holds("清单"), let track = ListTitle.track(of: plain),
      let month = ListTitle.month(in: plain)
    else { return nil }
    self.text = text
    self.track = track
    self.year = month.year
    self.period = "\(month.year)-\(month.month < 10 ? "0" : "")\(month.month)"
  }

  private static func track(of title: String) -> Track? {
    if title.holds("深度合成") { return .deepSynthesis }
    return title.holds("信息服务算法备案") ? .recommendation : nil
  }

  /// The last `2023年6月` of a text; digits may be of full width.
  private static func month(in text: String) -> (year: Int, month: Int)? {
    var numbers: [Int] = []
    var number: Int?
    var found: (year: Int, month: Int)?
    for scalar in text.unicodeScalars {
      if let digit = digit(scalar) {
        number = min((number ?? 0) * 10 + digit, 100_000)
        continue
      }
      if scalar == "年", let year = number, (2000...2099).contains(year) {
        numbers = [year]
      } else if scalar == "月", let month = number, (1...12).contains(month),
        let year = numbers.first
      {
        found = (year, month)
        numbers = []
      } else {
        numbers = []
      }
      number = nil
    }
    return found
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }
}
