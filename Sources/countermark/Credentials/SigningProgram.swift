import Foundation
import Register

/// A program that signs: it gets the bytes on standard input and gives the signature on standard
/// output, so that a key may be in a device.
struct SigningProgram {
  let path: String

  /// The most bytes that a signature has.
  private static let limit = 65_536
  /// How long it may take: somebody may have to touch a device, or type its secret.
  private static let time = Duration.seconds(120)

  /// Runs the program to its end; what it says on its error output is there to be read.
  func signature(over message: [UInt8]) throws -> [UInt8] {
    let program = ChildProcess(
      executable: path, arguments: [], environment: ProcessInfo.processInfo.environment,
      sharesErrorOutput: true)
    let ending: ChildProcess.Ending
    do throws(WorkerError) {
      ending = try program.run(
        input: .bytes(message), outputLimit: Self.limit, time: Self.time, isCancelled: { false })
    } catch {
      switch error {
      case .notStarted(let reason):
        throw ReadError(path, "the program could not be started (\(reason))")
      case .timedOut:
        throw ReadError(
          path, "the program gave no signature within \(Self.time.components.seconds) seconds")
      case .outputTooLong: throw ReadError(path, "the program gives more than a signature")
      default: throw ReadError(path, "the program did not sign: \(error)")
      }
    }
    guard let code = ending.exitCode else {
      throw ReadError(path, "signal \(ending.signal ?? 0) ended the program")
    }
    guard code == 0 else { throw ReadError(path, "the program ended with \(code)") }
    return ending.output
  }
}
