import Rules

/// Standing bars over time, each in one or more parts, placed at their day.
struct ColumnPlot: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    var day: Day
    var name: String
    var parts: [Part]
    var total: Int { parts.reduce(0) { $0 + $1.value } }
  }

  struct Part: Hashable, Sendable {
    var value: Int
    var style: String
    var title: String
  }

  var columns: [Column]

  static let width = 420.0
  static let height = 250.0
  static let fontSize = 12.0
  private static let bottom = 24.0
  private static let top = 12.0

  /// The geometry.
  ///
  /// Columns of one day would hide each other; where there are such, all columns stand at equal
  /// distances.
  func plot() -> Plot {
    var plot = Plot(width: Self.width, height: Self.height)
    let columns = columns.sorted { $0.day < $1.day }
    guard let first = columns.first, let last = columns.last else { return plot }
    let scale = PlotScale(upTo: columns.map(\.total).max() ?? 0)
    let left = TextWidth.estimate(Texts.grouped(scale.end), size: Self.fontSize) + 8
    let room = Self.width - left
    let depth = Self.height - Self.bottom - Self.top
    let base = Self.height - Self.bottom
    for tick in scale.ticks {
      let y = base - scale.length(tick, of: depth)
      plot.lines.append(Plot.Line(x1: left, y1: y, x2: Self.width, y2: y))
      plot.labels.append(
        Plot.Label(
          x: left - 6, y: y + 4, anchor: .end, style: "tick", text: Texts.grouped(tick)))
    }
    let span = last.day.number - first.day.number
    let gaps = zip(columns, columns.dropFirst()).map { $1.day.number - $0.day.number }
    let byTime = span > 0 && !gaps.contains(0)
    let narrowest =
      byTime ? Double(gaps.min() ?? span) / Double(span) : 1 / Double(max(columns.count, 1))
    let breadth = min(max(narrowest * room * 0.8, 3), 22)
    let usable = room - breadth - 4
    func x(_ place: Int, _ day: Day) -> Double {
      if byTime {
        return left + 2 + usable * Double(day.number - first.day.number) / Double(span)
      }
      return left + 2
        + (columns.count > 1 ? usable * Double(place) / Double(columns.count - 1) : usable / 2)
    }
    var yearsShown: Set<Int> = []
    for (place, column) in columns.enumerated() {
      let x = x(place, column.day)
      var y = base
      for part in column.parts where part.value > 0 {
        let length = scale.length(part.value, of: depth)
        y -= length
        plot.bars.append(
          Plot.Bar(
            x: x, y: y, width: breadth, height: length, style: part.style, title: part.title))
      }
      if !byTime, yearsShown.insert(column.day.year).inserted {
        plot.labels.append(
          Plot.Label(
            x: x + breadth / 2, y: Self.height - 6, anchor: .middle, style: "tick",
            text: String(column.day.year)))
      }
    }
    if byTime {
      let years = (first.day.year...last.day.year).compactMap { year in
        Day(year: year, month: 1, day: 1).map { (year, x(0, max($0, first.day))) }
      }
      for (place, (year, at)) in years.enumerated() {
        plot.lines.append(Plot.Line(x1: at, y1: base, x2: at, y2: base + 5))
        // Little is left of the first year where the first list came late in it.
        if place + 1 < years.count, years[place + 1].1 - at < Self.fontSize * 3 { continue }
        plot.labels.append(
          Plot.Label(
            x: at, y: Self.height - 6, anchor: .start, style: "tick", text: String(year)))
      }
    }
    return plot
  }
}
