import Foundation
import Record
import Register
import Rules
import TestSupport
import Transparency

/// A small data directory that a release has left behind, and what was in it.
struct Fixture {
  /// The release that made it.
  let version: String
  let folder: URL

  /// Where they are kept.
  static let home = Shared.packageRoot
    .appending(path: "Tests/Fixtures/data-directories", directoryHint: .isDirectory)

  /// Those of all releases.
  static let all: [Fixture] =
    ((try? FileManager.default.contentsOfDirectory(atPath: home.path)) ?? []).sorted()
    .filter { $0.utf8.first.map { (0x30...0x39).contains($0) } == true }
    .map { Fixture(version: $0, folder: home.appending(path: $0)) }

  /// What the release said of it.
  func content() throws -> Content {
    try JSONDecoder().decode(
      Content.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// A copy that a test may change.
  func copy(to directory: DataDirectory) throws {
    let files = FileManager.default
    try files.copyItem(atPath: folder.path + "/register", toPath: directory.path)
    try files.copyItem(atPath: folder.path + "/register.local", toPath: directory.local)
  }

  /// What a register holds, in the words of no release in particular.
  struct Content: Codable, Equatable {
    struct Filing: Codable, Equatable {
      var key: String
      var number: String
      var algorithm: String
      var organization: String
      var status: String
      var since: String?
      var published: String
      var tracks: [String]
      /// The rows in which it stands, `list#row`.
      var rows: [String]
      /// The newest row as printed.
      var printed: [String]
      /// How many entries of the log concern it.
      var entries: Int
    }

    struct List: Codable, Equatable {
      var id: String
      var title: String
      var published: String
      var copies: Int
      var rows: Int
      var withdrawn: [Int]
    }

    var kind: String
    var origin: String
    var logKey: String
    var size: UInt64
    var root: String
    /// The rulebooks that the release came with, and their versions.
    var rulebooks: [String: Int]
    var filings: [Filing]
    var lists: [List]
    /// The numbers that notices wait for.
    var pending: [String]
  }
}

extension Fixture.Content {
  /// What an open register holds.
  init(_ registrar: Registrar) {
    let state = registrar.published.state
    kind = registrar.instance.kind.rawValue
    origin = registrar.instance.origin
    logKey = registrar.instance.logKey
    size = state.tree.size
    root = state.tree.root.description
    rulebooks = Rulebook.builtIn.mapValues(\.version)
    filings = state.filings.map { filing in
      let view = filing.current
      return Filing(
        key: view.key, number: view.facts.number, algorithm: view.facts.algorithm,
        organization: view.facts.organization, status: view.status.rawValue,
        since: view.statusSince?.description, published: view.published.description,
        tracks: view.tracks.map(\.rawValue), rows: view.places.map { "\($0.list)#\($0.row)" },
        printed: view.printed, entries: filing.entries.count)
    }
    lists = state.listIDs.compactMap { state.list($0) }.map { list in
      List(
        id: list.id, title: list.header.title, published: list.published.description,
        copies: list.copies.count, rows: list.rows.count,
        withdrawn: list.rows.filter { $0.withdrawnBy != nil }.map(\.row))
    }
    pending = state.pendingNotices.map { entry in
      if case .cancellation(let notice) = entry.leaf { notice.number } else { "" }
    }
  }
}
