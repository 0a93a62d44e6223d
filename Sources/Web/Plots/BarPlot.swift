/// Lying bars, one under the other, with their names on the left and their values at the end.
struct BarPlot: Hashable, Sendable {
  struct Bar: Hashable, Sendable {
    var name: String
    var value: Int
    var style = "bar-one"
  }

  var bars: [Bar]

  static let width = 420.0
  static let rowHeight = 24.0
  static let fontSize = 12.0

  /// The geometry.
  ///
  /// Bars begin at zero, and their lengths are in proportion to the values.
  func plot(titles: (Bar) -> String) -> Plot {
    let names = bars.map { TextWidth.estimate($0.name, size: Self.fontSize) }.max() ?? 0
    let left = min(names, Self.width * 0.45) + 8
    let values = bars.map { TextWidth.estimate(Texts.grouped($0.value), size: Self.fontSize) }
    let room = max(Self.width - left - (values.max() ?? 0) - 8, 10)
    let greatest = max(bars.map(\.value).max() ?? 0, 1)
    var plot = Plot(width: Self.width, height: Double(max(bars.count, 1)) * Self.rowHeight)
    for (row, bar) in bars.enumerated() {
      let top = Double(row) * Self.rowHeight
      let length = room * Double(max(bar.value, 0)) / Double(greatest)
      plot.bars.append(
        Plot.Bar(
          x: left, y: top + 4, width: length, height: Self.rowHeight - 8, style: bar.style,
          title: titles(bar)))
      plot.labels.append(
        Plot.Label(
          x: left - 8, y: top + 16, anchor: .end, style: "label", text: bar.name))
      plot.labels.append(
        Plot.Label(
          x: left + length + 6, y: top + 16, anchor: .start, style: "value",
          text: Texts.grouped(bar.value)))
    }
    return plot
  }
}
