import Foundation
import Media
import TestSupport
import Testing

/// What the suites of sound, documents and archives share.
enum SoundTools {
  /// The label of the vector TV-11: 195 bytes.
  static let label = Array(
    (#"{"Label":"1","ContentProducer":"001191110000000000000A10001","ProduceID":"TV-0001","#
      + #""ReservedCode1":"","ContentPropagator":"001191110000000000000A10001","#
      + #""PropagateID":"TV-0001","ReservedCode2":""}"#).utf8)
  static let aigc = Slot.Kind.text(key: "AIGC")
  static let packet = Array(
    #"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>"#
      .utf8)
  /// A store as JUMBF has it: a box in a box, with nothing in it.
  static let store: [UInt8] = [
    0, 0, 0, 0x26, 0x6A, 0x75, 0x6D, 0x62, 0, 0, 0, 0x1E, 0x6A, 0x75, 0x6D, 0x64, 0x63, 0x32, 0x70,
    0x61, 0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71, 3, 0x63, 0x32, 0x70, 0x61, 0,
  ]

  /// Runs a program of the system; its output and its errors.
  @discardableResult
  static func run(
    _ program: String, _ arguments: String..., in folder: URL? = nil
  ) async throws -> (code: Int32, output: String, errors: String) {
    let child = try Child("/usr/bin/env", [program] + arguments, in: folder)
    // A suite beside this one may have all threads for as long as its budget lasts.
    let end = try await child.wait(timeout: 3600)
    return (
      end.code, String(decoding: child.output, as: UTF8.self),
      String(decoding: child.errors, as: UTF8.self)
    )
  }

  /// The Python that has mutagen.
  static let python = Shared.packageRoot.appending(path: ".venv/bin/python").path

  /// The file that comes of edits.
  static func written(_ old: [UInt8], _ edits: SlotEdit...) throws -> [UInt8] {
    try written(old, edits)
  }

  static func written(_ old: [UInt8], _ edits: [SlotEdit]) throws -> [UInt8] {
    let plan = try MediaFile(reading: BytesSource(old)).plan(edits)
    return try plan.output.bytes(in: 0..<plan.size, of: "all")
  }

  /// Makes edits, and sees to it that each reads back, once, that the file is whole, and that the parts
  /// of the old file that are gone are few.
  static func checked(
    _ old: [UInt8], _ edits: [SlotEdit], gone limit: Int = 64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [UInt8] {
    let file = try MediaFile(reading: BytesSource(old))
    let plan = try file.plan(edits)
    let new = try plan.output.bytes(in: 0..<plan.size, of: "all")
    let again = try MediaFile(reading: BytesSource(new))
    #expect(again.broken == nil, sourceLocation: sourceLocation)
    #expect(again.format == file.format, sourceLocation: sourceLocation)
    for edit in edits {
      let slots = again.slots(edit.kind)
      #expect(slots.count == max(1, file.slots(edit.kind).count), sourceLocation: sourceLocation)
      let payloads = try slots.map { try again.payload(of: $0) }
      #expect(payloads.contains(edit.payload), sourceLocation: sourceLocation)
      if edit.kind == .store, let place = plan.placements[.store], let slot = slots.last {
        // A structure that is decoded as a whole is larger than what was written.
        if case .ranges = slot.payload {
          #expect(place == slot.extent, sourceLocation: sourceLocation)
        }
      }
    }
    var kept = 0
    var position = 0
    for piece in plan.pieces {
      guard case .copy(let range) = piece else { continue }
      #expect(range.lowerBound >= position, sourceLocation: sourceLocation)
      position = range.upperBound
      kept += range.count
    }
    #expect(old.count - kept <= limit, sourceLocation: sourceLocation)
    for slot in file.slots where !edits.contains(where: { $0.kind == slot.kind }) {
      let payload = try file.payload(of: slot)
      #expect(
        try again.slots(slot.kind).contains { try again.payload(of: $0) == payload },
        sourceLocation: sourceLocation)
    }
    return new
  }

  /// The hash of the decoded samples or pixels, by ffmpeg.
  static func decoded(_ path: String, _ more: String...) async throws -> String {
    let child = try Child(
      "/usr/bin/env", ["ffmpeg", "-v", "error", "-i", path] + more + ["-f", "md5", "-"])
    try await child.wait(timeout: 3600)
    return String(decoding: child.output, as: UTF8.self)
      + String(decoding: child.errors, as: UTF8.self)
  }

  /// What ffprobe and exiftool complain about.
  static func complaints(_ path: String) async throws -> String {
    let probe = try await run("ffprobe", "-v", "warning", path)
    let exif = try await run("exiftool", "-validate", "-warning", "-error", "-a", path)
    return strip(probe.errors + exif.output + exif.errors, path)
  }

  /// Sees to it that a written file decodes to the same, and that nobody complains who did not before.
  static func expectSame(
    _ new: [UInt8], as old: [UInt8], type: String, decodes: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let folder = try TemporaryDirectory()
    let before = try folder.write(Data(old), to: "a." + type).path
    let after = try folder.write(Data(new), to: "b." + type).path
    if decodes {
      let one = try await decoded(before)
      #expect(one.hasPrefix("MD5="), sourceLocation: sourceLocation)
      #expect(try await decoded(after) == one, sourceLocation: sourceLocation)
    }
    let known = Set(try await complaints(before).split(separator: "\n"))
    let new = try await complaints(after).split(separator: "\n").filter {
      !known.contains($0) && !$0.hasPrefix("Validate")
    }
    #expect(new == [], sourceLocation: sourceLocation)
  }

  private static func strip(_ text: String, _ path: String) -> String {
    // Addresses in memory differ from run to run, and sizes from file to file.
    text.replacingOccurrences(of: path, with: "")
      .replacingOccurrences(of: "0x[0-9a-f]+|[0-9]{3,}", with: "", options: .regularExpression)
      // What this reader says of every WebP with XMP in it, whoever wrote it.
      .replacingOccurrences(of: "[webp @ ] skipping unsupported chunk: XMP \n", with: "")
  }

  /// Files of the corpus, skipped where it is absent.
  static func corpus(_ path: String) throws -> [UInt8] {
    [UInt8](try Shared.data("corpus/c2pa/" + path))
  }
}

/// Throws bad files at a format: whatever they hold, there is an answer.
struct SoundFuzz {
  private(set) var cases = 0
  private(set) var plans = 0
  private(set) var slots = 0
  var random = SeededRandom()

  /// Reads, plans and reads again.
  mutating func attempt(_ bytes: [UInt8], edits: [SlotEdit]) {
    cases += 1
    guard let file = try? MediaFile(reading: BytesSource(bytes)) else { return }
    slots += file.slots.count
    for slot in file.slots { _ = try? file.payload(of: slot) }
    _ = try? file.parts()
    for edit in edits {
      guard let plan = try? file.plan([edit]),
        let new = try? plan.output.bytes(in: 0..<plan.size, of: "all")
      else { continue }
      plans += 1
      guard let again = try? MediaFile(reading: BytesSource(new)) else { continue }
      #expect(again.broken == nil, "\(random): what was planned from a whole file is broken")
      let found = again.slots(edit.kind).contains {
        (try? again.payload(of: $0)) == edit.payload
      }
      if !found {
        let hex = bytes.prefix(600).map { String($0, radix: 16) }.joined(separator: " ")
        #expect(found, "\(random): \(edit.kind) does not read back from \(hex)")
      }
    }
  }

  /// All cuts, flips, extreme lengths and random damage of one file, in a budget.
  mutating func storm(_ seed: [UInt8], edits: [SlotEdit], seconds: Double = 1.2) {
    let damage = Damage(to: [seed])
    _ = damage.spend(seconds: seconds) { bytes, _ in attempt(bytes, edits: edits) }
  }

  func report(_ name: String) {
    print("\(name): \(cases) files, \(slots) slots, \(plans) plans")
    #expect(cases > 50)
    #expect(plans > 0)
  }
}
