import Transparency

/// Where a log is to be read, when somebody names it.
enum LogAddress {
  /// A reader of a log that is named by its address, by that of its register, or by a folder.
  static func reader(_ named: String) async throws -> any LogReader {
    guard named.contains("://") else { return DirectoryLogReader(folder: named) }
    return try HTTPLogReader(url: try await find(named))
  }

  /// The address of the log: the one that was named, or, where that is the register's own, the
  /// log below it.
  ///
  /// - Throws: `LogReadError` where neither has a checkpoint.
  static func find(_ named: String) async throws -> String {
    var address = named
    while address.hasSuffix("/") { address.removeLast() }
    do {
      _ = try await HTTPLogReader(url: address).checkpoint()
      return address
    } catch LogReadError.notFound {
      _ = try await HTTPLogReader(url: address + "/log").checkpoint()
      return address + "/log"
    }
  }
}
