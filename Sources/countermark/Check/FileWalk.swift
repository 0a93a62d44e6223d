import Foundation
import Labels

/// Goes through files as they are named, and through folders file by file, in the order of their names.
///
/// Links within folders are not followed, so that the walk comes to an end; hidden files and folders are
/// passed over, and so are sidecars (`FILE.xmp`) of files in the same folder: they are read with their files.
struct FileWalk: Sequence, IteratorProtocol {
  /// Something to look at.
  enum Item: Sendable {
    /// A file, and whether a sidecar may lie beside it.
    case file(String, hasSidecar: Bool)
    case standardInput
    /// A name behind which there is nothing that can be read.
    case unreadable(String, reason: String)

    /// What to call it.
    var name: String {
      switch self {
      case .file(let path, _), .unreadable(let path, _): path
      case .standardInput: "-"
      }
    }
  }

  /// Something that is still to be gone through.
  private struct Pending {
    let path: String
    /// Whether it was named, and not found in a folder.
    var isNamed = false
    /// Whether its folder says that it is a file.
    var isFile = false
    /// Whether a sidecar lies beside it, as far as is known.
    var hasSidecar = true
  }

  /// What is still to be gone through, the next one last.
  private var pending: [Pending]

  init(_ names: [String]) {
    pending = names.reversed().map { Pending(path: $0, isNamed: true) }
  }

  mutating func next() -> Item? {
    while let next = pending.popLast() {
      let path = next.path
      if next.isNamed, path == "-" { return .standardInput }
      if next.isFile { return .file(path, hasSidecar: next.hasSidecar) }
      var status = stat()
      guard (next.isNamed ? stat(path, &status) : lstat(path, &status)) == 0 else {
        return .unreadable(path, reason: "could not be opened: \(String(cString: strerror(errno)))")
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file(path, hasSidecar: next.hasSidecar)
      case S_IFDIR:
        guard let entries = Self.entries(of: path) else {
          return .unreadable(
            path, reason: "the folder could not be read: \(String(cString: strerror(errno)))")
        }
        pending += entries
      default:
        if next.isNamed { return .unreadable(path, reason: "is neither a file nor a folder") }
      }
    }
    return nil
  }

  /// What stands in a folder and is to be gone through, the first one last; nil where the folder cannot
  /// be read.
  private static func entries(of path: String) -> [Pending]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var entries: [(name: String, isFile: Bool)] = []
    errno = 0
    while let entry = readdir(folder) {
      let isFile = entry.pointee.d_type == UInt8(DT_REG)
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.utf8.starts(with: ".".utf8) { entries.append((name, isFile)) }
      errno = 0
    }
    guard errno == 0 else { return nil }
    entries.sort { $0.name > $1.name }
    let base = path.hasSuffix("/") ? path : path + "/"
    let sidecars = sidecars(among: entries.map(\.name))
    return entries.compactMap { entry in
      if sidecars.contains(entry.name) { return nil }
      return Pending(
        path: base + entry.name, isFile: entry.isFile,
        hasSidecar: !sidecars.isEmpty && sidecars.contains(Sidecar.path(of: entry.name)))
    }
  }

  /// Which names are those of sidecars of others.
  private static func sidecars(among names: [String]) -> Set<String> {
    let ending = Sidecar.path(of: "")
    let candidates = Set(names.filter { $0.hasSuffix(ending) })
    guard !candidates.isEmpty else { return [] }
    return candidates.intersection(names.map(Sidecar.path(of:)))
  }
}
