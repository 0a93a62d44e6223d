import Rules
import Testing

@testable import Web

@Suite("The plots")
struct PlotTests {
  @Test(
    "An axis ends at a round number, not below the greatest value",
    arguments: [
      0, 1, 3, 7, 10, 49, 51, 99, 100, 101, 706, 1_448, 999_999, Int.max / 4,
    ])
  func scale(_ greatest: Int) {
    let scale = PlotScale(upTo: greatest)
    #expect(scale.end >= greatest)
    #expect(scale.ticks.first == 0)
    #expect((2...6).contains(scale.ticks.count))
    #expect(scale.length(scale.end, of: 200) == 200)
    #expect(scale.length(-5, of: 200) == 0)
  }

  @Test("Bars are as long as their values are great, and stay within the plot")
  func bars() {
    let plot = BarPlot(bars: [
      .init(name: "广东", value: 200), .init(name: "Inner Mongolia", value: 50),
      .init(name: "x", value: 0),
    ]).plot { "\($0.name): \($0.value)" }
    #expect(plot.bars.count == 3)
    #expect(plot.bars[0].width == plot.bars[1].width * 4)
    #expect(plot.bars[2].width == 0)
    #expect(Set(plot.bars.map(\.x)).count == 1)
    for bar in plot.bars {
      #expect(bar.x >= 0 && bar.x + bar.width <= plot.width)
      #expect(bar.y >= 0 && bar.y + bar.height <= plot.height)
    }
    #expect(plot.labels.map(\.text) == ["广东", "200", "Inner Mongolia", "50", "x", "0"])
    #expect(BarPlot(bars: []).plot { _ in "" }.bars.isEmpty)
  }

  @Test("Columns stand at their day, their parts one upon the other without a gap")
  func columns() throws {
    let days = try [(2023, 6), (2023, 9), (2024, 1), (2026, 5)].map {
      try #require(Day(year: $0.0, month: $0.1, day: 1))
    }
    let columns = days.enumerated().map { place, day in
      ColumnPlot.Column(
        day: day, name: "\(day)",
        parts: [
          .init(value: 10 * (place + 1), style: "a", title: ""),
          .init(value: 5, style: "b", title: ""),
        ])
    }
    let plot = ColumnPlot(columns: columns.reversed()).plot()
    #expect(plot.bars.count == 8)
    for (lower, upper) in stride(from: 0, to: 8, by: 2).map({ (plot.bars[$0], plot.bars[$0 + 1]) })
    {
      #expect(lower.x == upper.x)
      #expect(abs(upper.y + upper.height - lower.y) < 0.001)
      #expect(upper.y >= 0 && lower.x + lower.width <= plot.width)
    }
    let places = stride(from: 0, to: 8, by: 2).map { plot.bars[$0].x }
    #expect(places == places.sorted())
    // A month is a twelfth of a year: the distances are those of the days.
    let first = places[1] - places[0]
    let rest = places[3] - places[0]
    let expected =
      Double(days[1].number - days[0].number) / Double(days[3].number - days[0].number)
    #expect(abs(first / rest - expected) < 0.0001)
    for (left, right) in zip(places, places.dropFirst()) {
      #expect(left + plot.bars[0].width <= right + 0.001)
    }
  }

  @Test("Lists of one day do not hide each other, and one list alone is drawn")
  func sameDay() throws {
    let day = try #require(Day(year: 2024, month: 1, day: 1))
    func column(_ name: String) -> ColumnPlot.Column {
      .init(day: day, name: name, parts: [.init(value: 3, style: "a", title: name)])
    }
    let plot = ColumnPlot(columns: [column("a"), column("b"), column("c")]).plot()
    #expect(Set(plot.bars.map(\.x)).count == 3)
    #expect(ColumnPlot(columns: [column("a")]).plot().bars.count == 1)
    #expect(ColumnPlot(columns: []).plot().bars.isEmpty)
  }

  @Test("Coordinates are written short")
  func written() {
    #expect(Plot.written(1) == "1")
    #expect(Plot.written(1.5) == "1.5")
    #expect(Plot.written(-2.049) == "-2.05")
    #expect(Plot.written(0.004) == "0")
  }
}
