import Foundation

/// Goes through files as they are named, and through folders file by file, in the order of their names.
///
/// Links within folders are not followed, so that the walk comes to an end; hidden files and folders are
/// passed over.
struct FileWalk: Sequence, IteratorProtocol {
  /// Something to look at.
  enum Item: Sendable {
    case file(String)
    case standardInput
    /// A name behind which there is nothing that can be read.
    case unreadable(String, reason: String)

    /// What to call it.
    var name: String {
      switch self {
      case .file(let path), .unreadable(let path, _): path
      case .standardInput: "-"
      }
    }
  }

  /// What is still to be gone through, the next one last.
  private var pending: [(path: String, isNamed: Bool)]

  init(_ names: [String]) { pending = names.reversed().map { ($0, true) } }

  mutating func next() -> Item? {
    while let (path, isNamed) = pending.popLast() {
      if isNamed, path == "-" { return .standardInput }
      var status = stat()
      guard (isNamed ? stat(path, &status) : lstat(path, &status)) == 0 else {
        return .unreadable(path, reason: "could not be opened: \(String(cString: strerror(errno)))")
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file(path)
      case S_IFDIR:
        do {
          let names = try FileManager.default.contentsOfDirectory(atPath: path)
          let base = path.hasSuffix("/") ? path : path + "/"
          for name in names.sorted(by: >) where !name.hasPrefix(".") {
            pending.append((base + name, false))
          }
        } catch {
          return .unreadable(
            path, reason: "the folder could not be read: \(error.localizedDescription)")
        }
      default:
        if isNamed { return .unreadable(path, reason: "is neither a file nor a folder") }
      }
    }
    return nil
  }
}
