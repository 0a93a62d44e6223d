import ArgumentParser
import Foundation
import Labels

/// What became of one file that was to be labelled, for people and for machines.
struct LabelAnswer: Encodable {
  let file: String
  var output: String?
  var change: String?
  var way: String?
  var place: String?
  var label: [String: String]?
  var left: [String]?
  var error: String?

  init(file: String, _ outcome: LabelOutcome, left: [String] = []) {
    self.file = file
    output = outcome.path
    change = outcome.change.rawValue
    way = outcome.way.rawValue
    place = outcome.place
    label = Self.fields(outcome.label)
    self.left = left.isEmpty ? nil : left
  }

  /// A label that stands beside the file.
  init(file: String, sidecar: LabelSighting) {
    self.file = file
    output = Sidecar.path(of: file)
    change = LabelPlan.Change.added.rawValue
    way = "sidecar"
    place = sidecar.place
    label = Self.fields(sidecar.label)
  }

  init(file: String, error: String) {
    self.file = file
    self.error = error
  }

  private static func fields(_ label: ReadLabel) -> [String: String] {
    var fields: [String: String] = [:]
    for element in AIGCLabel.Element.allCases { fields[element.rawValue] = label[element] }
    return fields
  }

  /// Tells people.
  func tell() {
    if let error { return Output.note("\(file): NOT LABELLED: \(error)") }
    let done =
      switch change {
      case "added": "labelled"
      case "merged": "label completed"
      case "propagated": "platform added to the label"
      case "carried": "label carried over"
      case "corrected": "label corrected, the earlier one kept"
      default: "labelled already; nothing to do"
      }
    let number = label?["ProduceID"].map { $0.isEmpty ? "" : ", \($0)" } ?? ""
    Output.line("\(output ?? file): \(done) (\(place ?? ""), \(way ?? ""))\(number)")
    for sentence in left ?? [] { Output.line("  left behind: \(sentence)") }
  }

  /// Tells a machine, in a line.
  func line() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    Output.bytes([UInt8](try encoder.encode(self)) + [0x0A])
  }
}

/// How the commands that label answer.
struct LabelForm: ParsableArguments {
  @Flag(help: "Answer in lines of JSON: one a file.")
  var ndjson = false

  func tell(_ answer: LabelAnswer) throws {
    Output.endProgress()
    if ndjson { try answer.line() } else { answer.tell() }
  }
}
