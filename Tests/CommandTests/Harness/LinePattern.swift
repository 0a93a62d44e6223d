import Foundation

/// Compares lines with what is expected of them: `...` stands for any lines, `[..]` for any text in
/// a line, `[name=..]` for text that is kept, `$name` for what was kept.
struct LinePattern {
  /// What was kept so far, by name.
  var variables: [String: String]

  /// Whether the lines are as expected; what they kept is in ``variables`` then.
  mutating func matches(_ lines: [String], _ expected: [String]) -> Bool {
    var kept = variables
    guard Self.match(lines[...], expected[...], &kept) else { return false }
    variables = kept
    return true
  }

  /// Whether the lines begin as expected.
  mutating func begins(_ lines: [String], _ expected: [String]) -> Bool {
    matches(lines, expected + ["..."])
  }

  private static func match(
    _ lines: ArraySlice<String>, _ expected: ArraySlice<String>, _ kept: inout [String: String]
  ) -> Bool {
    guard let pattern = expected.first else { return lines.isEmpty }
    if pattern == "..." {
      for start in lines.startIndex...lines.endIndex {
        var trial = kept
        if match(lines[start...], expected.dropFirst(), &trial) {
          kept = trial
          return true
        }
      }
      return false
    }
    guard let line = lines.first else { return false }
    var trial = kept
    guard match(Array(line.unicodeScalars)[...], pieces(pattern, kept)[...], &trial),
      match(lines.dropFirst(), expected.dropFirst(), &trial)
    else { return false }
    kept = trial
    return true
  }

  private enum Piece {
    case text([Unicode.Scalar])
    case any(String?)
  }

  private static func match(
    _ line: ArraySlice<Unicode.Scalar>, _ pieces: ArraySlice<Piece>, _ kept: inout [String: String]
  ) -> Bool {
    guard let piece = pieces.first else { return line.isEmpty }
    switch piece {
    case .text(let text):
      return line.starts(with: text) && match(line.dropFirst(text.count), pieces.dropFirst(), &kept)
    case .any(let name):
      for end in line.startIndex...line.endIndex {
        var trial = kept
        if match(line[end...], pieces.dropFirst(), &trial) {
          if let name { trial[name] = String(String.UnicodeScalarView(line[..<end])) }
          kept = trial
          return true
        }
      }
      return false
    }
  }

  private static func pieces(_ pattern: String, _ kept: [String: String]) -> [Piece] {
    var pieces: [Piece] = []
    var rest = ScriptWords.expand(pattern, kept)[...]
    while let open = rest.range(of: "["), let close = rest[open.upperBound...].range(of: "..]") {
      let name = rest[open.upperBound..<close.lowerBound]
      let isName = name.isEmpty || (name.last == "=" && name.dropLast().allSatisfy(\.isLetter))
      guard isName else {
        pieces.append(.text(Array(rest[..<open.upperBound].unicodeScalars)))
        rest = rest[open.upperBound...]
        continue
      }
      pieces.append(.text(Array(rest[..<open.lowerBound].unicodeScalars)))
      pieces.append(.any(name.isEmpty ? nil : String(name.dropLast())))
      rest = rest[close.upperBound...]
    }
    pieces.append(.text(Array(rest.unicodeScalars)))
    return pieces
  }
}
