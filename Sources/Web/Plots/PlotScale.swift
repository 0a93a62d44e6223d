/// An axis from zero to a round number.
struct PlotScale: Hashable, Sendable {
  /// The marks of the axis, from 0 to its end.
  let ticks: [Int]

  /// The value at the end of the axis, at least 1.
  var end: Int { ticks[ticks.count - 1] }

  /// An axis that reaches at least to the greatest value, with three to six marks.
  init(upTo greatest: Int) {
    let greatest = max(greatest, 1)
    var step = 1
    var power = 1
    search: while true {
      for factor in [1, 2, 5] {
        step = factor * power
        if greatest <= step * 5 { break search }
      }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    var ticks = [0]
    while ticks[ticks.count - 1] < greatest { ticks.append(ticks[ticks.count - 1] + step) }
    self.ticks = ticks
  }

  /// Where a value stands on an axis of a length.
  func length(_ value: Int, of whole: Double) -> Double {
    whole * Double(max(value, 0)) / Double(end)
  }
}
