import Certificates
import Credentials

/// The files of the deviations of bindings, and the bindings that are right.
extension Deviation {
  typealias Fields = [String: CBOR]

  static func map(_ fields: Fields) -> CBOR {
    .map(fields.sorted { $0.key < $1.key }.filter { !$0.value.isNull }.map { ($0.key, $0.value) })
  }

  static func hash(_ manifest: CraftedManifest, _ changes: Fields) -> CBOR {
    var fields: Fields = [
      "exclusions": .array([]), "hash": .bytes(ContentHash.sha256.digest(of: picture)),
      "pad": .bytes([]),
    ]
    for (name, value) in changes { fields[name] = value }
    return map(fields)
  }

  static func ranges(_ list: [(Int, Int)]) -> CBOR {
    .array(list.map { .map([("start", .integer($0.0)), ("length", .integer($0.1))]) })
  }

  // MARK: Boxes

  static func entry(
    _ name: String, _ range: Range<Int>, hash: [UInt8]? = nil, more: [(String, CBOR)] = []
  ) -> CBOR {
    .map(
      [
        ("names", .array([.text(name)])),
        ("hash", .bytes(hash ?? ContentHash.sha256.digest(of: picture[range]))),
        ("pad", .bytes([])),
      ] + more)
  }

  static func boxes(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    change: @escaping @Sendable ([CBOR]) -> [CBOR]
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var manifest = CraftedManifest(signed)
      manifest.remove("c2pa.hash.data")
      let list = [
        entry("SOI", 0..<2), entry("APP0", 2..<20), entry("DQT", 20..<89), entry("EOI", 89..<91),
      ]
      manifest.put(
        "c2pa.hash.boxes", .map([("alg", .text("sha256")), ("boxes", .array(change(list)))]))
      return Case(store: try manifest.store(), content: signed.content)
    }
  }

  // MARK: Films

  static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(body.count + 8)] + type.utf8 + body
  }

  static let film: [(type: String, bytes: [UInt8])] = [
    ("ftyp", box("ftyp", Array("isom\0\0\0\0isom".utf8))), ("free", box("free", [1, 2, 3, 4])),
    ("moov", box("moov", box("mvhd", [UInt8](repeating: 0, count: 100)))),
    ("mdat", box("mdat", [UInt8](0..<20))),
  ]

  static func bmffHash(without types: Set<String>) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    for (type, box) in film {
      if !types.contains(type) { bytes += [0, 0, 0, 0, 0, 0, 0, UInt8(place)] + box }
      place += box.count
    }
    return ContentHash.sha256.digest(of: bytes)
  }

  static func row(sizes: [(String, CBOR)], _ count: Int, hashes: Int? = nil) -> CBOR {
    let hash = CBOR.bytes([UInt8](repeating: 1, count: 32))
    return .array([
      .map(
        [
          ("uniqueId", .integer(1)), ("localId", .integer(0)), ("count", .integer(count)),
          ("hashes", .array(Array(repeating: hash, count: hashes ?? count))),
        ] + sizes)
    ])
  }

  static func bmff(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    change: @escaping @Sendable (inout Fields) -> Void
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var manifest = CraftedManifest(signed)
      manifest.remove("c2pa.hash.data")
      var fields: Fields = [
        "exclusions": .array([.map([("xpath", .text("/ftyp"))])]), "alg": .text("sha256"),
        "hash": .bytes(bmffHash(without: ["ftyp"])),
      ]
      change(&fields)
      manifest.put("c2pa.hash.bmff.v3", map(fields))
      return Case(store: try manifest.store(), content: film.flatMap(\.bytes))
    }
  }

  // MARK: Parts

  static func part(
    _ label: String, _ offset: Int, _ length: Int, of bytes: ArraySlice<UInt8>,
    optional: Bool = false
  ) -> CBOR {
    let item = DataHash(exclusions: [], alg: nil, hash: ContentHash.sha256.digest(of: bytes))
      .cbor(padding: 0)
    return .map([
      ("location", .map([("byteOffset", .integer(offset)), ("length", .integer(length))])),
      (
        "hashAssertion",
        HashedURI(
          url: "self#jumbf=c2pa.assertions/\(label)",
          hash: ContentHash.sha256.digest(
            of: CraftedManifest.Item.cbor(label, item).box.dropFirst(8))
        ).cbor
      ), ("optional", .bool(optional)),
    ])
  }

  static func parts(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    change: @escaping @Sendable ([CBOR]) -> [CBOR]
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var manifest = CraftedManifest(signed)
      let pieces = [picture[..<10], picture[10...]]
      manifest.put("c2pa.hash.data", hash(manifest, ["hash": .bytes([1, 2, 3])]))
      for (label, piece) in Swift.zip(["c2pa.hash.data.part", "c2pa.hash.data.part__1"], pieces) {
        manifest.put(
          label,
          DataHash(exclusions: [], alg: nil, hash: ContentHash.sha256.digest(of: piece))
            .cbor(padding: 0))
      }
      let list = [
        part("c2pa.hash.data.part", 0, 10, of: pieces[0]),
        part("c2pa.hash.data.part__1", 10, picture.count - 10, of: pieces[1]),
      ]
      manifest.put("c2pa.hash.multi-asset", .map([("parts", .array(change(list)))]))
      return Case(store: try manifest.store(), content: signed.content)
    }
  }

  // MARK: Archives

  /// An archive with one member that is stored, and no store in it.
  static let zip: (bytes: [UInt8], member: Range<Int>, directory: Range<Int>) = {
    let data = Array("text".utf8)
    let name = Array("a.txt".utf8)
    let common: [UInt8] =
      [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [0xAC, 0x1D, 0xD8, 0x3B] + [4, 0, 0, 0, 4, 0, 0, 0]
      + [5, 0, 0, 0]
    let member = [0x50, 0x4B, 3, 4] + common + name + data
    let header =
      [0x50, 0x4B, 1, 2, 20, 0] + common + [0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0] + name
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] + [UInt8(header.count), 0, 0, 0]
      + [UInt8(member.count), 0, 0, 0, 0, 0]
    let bytes = member + header + end
    return (bytes, 0..<member.count, member.count..<bytes.count)
  }()

  static func archive(
    _ name: String, _ state: ValidationReport.State, _ codes: StatusCode...,
    change: @escaping @Sendable (inout Fields) -> Void
  ) -> Deviation {
    Deviation(file: name, state, codes: Set(codes)) { signed in
      var manifest = CraftedManifest(signed)
      manifest.remove("c2pa.hash.data")
      let member = CBOR.map([
        ("uri", .text("a.txt")),
        ("hash", .bytes(ContentHash.sha256.digest(of: zip.bytes[zip.member]))),
      ])
      var fields: Fields = [
        "alg": .text("sha256"), "uris": .array([member]),
        "zip_central_directory_hash": .bytes(
          ContentHash.sha256.digest(of: zip.bytes[zip.directory])),
      ]
      change(&fields)
      manifest.put("c2pa.hash.collection.data", map(fields))
      return Case(store: try manifest.store(), content: zip.bytes)
    }
  }
}
