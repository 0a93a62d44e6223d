import ArgumentParser
import Foundation

/// How a command answers: exit codes, lines for people, JSON for machines.
enum Answer {
  /// 0: yes.
  static let yes = ExitCode(0)
  /// 1: no.
  static let no = ExitCode(1)
  /// 3: could not be answered.
  static let unknown = ExitCode(3)
}

/// Writes to the standard streams.
///
/// Answers go to standard output, everything else to standard error, so that a pipeline sees answers
/// only.
enum Output {
  /// A line for people.
  ///
  /// Names in lists and logs are strangers' text: what a terminal would obey is replaced.
  static func line(_ text: String = "") { bytes(Array((tame(text) + "\n").utf8)) }

  /// Bytes as they are, to standard output.
  static func bytes(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    switch write(bytes, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE:
      // Whoever read has seen enough (`countermark ... | head`): end as the signal would.
      exit(128 + SIGPIPE)
    case let code:
      note("countermark: the answer could not be written: \(String(cString: strerror(code)))")
      exit(Answer.unknown.rawValue)
    }
  }

  static func note(_ text: String) {
    _ = write(Array((tame(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// Whether standard error is a terminal.
  private static let isWatched = isatty(STDERR_FILENO) == 1

  /// A line on standard error that the next one replaces; nothing where nobody watches.
  static func progress(_ text: String) {
    guard isWatched else { return }
    _ = write(Array("\r\u{1B}[2K\(tame(text))".utf8), to: STDERR_FILENO)
  }

  private static func tame(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n" && scalar != "\t": scalars.append("\u{FFFD}")
      case .format, .lineSeparator, .paragraphSeparator: scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Writes all of the bytes; the system's error number, 0 where there is none.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return errno }
      rest = rest.dropFirst(max(0, count))
    }
    return 0
  }

  static func endProgress() { progress("") }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    bytes([UInt8](try encoder.encode(value)) + [0x0A])
  }

  /// Runs a body; whatever it throws is told, and the command exits with 3.
  static func answering<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      endProgress()
      note("countermark: \(error)")
      throw Answer.unknown
    }
  }
}

/// `--json`, wherever a machine may ask.
struct FormatOptions: ParsableArguments {
  @Flag(help: "Answer in JSON.")
  var json = false
}

/// `--data`, wherever a command touches a register.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The register's data directory.", valueName: "dir"), completion: .directory)
  var data: String
}
