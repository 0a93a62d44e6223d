/// What is left of a password without the parts that are guessed first.
struct GuessablePattern {
  /// The password in small letters, and the same with the usual signs read as letters.
  private let readings: [[UInt32]]

  /// Words and rows of keys that lead every list of stolen passwords, and ours.
  static let words = [
    "countermark", "register", "password", "passwort", "passphrase", "welcome", "letmein", "admin",
    "administrator", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "1qaz2wsx",
    "3edc4rfv", "qazwsx", "1q2w3e4r", "1q2w3e", "iloveyou", "monkey", "dragon", "sunshine",
    "princess", "football", "baseball", "master", "shadow", "superman", "trustno1", "changeme",
    "secret", "default", "temporary", "summer", "winter", "spring", "autumn", "woaini", "mima",
    "密码", "口令", "备案", "我爱你", "管理员", "5201314", "p@ssw0rd", "login", "test", "guest", "user",
  ]

  init(password: String) {
    let plain = password.lowercased().unicodeScalars.map(\.value)
    let signs: [Unicode.Scalar: Unicode.Scalar] = [
      "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
    let letters = Dictionary(uniqueKeysWithValues: signs.map { ($0.key.value, $0.value.value) })
    readings = [plain, plain.map { letters[$0] ?? $0 }]
  }

  /// How many characters are left without `words`, sequences and repetitions.
  ///
  /// Words of fewer than three characters are passed over, unless they are not Latin.
  func remainder(without words: [String]) -> Int {
    let words = words.map { $0.lowercased().unicodeScalars.map(\.value) }
      .filter { $0.count >= 3 || ($0.count == 2 && $0.allSatisfy { $0 >= 0x2E80 }) }
      .sorted { $0.count > $1.count }
    return readings.map { Self.remainder(of: $0, without: words) }.min() ?? 0
  }

  private static func remainder(of password: [UInt32], without words: [[UInt32]]) -> Int {
    var rest: [UInt32] = []
    var place = 0
    while place < password.count {
      let here = password[place...]
      let word = words.first { here.starts(with: $0) }?.count ?? 0
      let run = run(here)
      let repeated = repetition(of: rest, at: here)
      let taken = max(word, run >= 3 ? run : 0, repeated)
      if taken == 0 { rest.append(password[place]) }
      place += max(1, taken)
    }
    return rest.count
  }

  /// How far characters follow each other by one up, by one down, or are the same.
  private static func run(_ text: ArraySlice<UInt32>) -> Int {
    guard text.count > 1 else { return text.count }
    let first = text.startIndex
    let step = Int(text[first + 1]) - Int(text[first])
    guard (-1...1).contains(step) else { return 1 }
    var end = first + 1
    while end < text.endIndex, follows(text[end - 1], text[end], by: step) { end += 1 }
    return end - first
  }

  /// After 9 comes 0.
  private static func follows(_ left: UInt32, _ right: UInt32, by step: Int) -> Bool {
    if Int(right) - Int(left) == step { return true }
    return (step == 1 && left == 0x39 && right == 0x30)
      || (step == -1 && left == 0x30 && right == 0x39)
  }

  /// How many characters say once more what was said just before, in blocks of one to eight.
  private static func repetition(of before: [UInt32], at text: ArraySlice<UInt32>) -> Int {
    for length in stride(from: 8, through: 1, by: -1)
    where before.count >= length && text.starts(with: before.suffix(length)) {
      // Two equal letters in a row are spelling.
      if length == 1 { continue }
      return length
    }
    return 0
  }
}
