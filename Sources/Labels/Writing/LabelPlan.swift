package import Media

/// A labelled file that is yet to be written.
///
/// It has been read back already.
public struct LabelPlan: Sendable {
  /// What the plan does to the file's label.
  public enum Change: String, Hashable, Sendable, Codable {
    /// The file had none and gets one.
    case added
    /// Fields that were empty are filled.
    case merged
    /// A propagator is named in the label that is there.
    case propagated
    /// The label of another file comes over.
    case carried
    /// Values are corrected, and the earlier ones kept.
    case corrected
    /// The label is there as it should be; only other marks may be added.
    case alreadyThere = "already-there"
  }

  /// What the plan does to the file's label.
  public let change: Change
  /// The label as it reads back.
  public let label: ReadLabel
  /// The place of the label, in the words of the format.
  public let place: String
  /// What could not be brought over, in a sentence each.
  public let left: [String]
  /// Whether a byte of the file changes at all.
  public let isUnchanged: Bool
  /// How many bytes the file will have.
  public var size: Int { plan.size }

  /// The file to be.
  package let plan: WritePlan
  private let expected: Expectation
  private let format: MediaFormat
  private let limits: MediaLimits

  /// What has to be read back.
  struct Expectation: Sendable {
    let label: [UInt8]
    let count: Int
    let properties: [(name: XMPName, text: String)]
    let texts: [(key: String, bytes: [UInt8])]
  }

  init(
    _ change: Change, _ marks: MarkSet, label: [UInt8], count: Int, left: [String] = [],
    in file: MediaFile
  ) throws(LabelError) {
    let edits = try marks.edits(for: file)
    let plan: WritePlan
    do throws(MediaError) {
      plan = edits.isEmpty ? try WritePlan(file.source, []) : try file.plan(edits)
    } catch {
      if case .cannotCarry(let wayOut) = error.reason {
        throw .cannotCarry(format: file.format, wayOut: wayOut)
      }
      throw .media(error)
    }
    self.plan = plan
    self.change = change
    self.left = left
    self.isUnchanged = edits.isEmpty
    self.expected = Expectation(
      label: label, count: count, properties: marks.properties, texts: marks.texts)
    self.format = file.format
    self.limits = file.limits
    let sighting = try expected.check(plan.output, format: file.format, file.limits)
    self.label = sighting.label
    self.place = sighting.place
  }

  /// Reads what was written and compares it with what was meant.
  ///
  /// - Throws: ``LabelError/notReadBack(_:)``.
  func check(_ source: any ByteSource) throws(LabelError) {
    _ = try expected.check(source, format: format, limits)
  }
}

extension LabelPlan.Expectation {
  /// Whether all that was meant stands in a file.
  func check(
    _ source: any ByteSource, format: MediaFormat, _ limits: MediaLimits
  ) throws(LabelError) -> LabelSighting {
    let file: MediaFile
    let reading: LabelReading
    do throws(MediaError) {
      file = try MediaFile(reading: source, limits: limits)
      reading = try LabelReading(of: file)
    } catch {
      throw .media(error)
    }
    guard file.format == format else {
      throw .notReadBack("it reads as \(file.format.name) and was \(format.name)")
    }
    if let broken = file.broken { throw .notReadBack("\(broken)") }
    let found = reading.sightings.first { $0.label.source == label }
    guard reading.sightings.count == count, let found else {
      throw .notReadBack("\(reading.sightings.count) labels are found where \(count) should be")
    }
    if !properties.isEmpty {
      let packet = try MarkSet.packet(of: file)
      for (name, text) in properties where packet?.text(name) != text {
        throw .notReadBack("\(name.shown) does not say what it should")
      }
    }
    for (key, bytes) in texts {
      var there: [UInt8]?
      do throws(MediaError) {
        if let slot = file.slots(.text(key: key)).first { there = try file.payload(of: slot) }
      } catch {
        throw .media(error)
      }
      guard there == bytes else {
        throw .notReadBack("the text \(key) does not say what it should")
      }
    }
    return found
  }
}
