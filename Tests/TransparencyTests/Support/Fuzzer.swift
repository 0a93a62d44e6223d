import Foundation
import Testing

/// Throws changed and random inputs at a parser for a fixed time.
///
/// The time is two seconds a parser, or `COUNTERMARK_FUZZ_SECONDS`; the seed is fixed, or
/// `COUNTERMARK_FUZZ_SEED`. A trap ends the process: with `COUNTERMARK_FUZZ_TRACE=FILE` each input
/// is written there before it is tried, so that the last one can be put into `Crashes/`.
struct Fuzzer {
  /// What a parser did with an input.
  enum Outcome {
    /// It was refused by an error.
    case refused
    /// It was read, and written again as these bytes, which must be the input's.
    case read([UInt8])
  }

  let name: String
  /// Inputs that are read, to start from.
  let seeds: [[UInt8]]

  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = Double(environment["COUNTERMARK_FUZZ_SECONDS"] ?? "") ?? 2
  private static let seed = UInt64(environment["COUNTERMARK_FUZZ_SEED"] ?? "") ?? 20_260_101
  private static let trace = environment["COUNTERMARK_FUZZ_TRACE"]

  /// Runs until the time is up and prints the counts.
  func run(_ parse: ([UInt8]) throws -> Outcome) throws {
    for seed in seeds {
      guard case .read(seed) = try parse(seed) else {
        Issue.record("\(name): a seed is not read and written as it is")
        return
      }
    }
    for input in try Self.crashes(of: name) { check(input, try parse(input)) }
    var random = Seeded(Self.seed)
    var pool = seeds
    var inputs = 0
    var read = 0
    let end = Date(timeIntervalSinceNow: Self.seconds)
    while inputs % 64 != 0 || Date() < end {
      let input = change(pool, &random)
      if let trace = Self.trace { try Data(input).write(to: URL(fileURLWithPath: trace)) }
      let outcome = try parse(input)
      inputs += 1
      if case .read = outcome {
        read += 1
        check(input, outcome)
        // What is still read is worth changing further.
        if input.count < 4_096 {
          if pool.count < 256 {
            pool.append(input)
          } else {
            pool[Int.random(in: seeds.count..<256, using: &random)] = input
          }
        }
      }
    }
    print("fuzz \(name): \(inputs) inputs, \(read) read, in \(Self.seconds) s")
    #expect(inputs > 0)
  }

  private func check(_ input: [UInt8], _ outcome: Outcome) {
    if case .read(let written) = outcome, written != input {
      Issue.record("\(name): written otherwise than read: \(Data(input).base64EncodedString())")
    }
  }

  /// An input: mostly a read one with a few changes, now and then noise.
  private func change(_ pool: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
    if Int.random(in: 0..<16, using: &random) == 0 {
      return random.bytes(Int.random(in: 0..<200, using: &random))
    }
    var bytes = pool.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let length = min(Int.random(in: 1...40, using: &random), bytes.count - at)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where at < bytes.count:
        bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where at < bytes.count:
        bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(at..<at + length)
      case 3: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
      case 4: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: at)
      case 5: bytes.removeSubrange(at...)
      case 6:
        let other = pool.randomElement(using: &random) ?? []
        let from = Int.random(in: 0...other.count, using: &random)
        bytes = Array(bytes[..<at]) + other[from...]
      default:
        bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
      }
    }
    return bytes
  }

  /// Pieces at which parsers of these formats part.
  private static let tokens: [[UInt8]] =
    [
      "\n", "\n\n", "\u{2014} ", " ", "\t", "+", "=", "==", "0", "00", "1", "256", "65536",
      "18446744073709551615", "18446744073709551616", "99999999999999999999999", "-1", "x000/",
      ".p/", "/", "\u{A0}", "\u{2028}", "e\u{301}", "\u{FEFF}", "\u{0}", "\r\n", "#",
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFF], [0, 0]]

  /// Inputs that once ended the process, in `Crashes/<name>-...` beside the tests.
  private static func crashes(of name: String) throws -> [[UInt8]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Crashes")
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      return []
    }
    return try files.sorted().filter { $0.hasPrefix(name + "-") }.map {
      Array(try Data(contentsOf: folder.appendingPathComponent($0)))
    }
  }
}
