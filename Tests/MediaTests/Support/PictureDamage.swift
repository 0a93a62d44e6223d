import Foundation
import Media
import TestSupport
import Testing

/// Damages pictures in every way, and asks each time for slots, payloads, parts and a plan.
///
/// Nothing is expected but an answer: a trap ends the whole run.
struct PictureDamage {
  /// How many cases there were, and how they went.
  struct Count: CustomStringConvertible {
    var cases = 0
    var broken = 0
    var planned = 0
    var refused = 0

    var description: String {
      "\(cases) cases, \(broken) read as broken, \(planned) written, \(refused) not written"
    }
  }

  let edits: [[SlotEdit]]
  private(set) var count = Count()

  init(edits: [[SlotEdit]]) { self.edits = edits }

  /// One case: whatever the file is, there is an answer.
  mutating func meet(_ bytes: [UInt8]) throws {
    count.cases += 1
    let file = try MediaFile(bytes)
    if file.broken != nil { count.broken += 1 }
    for slot in file.slots {
      #expect(slot.count <= max(file.limits.slotBytes, file.limits.storeBytes))
      #expect(slot.extent.lowerBound >= 0 && slot.extent.upperBound <= bytes.count)
      #expect(throws: Never.self) { try file.payload(of: slot) }
    }
    if let parts = try? file.parts() {
      var end = 0
      for part in parts {
        #expect(part.range.lowerBound == end)
        end = part.range.upperBound
      }
      #expect(end == bytes.count)
    }
    for edit in edits {
      do {
        let plan = try file.plan(edit)
        count.planned += 1
        let new = try MediaFile(try plan.written)
        for one in edit where new.format == file.format {
          #expect(
            try new.payloads(one.kind).contains(one.payload), "\(one.kind) is not read back")
        }
      } catch is MediaError {
        count.refused += 1
      }
    }
  }

  /// The file cut off behind each of its bytes, or some hundred of them where it is long.
  mutating func truncate(_ bytes: [UInt8]) throws {
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 600)) {
      try meet(Array(bytes[..<length]))
    }
  }

  /// Numbers at their extremes, of two, four and eight bytes, over everything in turn.
  mutating func extremes(_ bytes: [UInt8], random: inout SeededRandom) throws {
    let extremes: [[UInt8]] = [
      [0xFF, 0xFF], [0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0],
      [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 1],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1, 0, 0, 0, 0],
    ]
    for place in 0..<min(bytes.count, 400) {
      guard let extreme = extremes.randomElement(using: &random),
        place + extreme.count <= bytes.count
      else { continue }
      var damaged = bytes
      damaged.replaceSubrange(place..<place + extreme.count, with: extreme)
      try meet(damaged)
    }
  }

  /// All of it over some small files, then random damage until the budget is spent.
  mutating func spend(seconds: Double, on samples: [[UInt8]], named name: String) throws {
    var random = SeededRandom()
    for sample in samples {
      try truncate(sample)
      try extremes(sample, random: &random)
    }
    try Effort.spend(seconds: seconds) {
      guard let sample = samples.randomElement(using: &random) else { return }
      try meet(random.damage(sample))
    }
    print("\(name): \(count)")
  }
}
