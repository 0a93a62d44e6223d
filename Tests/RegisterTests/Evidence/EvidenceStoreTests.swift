import Crypto
import Foundation
import Record
import TestSupport
import Testing

@testable import Register

@Suite("Evidence on the disk")
struct EvidenceStoreTests {
  private let folder: TemporaryDirectory
  private let store: EvidenceStore

  init() throws {
    folder = try TemporaryDirectory()
    store = try EvidenceStore(folder: folder.path + "/evidence/", now: Self.later(0))
  }

  /// So many seconds from now.
  private static func later(_ seconds: Int) -> Moment {
    Moment(seconds: Int(Date().timeIntervalSince1970) + seconds)
  }

  private func keep(_ bytes: [UInt8], pieces: Int = 1000) throws -> EvidenceWriter.Summary {
    let writer = try store.begin(limit: 1 << 20)
    var rest = bytes[...]
    while !rest.isEmpty {
      try writer.write(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
    }
    return try writer.finish()
  }

  private func read(_ digest: EvidenceDigest, isChecked: Bool = true) throws -> [UInt8] {
    var reader = try store.open(digest, isChecked: isChecked)
    var bytes: [UInt8] = []
    while let piece = try reader.next() {
      #expect(piece.count <= EvidenceReader.pieceSize)
      bytes += piece
    }
    return bytes
  }

  /// Everything that lies in the folder, but for folders.
  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: store.folder)
      .filter { name in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(
          atPath: store.folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
      }.sorted()
  }

  @Test("A file is kept by its digest and read again; only its owner may")
  func keeps() throws {
    let bytes = SeededRandomBytes.make(200_000)
    let kept = try keep(bytes)
    #expect(kept.size == bytes.count)
    #expect(kept.digest.bytes == Array(SHA256.hash(data: bytes)))
    let hex = kept.digest.hex
    #expect(EvidenceDigest(hex: hex) == kept.digest)
    #expect(try files() == ["\(hex.prefix(2))/\(hex)"])
    #expect(try read(kept.digest) == bytes)
    #expect(try store.size(kept.digest) == bytes.count)
    for (path, mode) in [
      (store.folder, 0o700), (store.incoming, 0o700), (store.folder + "/\(hex.prefix(2))", 0o700),
      (store.path(of: kept.digest), 0o600),
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
    }
  }

  @Test("An empty file and the same file twice are kept once each")
  func again() throws {
    #expect(try keep([]).digest.hex.hasPrefix("e3b0c442"))
    let one = try keep([1, 2, 3])
    #expect(try keep([1, 2, 3], pieces: 1) == one)
    #expect(try files().count == 2)
  }

  @Test("Two uploads of the same bytes at once do each other no harm")
  func together() async throws {
    let bytes = SeededRandomBytes.make(300_000)
    let store = store
    let digests = try await withThrowingTaskGroup(of: EvidenceDigest.self) { group in
      for count in 1...8 {
        group.addTask {
          let writer = try store.begin(limit: 1 << 20)
          var rest = bytes[...]
          while !rest.isEmpty {
            try writer.write(rest.prefix(count * 7000))
            rest = rest.dropFirst(count * 7000)
            await Task.yield()
          }
          return try writer.finish().digest
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(digests.count == 1)
    #expect(try files().count == 1)
    #expect(try read(#require(digests.first)) == bytes)
  }

  @Test("A file that is too long is refused at the first byte too much, and leaves nothing")
  func tooLong() throws {
    let writer = try store.begin(limit: 10)
    try writer.write([UInt8](repeating: 1, count: 10)[...])
    #expect(throws: EvidenceStoreError.tooLarge(limit: 10)) { try writer.write([1]) }
    #expect(throws: EvidenceStoreError.ended) { try writer.write([]) }
    #expect(throws: EvidenceStoreError.ended) { try writer.finish() }
    #expect(try files() == [])
  }

  @Test("A writer that is dropped or discarded leaves nothing, and a finished one is over")
  func dropped() throws {
    do {
      let writer = try store.begin(limit: 100)
      try writer.write([1, 2])
      #expect(try files().count == 1)
    }
    #expect(try files() == [])
    let writer = try store.begin(limit: 100)
    try writer.write([1, 2])
    writer.discard()
    #expect(try files() == [])
    let finished = try store.begin(limit: 100)
    try finished.finish()
    #expect(throws: EvidenceStoreError.ended) { try finished.write([1]) }
    #expect(throws: EvidenceStoreError.ended) { try finished.finish() }
  }

  @Test("What a killed program left behind is swept a day later, and not before")
  func leftovers() throws {
    let kept = try keep([5])
    let path = store.incoming + "/left"
    try Data([1, 2, 3]).write(to: URL(filePath: path))
    _ = try EvidenceStore(folder: store.folder, now: Self.later(3600))
    #expect(FileManager.default.fileExists(atPath: path))
    _ = try EvidenceStore(folder: store.folder, now: Self.later(2 * 86_400))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try read(kept.digest) == [5])
  }

  @Test("A changed byte on the disk is noticed, and healed by the next upload of the same file")
  func damage() throws {
    let bytes = SeededRandomBytes.make(150_000)
    let digest = try keep(bytes).digest
    var changed = bytes
    changed[140_000] ^= 1
    try Data(changed).write(to: URL(filePath: store.path(of: digest)))
    #expect(throws: EvidenceStoreError.damaged(digest)) { try read(digest) }
    #expect(try read(digest, isChecked: false) == changed)
    #expect(try keep(bytes).digest == digest)
    #expect(try read(digest) == bytes)
  }

  @Test("An erased file is gone; one that never was is not there")
  func erased() throws {
    let digest = try keep([9]).digest
    #expect(try store.erase(digest))
    #expect(try !store.erase(digest))
    #expect(try store.size(digest) == nil)
    #expect(throws: EvidenceStoreError.absent(digest)) { try store.open(digest) }
    #expect(try files() == [])
  }

  @Test("A link in the place of a file is not followed")
  func links() throws {
    let digest = try keep([9]).digest
    let path = store.path(of: digest)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/hostname")
    #expect(throws: EvidenceStoreError.self) { try store.open(digest) }
  }

  @Test("Only 64 lower-case hexadecimal digits are a digest")
  func digests() {
    let digits = String(repeating: "0a", count: 32)
    #expect(EvidenceDigest(hex: digits)?.hex == digits)
    for text in ["", "0a", digits + "00", digits.uppercased(), String(digits.dropLast()) + "/"] {
      #expect(EvidenceDigest(hex: text) == nil)
    }
    #expect(EvidenceDigest(bytes: [1]) == nil)
  }
}

/// Bytes that repeat from run to run.
enum SeededRandomBytes {
  static func make(_ count: Int) -> [UInt8] {
    var random = SeededRandom()
    return random.bytes(count)
  }
}
