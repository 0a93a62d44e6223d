import Foundation
import Testing

@testable import Transparency

/// The golden vectors, where they are at hand: `../shared` beside the package.
enum Vectors {
  struct File: Decodable {
    struct Inclusion: Decodable {
      let size: UInt64
      let index: UInt64
      let proof: [String]
    }
    struct Consistency: Decodable {
      let old: UInt64
      let size: UInt64
      let proof: [String]
    }
    struct TileVector: Decodable {
      let size: UInt64
      let path: String
      let sha256: String
      let bytes: Int
    }
    struct Path: Decodable {
      let n: UInt64
      let full: String
      let partial8: String
    }
    struct Note: Decodable {
      let cosignTime: UInt64
      let cosignatureLine: String
      let keyID: String
      let origin: String
      let proof42: String
      let seedHex: String
      let signed: String
      let text: String
      let vkey: String
      let witnessKeyID: String
      let witnessName: String
      let witnessSeedHex: String
    }
    let entries: Int
    let roots: [String: String]
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    let tiles: [TileVector]
    let paths: [Path]
    let note: Note
  }

  static let areThere: Bool = url != nil

  static func load() throws -> File {
    let url = try #require(url)
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
  }

  /// The package root is three levels above this folder's files; a link to the sources is followed.
  private static let url: URL? = {
    let here = URL(fileURLWithPath: #filePath)
    return [here, here.resolvingSymlinksInPath()].lazy
      .map {
        $0.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
          .deletingLastPathComponent().deletingLastPathComponent()
          .appendingPathComponent("shared/vectors/tlog.json")
      }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// The entries that the vectors are made of.
  static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

  /// The tree over the first `size` entries.
  static func tree(_ size: Int) -> MerkleTree {
    var tree = MerkleTree()
    for index in 0..<size { tree.append(entry: entry(index)) }
    return tree
  }
}

extension [UInt8] {
  init(hex: String) throws {
    self = try #require(ASCII.bytes(hex: Array(hex.utf8)))
  }
}
