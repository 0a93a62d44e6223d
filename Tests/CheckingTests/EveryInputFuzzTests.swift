import Foundation
import FuzzCases
import Media
import TestSupport
import Testing

@Suite("Fuzz: every container and every parser", .serialized)
struct EveryInputFuzzTests {
  static let cases = Result { try FuzzCase.all() }

  static var names: [String] { ((try? cases.get()) ?? []).map(\.name) }

  @Test("gets an answer to whatever is made of its valid inputs", arguments: names)
  func answer(_ name: String) throws {
    let one = try #require(try Self.cases.get().first { $0.name == name })
    var taken = 0
    for seed in one.damage.seeds {
      #expect(throws: Never.self, "\(name): a valid input") { _ = try one.answer(seed) }
    }
    let count = one.damage.spend(seconds: one.group == .containers ? 0.5 : 0.2) { bytes, number in
      do throws(FuzzFault) {
        if try one.answer(bytes) { taken += 1 }
      } catch {
        Issue.record("\(name), input \(number): \(error); \(SeededRandom())")
      }
    }
    print("\(name): \(count); \(taken) taken")
    #expect(count.total > one.damage.seeds.count + one.damage.hostile.count)
  }

  @Test("has valid inputs that are whole and of their format", arguments: ContainerSeeds.all)
  func valid(_ container: ContainerSeeds) throws {
    for (index, bytes) in container.files.enumerated() {
      let file = try MediaFile(reading: BytesSource(bytes))
      #expect(file.format.rawValue == container.format, "\(container) \(index)")
      #expect(file.broken == nil, "\(container) \(index)")
    }
  }

  @Test("tells an answer that cannot be from one that can")
  func faults() throws {
    let one = try #require(try Self.cases.get().first)
    #expect(try one.answer(one.damage.seeds[0]))
    #expect(try !one.answer([1, 2, 3]))
  }
}
