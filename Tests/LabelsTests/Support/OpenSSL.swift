import Foundation

/// The openssl of this machine, to be agreed with.
enum OpenSSL {
  static let isThere = run(["version"]).status == 0

  /// Runs a subcommand; what it wrote to standard output.
  static func run(_ arguments: [String], input: [UInt8] = []) -> (status: Int32, output: [UInt8]) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    let output = Pipe()
    let entry = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = entry
    do { try process.run() } catch { return (-1, []) }
    try? entry.fileHandleForWriting.write(contentsOf: Data(input))
    try? entry.fileHandleForWriting.close()
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return (process.terminationStatus, bytes)
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
