import Foundation
import TestSupport

/// The openssl of this machine, to be agreed with.
enum OpenSSL {
  static let isThere = run(["version"]).status == 0

  /// Runs a subcommand; what it wrote to standard output.
  static func run(_ arguments: [String], input: [UInt8] = []) -> (status: Int32, output: [UInt8]) {
    guard let run = try? Tool.runHere("openssl", arguments, input: Data(input)) else {
      return (-1, [])
    }
    return (run.code, [UInt8](run.output))
  }
}

/// Bytes from hexadecimal digits; what is no digit is skipped.
func hex(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var high: UInt8?
  for character in text.unicodeScalars {
    guard let digit = UInt8(String(character), radix: 16) else { continue }
    if let first = high {
      bytes.append(first << 4 | digit)
      high = nil
    } else {
      high = digit
    }
  }
  return bytes
}
