import Foundation
import Media

/// Standard input as a file: as it is where it is one, and otherwise put on the disk without a name.
enum StandardInput {
  static func source() throws -> FileSource {
    var status = stat()
    if fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      return try FileSource(adopting: dup(STDIN_FILENO), path: "standard input")
    }
    var path = Array("\(NSTemporaryDirectory())/countermark-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw ReadError("standard input", "no room to keep it: \(String(cString: strerror(errno)))")
    }
    unlink(path)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    while let piece = try FileHandle.standardInput.read(upToCount: 1 << 18), !piece.isEmpty {
      try file.write(contentsOf: piece)
    }
    return try FileSource(adopting: descriptor, path: "standard input")
  }
}
