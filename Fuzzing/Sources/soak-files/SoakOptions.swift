import FuzzCases

/// What the program was asked for.
struct SoakOptions {
  /// Why the arguments were not understood.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  var cases = 1_000_000
  var from = 0
  var seconds: Int?
  var only: [String] = []
  var groups: Set<FuzzCase.Group> = []
  var crashes = "Fuzzing/Crashes"
  var isList = false
  var seeds: String?
  /// The case that this process is to run itself, and where it writes down what it reads.
  var worker: String?
  var state = ""

  mutating func read(_ arguments: [String]) throws(Fault) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--list" {
        isList = true
        continue
      }
      guard let value = rest.popFirst() else { throw Fault(description: "\(option) needs a value") }
      func number() throws(Fault) -> Int {
        guard let number = Int(value), number >= 0 else {
          throw Fault(description: "\(option) takes a number, not '\(value)'")
        }
        return number
      }
      switch option {
      case "--cases": cases = try number()
      case "--from": from = try number()
      case "--seconds": seconds = try number()
      case "--only": only.append(value)
      case "--group":
        guard let group = FuzzCase.Group(rawValue: value) else {
          throw Fault(description: "there is no group '\(value)'")
        }
        groups.insert(group)
      case "--crashes": crashes = value
      case "--write-seeds": seeds = value
      case "--worker": worker = value
      case "--state": state = value
      default: throw Fault(description: "'\(option)' is not an option")
      }
    }
  }
}
