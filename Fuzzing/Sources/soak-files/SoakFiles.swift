import Damage
import Foundation
import FuzzCases

/// Runs every container and every parser through a million inputs each and more, and stops with the input
/// that ended a program, took more memory than it may, or got no answer.
///
/// Each case runs in a process of its own, which writes down what it is about to read: whatever happens to
/// it, the input is known.
@main
enum SoakFiles {
  static let usage = """
    Usage: soak-files [--cases N] [--only NAME]... [--group containers|parsers|credentials]...
                      [--from N] [--seconds S] [--crashes DIR]
           soak-files --list
           soak-files --write-seeds DIR   the valid inputs, for libFuzzer

      --cases N      inputs of each case (1000000)
      --seconds S    the most time that a case gets
      --from N       the first number: another stretch of chance than the last run's
      --crashes DIR  where an input goes that ended a program (Fuzzing/Crashes)

    COUNTERMARK_SEED in the environment changes what chance does.
    """

  static func main() async throws {
    var options = SoakOptions()
    do {
      try options.read(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("soak-files: \(error)\n\(usage)\n".utf8))
      exit(64)
    }
    if let worker = options.worker {
      exit(try SoakWorker(options, name: worker).run())
    }
    let all = try FuzzCase.all()
    let cases = all.filter { one in
      (options.only.isEmpty || options.only.contains(one.name))
        && (options.groups.isEmpty || options.groups.contains(one.group))
    }
    if options.isList {
      for one in cases { print(one.group.rawValue, one.name, separator: "\t") }
      return
    }
    if let folder = options.seeds {
      try writeSeeds(all, to: URL(filePath: folder))
      return
    }
    guard !cases.isEmpty else {
      FileHandle.standardError.write(Data("soak-files: there is no such case\n".utf8))
      exit(64)
    }
    say(SoakRow.head)
    var total = 0
    for one in cases {
      let row = try await SoakWatch(options, one).run()
      say(row.line)
      total += row.cases
      if let fault = row.fault {
        say("\(one.name): \(fault)")
        exit(1)
      }
    }
    say("\(total) inputs, an answer to each")
  }

  /// Prints at once, so that a table grows while it is looked at.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// The seeds as `fuzz-credentials` and the others read them.
  private static func writeSeeds(_ cases: [FuzzCase], to folder: URL) throws {
    let files = folder.appending(path: "files")
    let parsers = folder.appending(path: "parsers")
    for folder in [files, parsers] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for one in cases {
      for (index, seed) in one.damage.seeds.enumerated() {
        let name = "\(one.fileName)-\(index)"
        if one.group == .parsers {
          guard let selector = FuzzCase.selector(of: one, in: cases) else { continue }
          try Data([selector] + seed).write(to: parsers.appending(path: name))
        } else {
          try Data(seed).write(to: files.appending(path: name))
        }
      }
    }
  }
}
