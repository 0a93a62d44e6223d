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

  /// All of it over some small files until the budget is spent.
  mutating func spend(seconds: Double, on samples: [[UInt8]], named name: String) throws {
    let damage = Damage(to: samples)
    let inputs = try damage.spend(seconds: seconds) { bytes, _ in try meet(bytes) }
    print("\(name): \(count); \(inputs)")
  }
}
