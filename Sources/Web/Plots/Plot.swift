/// A plot as plain geometry, in the units of its own view box, from the upper left.
struct Plot: Hashable, Sendable {
  /// A bar, or a part of one.
  struct Bar: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    /// What kind of thing it counts: the name of a CSS class.
    var style: String
    /// What it says when pointed at.
    var title: String
  }

  /// A line of the grid.
  struct Line: Hashable, Sendable {
    var x1: Double
    var y1: Double
    var x2: Double
    var y2: Double
  }

  /// A word or a number.
  struct Label: Hashable, Sendable {
    enum Anchor: String, Hashable, Sendable { case start, middle, end }
    var x: Double
    var y: Double
    var anchor: Anchor
    var style: String
    var text: String
  }

  var width: Double
  var height: Double
  var bars: [Bar] = []
  var lines: [Line] = []
  var labels: [Label] = []
}

extension Plot {
  /// A coordinate as it is written: at most two digits after the point.
  static func written(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    return sign + String(whole) + "." + (rest < 10 ? "0" : "")
      + String(rest % 10 == 0 ? rest / 10 : rest)
  }

  /// For the partial `plot`.
  func bindings(id: String, title: String, description: String) -> Bindings {
    func number(_ value: Double) -> Binding { .text(Plot.written(value)) }
    return [
      "id": .text(id),
      "title": .text(title),
      "description": .text(description),
      "width": number(width),
      "height": number(height),
      "lines": .list(
        lines.map { line in
          [
            "x1": number(line.x1), "y1": number(line.y1), "x2": number(line.x2),
            "y2": number(line.y2),
          ]
        }),
      "bars": .list(
        bars.map { bar in
          [
            "class": .text(bar.style), "x": number(bar.x), "y": number(bar.y),
            "width": number(bar.width), "height": number(bar.height), "title": .text(bar.title),
          ]
        }),
      "labels": .list(
        labels.map { label in
          [
            "class": .text(label.style), "x": number(label.x), "y": number(label.y),
            "anchor": .text(label.anchor.rawValue), "text": .text(label.text),
          ]
        }),
    ]
  }
}
