import Foundation

/// What the system says of this process's memory.
enum Memory {
  /// By how much the highest mark of what was resident was above what is resident before `work`.
  static func growth(_ work: () throws -> Void) throws -> String {
    // Resets the highest mark to what is resident now (proc(5)).
    try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    let before = try value("VmRSS")
    try work()
    return #"{"before":\#(before),"peak":\#(try value("VmHWM"))}"#
  }

  private static func value(_ name: String) throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      if words.count > 1, let kibibytes = Int(words[1]) { return kibibytes * 1024 }
    }
    throw Wrong(what: name)
  }
}
