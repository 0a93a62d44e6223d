import Foundation

/// Makes inputs from seeds by small changes, for a fixed time, and counts.
///
/// `COUNTERMARK_FUZZ_SECONDS` sets the time for each target, 2 seconds where it is not set;
/// `COUNTERMARK_FUZZ_SEED` makes a run again.
struct Fuzzer {
  static let seconds: Double =
    ProcessInfo.processInfo.environment["COUNTERMARK_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["COUNTERMARK_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_123

  let name: String
  let seeds: [String]
  /// Pieces that mean something to what is tried.
  let pieces: [String]

  /// Tries inputs until the time is over.
  ///
  /// `body` says whether an input was read as something.
  func run(_ body: (String) throws -> Bool) rethrows {
    var random = SeededRandom(seed: Self.seed)
    var tried = 0
    var read = 0
    for seed in seeds {
      tried += 1
      read += try body(seed) ? 1 : 0
    }
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(Self.seconds))
    while clock.now < end {
      for _ in 0..<8 {
        tried += 1
        read += try body(mutated(&random)) ? 1 : 0
      }
    }
    print("fuzz \(name): \(tried) inputs, \(read) read, seed \(Self.seed)")
  }

  private func mutated(_ random: inout SeededRandom) -> String {
    var scalars = Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...scalars.count, using: &random)
      let length = Int.random(in: 0...min(12, scalars.count - place), using: &random)
      let range = place..<place + length
      switch Int.random(in: 0..<7, using: &random) {
      case 0: scalars.removeSubrange(range)
      case 1:
        let piece = Array((pieces.randomElement(using: &random) ?? "").unicodeScalars)
        scalars.insert(contentsOf: piece, at: place)
      case 2:
        let piece = Array((pieces.randomElement(using: &random) ?? "").unicodeScalars)
        scalars.replaceSubrange(range, with: piece)
      case 3: scalars.insert(contentsOf: scalars[range], at: place)
      case 4: if place < scalars.count { scalars[place] = Self.scalar(&random) }
      case 5:
        let other = Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
        let cut = Int.random(in: 0...other.count, using: &random)
        scalars = Array(scalars[..<place] + other[cut...])
      default:
        if place < scalars.count {
          let piece = Array(
            repeating: scalars[place], count: Int.random(in: 1...40, using: &random))
          scalars.insert(contentsOf: piece, at: place)
        }
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func scalar(_ random: inout SeededRandom) -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x7F, 0x20...0x7E, 0x30...0x39, 0xFF10...0xFF19, 0x4E00...0x9FFF, 0x300...0x36F,
      0x2000...0x206F, 0x80...0x9F, 0xE000...0xE010, 0x1F000...0x1FAFF, 0xFFF0...0xFFFD,
    ]
    let range = ranges.randomElement(using: &random) ?? 0...0x7F
    return Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "?"
  }
}
