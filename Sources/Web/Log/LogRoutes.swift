import Hummingbird
import Register
import Transparency

/// The log as C2SP tlog-tiles serves it, and what a verifier needs to begin with.
extension MachineRoutes {
  func addLog(to router: Router<WebContext>) {
    router.get("/log/checkpoint") { request, _ in try checkpoint(request) }
    router.get("/log/key") { request, _ in try key(request) }
    router.get("/log/policy") { request, _ in try policy(request) }
    router.get("/log/tile/**") { request, _ in try tile(request) }
  }

  /// `/log/checkpoint`: the newest signed checkpoint, with cosignatures once there are any.
  private func checkpoint(_ request: Request) throws -> Response {
    _ = try APIParameters(request, names: [])
    let note = registrar.checkpointToServe
    return request.answer(.checkpoint, tag: EntityTag(of: note)) { note }
  }

  /// `/log/key`: the log's verifier key (C2SP signed-note).
  private func key(_ request: Request) throws -> Response {
    _ = try APIParameters(request, names: [])
    let text = Array((registrar.instance.logKey + "\n").utf8)
    return request.answer(.text, tag: EntityTag(of: text)) { text }
  }

  /// `/log/policy`: a policy (C2SP tlog-policy) to begin with.
  ///
  /// It trusts the log's own key and asks for no witness, and says so: whom to trust is for the
  /// verifier to write.
  private func policy(_ request: Request) throws -> Response {
    _ = try APIParameters(request, names: [])
    let address = dependencies.publicBase.map { " " + $0 + "/log" } ?? ""
    let text = """
      # A policy to begin with. It believes this log and asks for no witness, so it shows that the
      # log signed, and not that everybody is shown the same log. Take the key from somewhere else
      # than from here, name witnesses that you know, and ask for a quorum of them.
      log \(registrar.instance.logKey)\(address)
      quorum none

      """
    let bytes = Array(text.utf8)
    return request.answer(.text, tag: EntityTag(of: bytes)) { bytes }
  }

  /// `/log/tile/...`: a tile of hashes or a bundle of entries.
  private func tile(_ request: Request) throws -> Response {
    _ = try APIParameters(request, names: [])
    // A tile has one spelling; the path is compared as it was sent.
    let path = request.uri.path
    guard path.utf8.starts(with: "/log/".utf8),
      let tile = Tile(path: String(Substring(path.utf8.dropFirst(5))))
    else { throw Self.noSuchTile }
    let bytes = try bytes(of: tile, in: publications.current.state.tree)
    return request.answer(.tile, tag: EntityTag(of: bytes)) { bytes }
  }

  /// The bytes of a tile, where a checkpoint was ever signed for a size that has it.
  private func bytes(of tile: Tile, in tree: MerkleTree) throws -> [UInt8] {
    guard let sizes = tile.sizes, sizes.lowerBound <= tree.size else { throw Self.noSuchTile }
    if tile.isPartial {
      guard
        try sizes.contains(tree.size)
          || registrar.hasCheckpoint(sizes: sizes.clamped(to: 0...tree.size))
      else { throw Self.noSuchTile }
    }
    if tile.isEntries {
      guard let start = tile.start else { throw Self.noSuchTile }
      let leaves = try registrar.leaves(start..<start + UInt64(tile.width))
      guard leaves.count == tile.width else { throw Self.noSuchTile }
      return try EntryBundle(leaves).encoded
    }
    guard let bytes = tree.tile(tile) else { throw Self.noSuchTile }
    return bytes
  }

  private static var noSuchTile: Problem {
    Problem(
      .noSuchTile, zh: "没有为这样大小的日志签署过检查点，或路径写法不对",
      en: "no checkpoint was signed for a size that has this tile, or its path is not written so")
  }
}

extension Tile {
  /// The sizes of a log in which its level ends within, or just at the end of, this tile, with as
  /// many hashes in it as it is wide; `nil` where they do not fit 64 bits.
  ///
  /// A partial tile is served if a checkpoint was signed for one of them (C2SP tlog-tiles, "Partial
  /// Tiles"), a full one if the log is as large as the least of them.
  fileprivate var sizes: ClosedRange<UInt64>? {
    guard let start, level < 8 else { return nil }
    let (end, overflowed) = start.addingReportingOverflow(UInt64(width))
    let shift = UInt64(8 * level)
    guard !overflowed, end <= UInt64.max >> shift else { return nil }
    let least = end << shift
    let (most, tooMany) = least.addingReportingOverflow((1 << shift) - 1)
    return least...(tooMany ? UInt64.max : most)
  }
}
