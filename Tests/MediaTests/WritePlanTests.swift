import Foundation
import Media
import TestSupport
import Testing

@Suite("A file that is yet to be written")
struct WritePlanTests {
  let old = BytesSource([UInt8](0..<100))

  @Test("reads as the old bytes with each splice in its place")
  func reads() throws {
    let plan = try WritePlan(
      old, [Splice(at: 10, [200, 201]), Splice(50..<60, with: [202], carries: .xmp)])
    let expected = [UInt8](0..<10) + [200, 201] + [UInt8](10..<50) + [202] + [UInt8](60..<100)
    #expect(plan.size == 93)
    #expect(try plan.output.bytes(in: 0..<93, of: "all") == expected)
    #expect(plan.placements[.xmp] == 52..<53)
    for start in stride(from: 0, to: 93, by: 7) {
      #expect(
        try plan.output.bytes(in: start..<min(93, start + 9), of: "a stretch")
          == Array(expected[start..<min(93, start + 9)]))
    }
  }

  @Test("moves the entries of a table of offsets, wider where asked")
  func offsets() throws {
    var writer = ByteWriter()
    for value in [5, 20, 99] { writer.bigEndian(value, width: 4) }
    let source = BytesSource(writer.bytes + Array(repeating: 7, count: 100))
    let insertion = Splice(at: 20, [1, 2, 3])
    let shift = OffsetShift([insertion])
    let table = OffsetTable(range: 0..<12, width: 4, newWidth: 8, order: .bigEndian, shift: shift)
    let plan = try WritePlan(source, [Splice(0..<12, with: [.offsets(table)]), insertion])
    var reader = SourceReader(plan.output)
    #expect(
      try [reader.bigEndian(8, "a"), reader.bigEndian(8, "b"), reader.bigEndian(8, "c")] == [
        5, 23, 102,
      ])
  }

  @Test("refuses splices that overlap")
  func overlapping() {
    #expect(throws: MediaError.self) {
      try WritePlan(old, [Splice(10..<20, with: [1]), Splice(15..<16, with: [2])])
    }
  }

  @Test(
    "is written with the old file's mode, seen piece by piece, and finished before it has its name")
  func written() throws {
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: "picture").path
    try Data(old.bytes).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let plan = try WritePlan(try FileSource(path: path), [Splice(at: 50, [9, 9])])
    var seen: [UInt8] = []
    try FileWriter.write(
      plan, to: path, existing: .replace, attributesOf: path,
      observer: { seen += $0 },
      finish: { new in
        try new.overwrite(at: 51, with: [8])
        #expect(FileManager.default.contents(atPath: path)?.count == 100)
      })
    let expected = Array(old.bytes[..<50]) + [9, 8] + Array(old.bytes[50...])
    #expect(FileManager.default.contents(atPath: path) == Data(expected))
    #expect(seen == Array(old.bytes[..<50]) + [9, 9] + Array(old.bytes[50...]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture"])
  }

  @Test("goes to where a link leads, and the link stays one")
  func link() throws {
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: "elsewhere/picture").path
    let link = folder.url.appending(path: "link").path
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "elsewhere"), withIntermediateDirectories: true)
    try Data(old.bytes).write(to: URL(filePath: path))
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "elsewhere/picture")
    let plan = try WritePlan(try FileSource(path: link), [Splice(at: 50, [9])])
    try FileWriter.write(plan, to: link, existing: .replace, attributesOf: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "elsewhere/picture")
    #expect(FileManager.default.contents(atPath: path)?.count == 101)
  }

  @Test("leaves the old file and nothing else where finishing fails")
  func failing() throws {
    struct Refused: Error {}
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: "picture").path
    try Data(old.bytes).write(to: URL(filePath: path))
    let plan = try WritePlan(try FileSource(path: path), [Splice(at: 50, [9, 9])])
    #expect(throws: Refused.self) {
      try FileWriter.write(plan, to: path, existing: .replace, finish: { _ in throw Refused() })
    }
    #expect(FileManager.default.contents(atPath: path) == Data(old.bytes))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture"])
  }

  @Test(
    "takes no name that somebody else took meanwhile, and leaves nothing else",
    arguments: [Durability.synced, .leftToSystem])
  func takenName(durability: Durability) throws {
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: "picture").path
    let plan = try WritePlan(old, [Splice(at: 50, [9, 9])])
    #expect(throws: MediaError.self) {
      try FileWriter.write(
        plan, to: path, existing: .refuse, durability: durability,
        finish: { _ in try Data([1]).write(to: URL(filePath: path)) })
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture"])
  }

  @Test("is written over the old file only where nothing moves")
  func inPlace() throws {
    let moving = try WritePlan(old, [Splice(at: 3, [1]), Splice(50..<51, with: [UInt8]())])
    #expect(moving.changesInPlace == nil)
    let staying = try WritePlan(old, [Splice(3..<5, with: [1, 2])])
    #expect(staying.changesInPlace?.map(\.offset) == [3])
  }

  @Test(
    "is not written over a file that somebody else changed in between",
    arguments: ["longer", "the same length and time", "another file"])
  func changedInBetween(how: String) throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("picture").path
    try Data(old.bytes).write(to: URL(filePath: path))
    let other = Data(old.bytes.map { ~$0 })
    func change() throws {
      let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      switch how {
      case "longer": try handle.seekToEnd()
      case "another file": try FileManager.default.removeItem(atPath: path)
      default: break
      }
      if how == "another file" {
        try other.write(to: URL(filePath: path))
      } else {
        try handle.write(contentsOf: other)
      }
      try handle.close()
      if let date {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      }
    }
    let changed = how == "longer" ? Data(old.bytes) + other : other
    // While the new file is being written, and before.
    for isEarly in [false, true] {
      try Data(old.bytes).write(to: URL(filePath: path))
      let plan = try WritePlan(try FileSource(path: path), [Splice(at: 50, [9, 9])])
      if isEarly { try change() }
      let error = #expect(throws: MediaError.self) {
        try FileWriter.write(
          plan, to: path, existing: .replace, finish: { _ in if !isEarly { try change() } })
      }
      #expect(error?.reason == .changed)
      #expect(FileManager.default.contents(atPath: path) == changed)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture"])
    }
    // Where it is.
    try Data(old.bytes).write(to: URL(filePath: path))
    let source = try FileSource(path: path)
    try change()
    let error = #expect(throws: MediaError.self) {
      try FileWriter.overwrite(source, with: [(3, [1, 2])], check: { _ in })
    }
    #expect(error?.reason == .changed)
    #expect(FileManager.default.contents(atPath: path) == changed)
  }

  @Test("is no copy of a file that was changed while it was copied")
  func changedWhileCopied() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("picture").path
    try Data(old.bytes).write(to: URL(filePath: path))
    let plan = try WritePlan(try FileSource(path: path), [Splice(at: 50, [9, 9])])
    let error = #expect(throws: MediaError.self) {
      try FileWriter.write(
        plan, to: folder.file("copy").path, existing: .refuse,
        finish: { _ in
          let handle = try FileHandle(forWritingTo: URL(filePath: path))
          try handle.write(contentsOf: [1])
          try handle.close()
        })
    }
    #expect(error?.reason == .changed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture"])
  }

  @Test("is written where the file is, once, and by one of us at a time")
  func overwriting() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("picture").path
    try Data(old.bytes).write(to: URL(filePath: path))
    let (first, second) = (try FileSource(path: path), try FileSource(path: path))
    try FileWriter.overwrite(
      first, with: [(3, [1, 2])],
      check: { (written: any ByteSource) throws in
        #expect(try written.bytes(in: 3..<5, of: "it") == [1, 2])
        #expect(throws: MediaError.self) {
          try FileWriter.overwrite(second, with: [(7, [3])], check: { _ in })
        }
      })
    var new = old.bytes
    new.replaceSubrange(3..<5, with: [1, 2])
    #expect(FileManager.default.contents(atPath: path) == Data(new))
    // Who read it before the first wrote would undo that.
    #expect(throws: MediaError.self) {
      try FileWriter.overwrite(second, with: [(7, [3])], check: { _ in })
    }
    #expect(FileManager.default.contents(atPath: path) == Data(new))
  }
}
