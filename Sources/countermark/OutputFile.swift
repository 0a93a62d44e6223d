import Foundation
import Register

/// A file that a command writes: whole under its name, or not at all.
enum OutputFile {
  /// Writes a file beside its place and moves it there when it is whole; a file that was there is
  /// replaced then.
  ///
  /// What is no ordinary file, such as a pipe, is written as it is.
  static func write(_ path: String, _ body: (FileHandle) async throws -> Void) async throws {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let isOrdinary = attributes.map { $0[.type] as? FileAttributeType == .typeRegular } ?? true
    let target = isOrdinary ? path + ".partial" : path
    do {
      if isOrdinary, !FileManager.default.createFile(atPath: target, contents: nil) {
        throw POSIXError(.init(rawValue: errno) ?? .EIO)
      }
      let file = try FileHandle(forWritingTo: URL(filePath: target))
      try await body(file)
      guard isOrdinary else { return }
      try file.synchronize()
      try file.close()
      guard rename(target, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      if isOrdinary { try? FileManager.default.removeItem(atPath: target) }
      throw RegisterError.local(
        path: path,
        reason:
          "the file could not be written; check that its folder is there, who may write to it "
          + "and how much room there is")
    }
  }
}
