/// What many repetitions of one thing cost.
public struct Samples: Sendable {
  private var costs: [Cost] = []

  /// No repetitions yet.
  public init() {}

  /// Adds one repetition.
  public mutating func add(_ cost: Cost) { costs.append(cost) }

  /// JSON: medians, means and the 99th percentile, in microseconds.
  public var json: String {
    let wall = costs.map(\.wall).sorted()
    let processor = costs.map(\.processor).sorted()
    let members = [
      "\"count\":\(costs.count)",
      "\"wallMedian\":\(Self.micro(Self.quantile(wall, 0.5)))",
      "\"wallMean\":\(Self.micro(Self.mean(wall)))",
      "\"wall99\":\(Self.micro(Self.quantile(wall, 0.99)))",
      "\"cpuMedian\":\(Self.micro(Self.quantile(processor, 0.5)))",
      "\"cpuMean\":\(Self.micro(Self.mean(processor)))",
    ]
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func micro(_ nanoseconds: Double) -> Double {
    (nanoseconds / 10).rounded() / 100
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = Int((Double(sorted.count) * part).rounded(.down))
    return place < sorted.count ? sorted[place] : last
  }
}
