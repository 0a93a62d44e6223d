/// Finds the word that was probably meant.
enum Likeness {
  /// `did you mean ...?`, or what there is where nothing is like it.
  static func suggestion(for word: String, among known: [String]) -> String? {
    let near = known.map { ($0, distance(word, $0)) }
      .filter { $0.1 <= max(2, $0.0.utf8.count / 3) }
      .min { $0.1 < $1.1 }
    if let near { return "did you mean \(near.0)?" }
    guard !known.isEmpty, known.count <= 20 else { return nil }
    return "known here: \(known.joined(separator: ", "))"
  }

  /// How many letters have to be put in, left out or replaced, swapped neighbours counting once;
  /// only the first 64 bytes count.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(64))
    let right = Array(right.utf8.prefix(64))
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1] + Array(repeating: 0, count: right.count)
      for column in right.indices {
        var least = min(last[column + 1], current[column]) + 1
        least = min(least, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        current[column + 1] = least
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}
