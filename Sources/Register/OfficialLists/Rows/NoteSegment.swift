/// A stretch of a note between two separators.
struct NoteSegment: Hashable {
  /// Its words, without blanks at its ends.
  var text: String
  /// What stands between it and the segment before.
  var separator: String

  /// Cuts a note at its separators, those within quotation marks and brackets left alone.
  static func split(_ note: String) -> [NoteSegment] {
    let scalars = Array(note.unicodeScalars)
    let respectsBrackets = Brackets.areBalanced(in: scalars)
    var brackets = Brackets()
    var segments: [NoteSegment] = []
    var start = 0
    var separator = ""
    var last: Unicode.Scalar?
    func cut(at place: Int) {
      let text = CellText.trimmed(string(scalars[start..<place]))
      if !text.isEmpty { segments.append(NoteSegment(text: text, separator: separator)) }
    }
    for (place, scalar) in scalars.enumerated() {
      let wasOutside = brackets.isOutside || !respectsBrackets
      let isClosing = brackets.take(scalar)
      defer { if !CellText.isBlank(scalar) { last = scalar } }
      guard wasOutside, !isClosing else { continue }
      if "、，,；;。\n".unicodeScalars.contains(scalar) {
        cut(at: place)
        start = place + 1
        separator = String(scalar)
      } else if !CellText.isBlank(scalar), let closer = last,
        "”\"）)".unicodeScalars.contains(closer), beginsStatement(scalars[place...])
      {
        // `小程序) 增加接入…`, `“乙”《…》变更…`: the separator is missing.
        cut(at: place)
        start = place
        separator = ""
      }
    }
    cut(at: scalars.count)
    return segments
  }

  /// Joins what a separator within an unquoted enumeration has cut: `产品名称甲(APP)、乙(APP)变更为丙(APP)`
  /// is one statement.
  static func merged(_ segments: [NoteSegment]) -> [NoteSegment] {
    var result: [NoteSegment] = []
    var place = 0
    while place < segments.count {
      var segment = segments[place]
      place += 1
      if NoteMould.namesChange(segment.text) {
        var longer = segment
        for next in place..<min(place + 40, segments.count) {
          let text = segments[next].text
          guard !NoteMould.beginsStatement(text) else { break }
          longer.text += segments[next].separator + text
          guard text.holds(NoteMould.becomes) else { continue }
          segment = longer
          place = next + 1
          break
        }
      }
      result.append(segment)
    }
    return result
  }

  /// Whether a statement begins here, as against a text that goes on.
  private static func beginsStatement(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    NoteMould.beginsStatement(string(rest.prefix(12)))
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
