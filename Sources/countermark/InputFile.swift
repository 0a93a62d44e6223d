import Foundation
import Transparency

/// Files that are named on the command line.
enum InputFile {
  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw ReadError(path) }
    return [UInt8](data)
  }

  static func text(_ path: String) throws -> String {
    guard let text = String(validating: try bytes(path), as: UTF8.self) else {
      throw ReadError(path, "the file is not UTF-8; save it as UTF-8")
    }
    return text
  }

  static func policy(_ path: String) throws -> TrustPolicy {
    try TrustPolicy(parsing: try bytes(path))
  }
}

/// A file that could not be read.
struct ReadError: Error, CustomStringConvertible {
  let description: String

  init(
    _ path: String,
    _ reason: String = "the file could not be read; check its name and who may read it"
  ) {
    description = "\(path): \(reason)"
  }
}
