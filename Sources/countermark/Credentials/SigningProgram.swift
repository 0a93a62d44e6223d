import Foundation

/// A program that signs: it gets the bytes on standard input and gives the signature on standard
/// output, so that a key may be in a device.
struct SigningProgram {
  let path: String

  /// The most bytes that a signature has.
  private static let limit = 65_536

  /// Runs the program to its end.
  func signature(over message: [UInt8]) throws -> [UInt8] {
    // A file, not a pipe: a program that does not read all of it must not end this one.
    let place = FileManager.default.temporaryDirectory
      .appending(path: "countermark-sign-\(UUID().uuidString)")
    guard
      FileManager.default.createFile(
        atPath: place.path, contents: Data(message), attributes: [.posixPermissions: 0o600])
    else { throw ReadError(place.path, "the file could not be made") }
    defer { try? FileManager.default.removeItem(at: place) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.standardInput = try FileHandle(forReadingFrom: place)
    let output = Pipe()
    process.standardOutput = output
    do { try process.run() } catch {
      throw ReadError(path, "the program could not be started: \(error.localizedDescription)")
    }
    let answer = try output.fileHandleForReading.read(upToCount: Self.limit + 1) ?? Data()
    guard answer.count <= Self.limit else {
      process.terminate()
      throw ReadError(path, "the program gives more than a signature")
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw ReadError(path, "the program ended with \(process.terminationStatus)")
    }
    return [UInt8](answer)
  }
}
