/// An audit under way: the tree so far, the hashes of the tiles at the right edge, the report.
struct AuditRun {
  /// A bundle of entries and the hash tile over the same leaves.
  struct Fetched: Sendable {
    let bundle: Result<[UInt8], any Error>
    let hashes: Result<[UInt8], any Error>
  }

  /// Findings that are kept; a log that is wrong throughout is told by fewer.
  static let maximumFindings = 100

  private(set) var report: AuditReport
  private let reader: any LogReader
  private var tree = RunningTree()
  /// For each tile level, the number of full tiles behind and the hashes since.
  private var edge: [(tiles: UInt64, hashes: [MerkleHash])] = []

  init(report: AuditReport, reader: any LogReader) {
    self.report = report
    self.reader = reader
  }

  /// Fetches a bundle and its hash tile together.
  static func fetch(_ bundle: Tile, from reader: any LogReader) async -> Fetched {
    async let entries = result { try await reader.tileOrFull(bundle) }
    async let hashes = result {
      guard let tile = Tile(level: 0, index: bundle.index, width: bundle.width) else {
        throw LogReadError.notFound(path: bundle.path)
      }
      return try await reader.tileOrFull(tile)
    }
    return Fetched(bundle: await entries, hashes: await hashes)
  }

  /// Takes the entries of a bundle; false where they cannot be had, so that nothing after them
  /// can be judged.
  mutating func take(_ bundle: Tile, _ fetched: Fetched) async -> Bool {
    let entries: [[UInt8]]
    do {
      entries = try EntryBundle(parsing: try fetched.bundle.get()).entries
    } catch {
      find(.unreadable(path: bundle.path, reason: "\(error)"))
      return false
    }
    guard entries.count == bundle.width else {
      find(.wrongCount(path: bundle.path, count: entries.count, expected: bundle.width))
      return false
    }
    report.bundles += 1
    var full: [(level: Int, index: UInt64, hashes: [MerkleHash])] = []
    for entry in entries {
      report.entries += 1
      report.entryBytes += UInt64(entry.count)
      tree.append(.leaf(entry)) { level, hash in
        if level == edge.count { edge.append((0, [])) }
        edge[level].hashes.append(hash)
        if edge[level].hashes.count == Tile.fullWidth {
          full.append((level, edge[level].tiles, edge[level].hashes))
          edge[level] = (edge[level].tiles + 1, [])
        }
      }
    }
    for (level, index, hashes) in full {
      await compare(
        hashes, level: level, index: index, fetched: level == 0 ? fetched.hashes : nil)
    }
    if bundle.isPartial, let column = edge.first {
      await compare(column.hashes, level: 0, index: column.tiles, fetched: fetched.hashes)
    }
    return true
  }

  /// Compares the partial tiles above the leaves, and the root.
  mutating func finish() async {
    for (level, column) in edge.enumerated() where level > 0 && !column.hashes.isEmpty {
      await compare(column.hashes, level: level, index: column.tiles, fetched: nil)
    }
    report.computedRoot = tree.root
    if report.computedRoot != report.checkpoint.root {
      find(.wrongRoot(computed: report.computedRoot, signed: report.checkpoint.root))
    }
  }

  /// Holds a hash tile to the hashes that the entries give.
  private mutating func compare(
    _ computed: [MerkleHash], level: Int, index: UInt64, fetched: Result<[UInt8], any Error>?
  ) async {
    guard let tile = Tile(level: level, index: index, width: computed.count) else { return }
    let reader = self.reader
    let result: Result<[UInt8], any Error>
    if let fetched {
      result = fetched
    } else {
      result = await Self.result { try await reader.tileOrFull(tile) }
    }
    let bytes: [UInt8]
    do {
      bytes = try result.get()
    } catch {
      find(.unreadable(path: tile.path, reason: "\(error)"))
      return
    }
    guard let hashes = TileNodes.hashes(bytes), hashes.count == computed.count else {
      find(
        .wrongLength(path: tile.path, length: bytes.count, expected: tile.maximumLength))
      return
    }
    report.tiles += 1
    if tile.isPartial { report.partialTiles += 1 }
    for (position, hash) in computed.enumerated() where hashes[position] != hash {
      let number = index * UInt64(Tile.fullWidth) + UInt64(position)
      find(
        .wrongHash(path: tile.path, position: position, entry: number << UInt64(8 * level)))
    }
  }

  private mutating func find(_ finding: AuditFinding) {
    if report.findings.count < Self.maximumFindings { report.findings.append(finding) }
  }

  private static func result(
    _ body: @Sendable () async throws -> [UInt8]
  ) async -> Result<[UInt8], any Error> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}
