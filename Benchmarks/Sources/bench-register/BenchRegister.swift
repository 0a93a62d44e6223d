import Foundation
import Measuring
import Register
import Transparency

/// Fills registers with made-up filings and measures what appends cost.
@main
enum BenchRegister {
  static let usage = """
    usage: bench-register fill DATA FILINGS           make a register and fill it
           bench-register append ROUNDS DATA...       append to each in turn
           bench-register decide DATA FILINGS ROUNDS  decide, beside a plain commit
           bench-register approve DATA FILINGS ROUNDS approve, beside a plain commit
           bench-register queue DATA FILINGS CASES    fill, and hand in applications
    """

  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "fill" where words.count == 3:
      guard let count = Int(words[2]) else { return say(usage) }
      let (registrar, cost) = try await Cost.of { try await Filling.fill(words[1], count: count) }
      let state = registrar.published.state
      say(
        """
        {"filings":\(state.filings.count),"entries":\(state.tree.size),\
        "wall":\(cost.wall),"cpu":\(cost.processor)}
        """)
    case "append" where words.count >= 3:
      guard let rounds = Int(words[1]) else { return say(usage) }
      try await Appending.measure(Array(words[2...]), rounds: rounds)
    case "decide" where words.count == 4:
      guard let filings = Int(words[2]), let rounds = Int(words[3]) else { return say(usage) }
      try await Deciding.measure(words[1], filings: filings, rounds: rounds)
    case "approve" where words.count == 4:
      guard let filings = Int(words[2]), let rounds = Int(words[3]) else { return say(usage) }
      try await Approving.measure(words[1], filings: filings, rounds: rounds)
    case "queue" where words.count == 4:
      guard let filings = Int(words[2]), let cases = Int(words[3]) else { return say(usage) }
      try await Queueing.fill(words[1], filings: filings, cases: cases)
    default: say(usage)
    }
  }
}
