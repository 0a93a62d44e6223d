import Labels
import Media
import TestSupport
import Testing

@Suite("Fuzz: the law of labels")
struct LabelLawFuzzTests {
  private static let producers = ["00119144030008867405X210001", "kling", "doubao"]
  private static let platforms = ["001191110102MACQD9K64020001", "p-1", "p-2"]

  private struct State {
    let label: ReadLabel?
    let earlier: [String]

    init(_ bytes: [UInt8]) throws {
      let file = try MediaFile(reading: BytesSource(bytes))
      label = try LabelReading(of: file).label
      earlier = try LabelReading.earlierLabels(of: file)
    }
  }

  private func label(_ random: inout SeededRandom) throws -> AIGCLabel {
    try AIGCLabel(
      status: AIGCLabel.Status.allCases.randomElement(using: &random) ?? .generated,
      contentProducer: Self.producers.randomElement(using: &random) ?? "",
      produceID: "id\(Int.random(in: 0..<2, using: &random))",
      reservedCode1: Bool.random(using: &random) ? "" : "code",
      contentPropagator: Bool.random(using: &random)
        ? nil : Self.platforms.randomElement(using: &random))
  }

  /// One operation with arguments by chance.
  private func step(_ bytes: [UInt8], _ random: inout SeededRandom) throws -> LabelPlan {
    let file = try MediaFile(reading: BytesSource(bytes))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return try LabelWriter.label(file, with: label(&random))
    case 1:
      let propagator = try LabelWriter.Propagator(
        code: Self.platforms.randomElement(using: &random) ?? "",
        contentID: "n\(Int.random(in: 0..<2, using: &random))",
        reservedCode: Bool.random(using: &random) ? "" : "seal")
      return try LabelWriter.propagate(
        file, as: propagator,
        basis: [nil, .declared, .suspected].randomElement(using: &random) ?? nil,
        keepingEarlier: Bool.random(using: &random), milliseconds: 0)
    case 2: return try LabelWriter.correct(file, to: label(&random), milliseconds: 0)
    default:
      let text = String(decoding: try label(&random).bytes(), as: UTF8.self)
      let other = Building.png([Building.text("AIGC", text)])
      return try LabelWriter.carry(from: MediaFile(reading: BytesSource(other)), to: file)
    }
  }

  @Test("Whatever is done, no label goes, falls, or changes its producer, and nothing said is lost")
  func law() throws {
    var random = SeededRandom()
    var done: [LabelPlan.Change: Int] = [:]
    var refused = 0
    try Effort.spend(seconds: 1.5) {
      var bytes =
        Bool.random(using: &random) ? Building.png([]) : Building.wave(nil)
      for _ in 0..<8 {
        let before = try State(bytes)
        let plan: LabelPlan
        do {
          plan = try step(bytes, &random)
        } catch is LabelError {
          refused += 1
          continue
        }
        done[plan.change, default: 0] += 1
        bytes = try plan.bytes(limit: 1 << 20)
        let after = try State(bytes)
        let now = try #require(after.label, "a label is gone; \(random)")
        guard let old = before.label else { continue }
        #expect((now.status?.rawValue ?? 9) <= (old.status?.rawValue ?? 9), "\(random)")
        let producer = old[.contentProducer] ?? ""
        #expect(producer.isEmpty || now[.contentProducer] == producer, "\(random)")
        #expect(after.earlier.starts(with: before.earlier), "\(random)")
        // What was said and is no longer said stands among the earlier labels; only what the producer
        // says as well may give way.
        let kept = after.earlier.contains(String(decoding: old.source, as: UTF8.self))
        let counterparts: [AIGCLabel.Element: AIGCLabel.Element] = [
          .contentPropagator: .contentProducer, .propagateID: .produceID,
        ]
        for element in AIGCLabel.Element.allCases where !kept {
          let said = old[element] ?? ""
          let isProducers = said == counterparts[element].flatMap { now[$0] }
          #expect(
            said.isEmpty || said == now[element] || isProducers, "\(element) \(said) \(random)")
        }
      }
    }
    print("fuzz law: \(done.map { "\($0.key.rawValue) \($0.value)" }.sorted()), refused \(refused)")
    #expect(done[.corrected] ?? 0 > 0 && done[.propagated] ?? 0 > 0 && refused > 0)
  }
}
