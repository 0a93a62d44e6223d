internal import Media

/// The binding of a manifest that is yet to be written (C2PA, 9): its size is known before the file is
/// laid out, its ranges when it is, its hashes when it was read once.
enum BindingDraft {
  /// None: the content is bound by the manifest that an update manifest is about (C2PA, 11.2.3).
  case none
  /// A data hash.
  case data
  /// A hash of the boxes of a film.
  case boxes
  /// A hash of the members of an archive, by their names.
  case members([String])

  /// With what is hashed.
  static let algorithm = ContentHash.sha256

  /// The kind of binding for a file.
  init(_ file: MediaFile, isSidecar: Bool, isUpdate: Bool) throws(MediaError) {
    if isUpdate {
      self = .none
    } else if file.format.isBoundByBoxes {
      self = .boxes
    } else if file.format.isBoundByMembers, !isSidecar {
      let directory = try ZIPDirectory(file.source)
      var names: [String] = []
      for member in directory.members where member.name.last != 0x2F {
        if member.name == ZIPDirectory.storePath { continue }
        let name = String(decoding: member.name, as: UTF8.self)
        guard name.utf8.elementsEqual(member.name) else {
          throw MediaError(
            .unsupported("a name that is not UTF-8"), "a member of the archive",
            at: member.range.lowerBound)
        }
        names.append(name)
      }
      guard !names.isEmpty else {
        throw MediaError(.unsupported("no members"), "the archive", at: 0)
      }
      self = .members(names)
    } else {
      self = .data
    }
  }

  /// The label of the assertion.
  var label: String? {
    switch self {
    case .none: nil
    case .data: "c2pa.hash.data"
    case .boxes: "c2pa.hash.bmff.v3"
    case .members: "c2pa.hash.collection.data"
    }
  }

  /// What the assertion says when the layout is known.
  struct Laid {
    /// What is hashed, in the order of the file.
    let steps: [HashStream.Step]
    /// The assertion with its hashes, padded to `size`.
    let cbor: ([[UInt8]]) -> [UInt8]
  }

  /// As many bytes as the assertion will have, where the store is in the file or not, and the file
  /// has fewer than `limit` bytes.
  func placeholder(isExcluding: Bool, limit: Int) -> [UInt8] {
    let hash = [UInt8](repeating: 0, count: Self.algorithm.byteCount)
    switch self {
    case .none: return []
    case .data:
      return Self.data(isExcluding ? limit..<limit &+ limit : nil, hash, padding: 0)
    case .boxes: return Self.boxes(hash)
    case .members(let names):
      return Self.members(names, Array(repeating: hash, count: names.count + 1))
    }
  }

  /// The binding of a file that is laid out.
  ///
  /// Of `output` only the structure is read; `exclusion` is where the store will be, nil for a sidecar,
  /// and `size` is that of the placeholder.
  func lay(
    over output: any ByteSource, without exclusion: Range<Int>?, size: Int
  ) throws(MediaError) -> Laid {
    switch self {
    case .none: return Laid(steps: []) { _ in [] }
    case .data:
      let rest = RangeSet.rest(of: 0..<output.size, without: exclusion.map { [$0] } ?? [])
      return Laid(steps: rest.map { .range($0) } + [.cut]) { digests in
        let hash = digests.first ?? []
        let plain = Self.data(exclusion, hash, padding: 0)
        return Self.data(exclusion, hash, padding: size - plain.count)
      }
    case .boxes:
      let tree = try BMFFTree(output)
      let exclusions = Self.exclusions.compactMap { try? BMFFHash.Exclusion($0) }
      let excluded = try tree.excluded(by: exclusions)
      let steps = BMFFHashBinding.steps(tree.roots, excluded)
      return Laid(steps: steps + [.cut]) { Self.boxes($0.first ?? []) }
    case .members(let names):
      let directory = try ZIPDirectory(output)
      var ranges: [[UInt8]: Range<Int>] = [:]
      for member in directory.members { ranges[member.name] = member.range }
      var wanted: [(place: Int, range: Range<Int>)] = []
      for (place, name) in names.enumerated() {
        guard let range = ranges[Array(name.utf8)] else {
          throw MediaError(.malformed("it has no longer all members"), "the archive", at: 0)
        }
        wanted.append((place, range))
      }
      wanted.append((names.count, directory.range))
      wanted.sort { $0.range.lowerBound < $1.range.lowerBound }
      for (one, next) in zip(wanted, wanted.dropFirst())
      where one.range.upperBound > next.range.lowerBound {
        throw MediaError(
          .malformed("two members overlap"), "the archive", at: next.range.lowerBound)
      }
      let order = wanted.map(\.place)
      let steps = wanted.flatMap { item -> [HashStream.Step] in
        let isDirectory = item.place == names.count
        let ranges = isDirectory ? directory.rangesWithoutChecksum : [item.range]
        return ranges.map { .range($0) } + [.cut]
      }
      return Laid(steps: steps) { digests in
        var hashes = [[UInt8]](repeating: [], count: order.count)
        for (place, digest) in zip(order, digests) { hashes[place] = digest }
        return Self.members(names, hashes)
      }
    }
  }

  /// A data hash (C2PA, 18.5).
  ///
  /// The numbers of its exclusion are as wide as they have to be, and `pad`
  /// makes up for it.
  private static func data(_ exclusion: Range<Int>?, _ hash: [UInt8], padding: Int) -> [UInt8] {
    var entries: [(String, CBOR)] = [
      ("alg", .text(algorithm.rawValue)), ("hash", .bytes(hash)),
      ("name", .text("jumbf manifest")),
      ("pad", .bytes([UInt8](repeating: 0, count: max(0, padding)))),
    ]
    if let exclusion {
      entries.append(
        (
          "exclusions",
          .array([
            .map([
              ("start", .integer(exclusion.lowerBound)), ("length", .integer(exclusion.count)),
            ])
          ])
        ))
    }
    return CBOR.map(entries).deterministic()
  }

  /// What every film leaves out (C2PA, 18.7.2): the store, `ftyp` and `mfra`.
  private static var exclusions: [CBOR] {
    let id: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81,
    ]
    return [
      .map([
        ("xpath", .text("/uuid")),
        ("data", .array([.map([("offset", .integer(8)), ("value", .bytes(id))])])),
      ]),
      .map([("xpath", .text("/ftyp"))]), .map([("xpath", .text("/mfra"))]),
    ]
  }

  private static func boxes(_ hash: [UInt8]) -> [UInt8] {
    CBOR.map([
      ("alg", .text(algorithm.rawValue)), ("exclusions", .array(exclusions)),
      ("hash", .bytes(hash)), ("name", .text("jumbf manifest")),
    ]).deterministic()
  }

  /// A collection hash; the last of the hashes is the directory's.
  ///
  /// The list is a map by path, as the reference engine makes and takes it, and not the array that
  /// C2PA (18.8.2) shows: it reads no archive with that.
  private static func members(_ names: [String], _ hashes: [[UInt8]]) -> [UInt8] {
    CBOR.map([
      ("alg", .text(algorithm.rawValue)),
      (
        "uris", .map(zip(names, hashes).map { ($0, .map([("hash", .bytes($1))])) })
      ), ("zip_central_directory_hash", .bytes(hashes.last ?? [])),
    ]).deterministic()
  }
}
