import Foundation
import Record
import Register
import Transparency

/// Appends made-up commands to a register and hands out a receipt for each: what the reliability
/// tests kill, trace and starve.
///
///     appender DIR WRITER TURNS
///
/// DIR is opened, or made a mirror; WRITER, 0 to 8, keeps the filings of several appenders apart;
/// TURNS is how many commands to give, 0 for no end. It goes on where an earlier run of the same
/// writer was stopped. Each line on standard output is one write, made when the thing has happened:
///
///     open SIZE KEY            the register is open, with that many entries and that log key
///     kept TURN INDEX RECEIPT  the command is recorded; the receipt (.tlog-proof) is in Base64
///     failed TURN MESSAGE      the command was answered with an error
///
/// Exit code 0 if every command was recorded, 1 if one failed, 3 if the register did not open.
@main
enum Appender {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let writer = Int(arguments[2]), (0...8).contains(writer),
      let turns = Int(arguments[3]), turns >= 0
    else {
      complain("usage: appender DIR WRITER TURNS")
      exit(64)
    }
    let failures: Int
    do {
      failures = try await append(
        to: DataDirectory(arguments[1]), script: Script(writer: writer), turns: turns)
    } catch {
      complain("\(error)")
      exit(3)
    }
    exit(failures == 0 ? 0 : 1)
  }

  /// Gives the commands; the register is closed when this returns.
  private static func append(
    to directory: DataDirectory, script: Script, turns: Int
  ) async throws -> Int {
    let registrar =
      RegisterFile.exists(directory)
      ? try RegisterFile.open(directory)
      : try RegisterFile.create(directory, kind: .mirror, origin: "register.example/appender")
    say("open \(registrar.published.state.tree.size) \(registrar.instance.logKey)")
    var turn = script.lastTurn(in: registrar.published.state)
    var failures = 0
    var given = 0
    while turns == 0 || given < turns {
      do {
        _ = try await registrar.carryOut(try script.command(turn))
        let index = try script.newestLeaf(turn, in: registrar.published.state)
        let receipt = Data(try registrar.receipt(index: index)).base64EncodedString()
        say("kept \(turn) \(index) \(receipt)")
      } catch {
        failures += 1
        say("failed \(turn) \(error)")
      }
      turn += 1
      given += 1
    }
    return failures
  }

  private static func say(_ line: String) {
    let oneLine = line.split(separator: "\n").joined(separator: " ")
    FileHandle.standardOutput.write(Data((oneLine + "\n").utf8))
  }

  private static func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
