import Certificates
import Credentials

extension Deviation {
  /// Deviations of the binding to the content (C2PA, 15.12).
  static let bindings: [Deviation] = [
    Deviation("no binding", .invalid, .claimHardBindingsMissing) { $0.remove("c2pa.hash.data") },
    Deviation("the first BMFF hash alone", .invalid, .claimHardBindingsMissing) {
      $0.put("c2pa.hash.bmff", .map([("exclusions", .array([])), ("hash", .bytes([1]))]))
      $0.remove("c2pa.hash.data")
    },
    Deviation("two bindings", .invalid, .assertionMultipleHardBindings) {
      $0.put("c2pa.hash.data__1", hash($0, [:]))
    },
    Deviation(
      "two kinds of binding", .invalid, .assertionMultipleHardBindings
    ) {
      $0.put("c2pa.hash.boxes", .map([("boxes", .array([]))]))
    },
    Deviation("a binding that is gathered", .trusted) { $0["c2pa.hash.data"].place = .gathered },
    Deviation("a binding in JSON", .invalid, .assertionDataHashMalformed) {
      $0["c2pa.hash.data"] = .json("c2pa.hash.data", "{\"hash\": \"AAAA\"}")
    },
    Deviation("a binding that its own signer redacted", .invalid, .assertionDataHashMalformed) {
      $0["c2pa.hash.data"] = .redacted("c2pa.hash.data")
    },
    Deviation("a binding that is a list", .invalid, .assertionDataHashMalformed) {
      $0.put("c2pa.hash.data", .array([.integer(1)]))
    },
    Deviation("a data hash without its hash", .invalid, .assertionDataHashMismatch) {
      $0.put("c2pa.hash.data", hash($0, ["hash": .null]))
    },
    Deviation("a data hash by a forbidden algorithm", .invalid, .algorithmUnsupported) {
      $0.put("c2pa.hash.data", hash($0, ["alg": .text("sha1")]))
    },
    Deviation("a data hash of something else", .invalid, .assertionDataHashMismatch) {
      $0.put("c2pa.hash.data", hash($0, ["hash": .bytes([UInt8](repeating: 1, count: 32))]))
    },
    Deviation("exclusions that overlap", .invalid, .assertionDataHashMalformed) {
      $0.put("c2pa.hash.data", hash($0, ["exclusions": ranges([(4, 8), (10, 4)])]))
    },
    Deviation("exclusions out of order", .invalid, .assertionDataHashMalformed) {
      $0.put("c2pa.hash.data", hash($0, ["exclusions": ranges([(10, 4), (4, 2)])]))
    },
    Deviation("an exclusion below 0", .invalid, .assertionDataHashMalformed) {
      $0.put("c2pa.hash.data", hash($0, ["exclusions": ranges([(-1, 4)])]))
    },
    Deviation("an exclusion beyond the end", .invalid, .assertionDataHashMismatch) {
      $0.put("c2pa.hash.data", hash($0, ["exclusions": ranges([(10, 100_000)])]))
    },
    Deviation(
      "an exclusion of something else", .trusted, .assertionDataHashMatch,
      .assertionDataHashAdditionalExclusionsPresent
    ) {
      let rest = Array(picture[..<6] + picture[10...])
      $0.put(
        "c2pa.hash.data",
        hash(
          $0, ["exclusions": ranges([(6, 4)]), "hash": .bytes(ContentHash.sha256.digest(of: rest))])
      )
    },
    boxes("boxes that match", .trusted, .assertionBoxesHashMatch) { $0 },
    boxes("a box hash without boxes", .invalid, .assertionBoxesHashMalformed) { _ in [] },
    boxes("a box without names", .invalid, .assertionBoxesHashMalformed) {
      [.map([("hash", .bytes([1]))])] + $0.dropFirst()
    },
    boxes("a box without a hash", .invalid, .assertionBoxesHashMismatch) {
      [.map([("names", .array([.text("SOI")]))])] + $0.dropFirst()
    },
    boxes("a box that was changed", .invalid, .assertionBoxesHashMismatch) {
      [entry("SOI", 0..<2, hash: [1])] + $0.dropFirst()
    },
    boxes("a box that is not in the list", .invalid, .assertionBoxesHashUnknownBox) {
      [$0[0]] + $0[2...]
    },
    boxes("boxes out of order", .invalid, .assertionBoxesHashMismatch) {
      [$0[0], $0[2], $0[1], $0[3]]
    },
    boxes("a box by a forbidden algorithm", .invalid, .algorithmUnsupported) {
      [entry("SOI", 0..<2, more: [("alg", .text("sha1"))])] + $0.dropFirst()
    },
    boxes(
      "a box that is left out", .trusted, .assertionBoxesHashMatch,
      .assertionBoxesHashAdditionalExclusionsPresent
    ) {
      [$0[0], entry("APP0", 2..<20, hash: [], more: [("excluded", .bool(true))])] + $0[2...]
    },
    boxes(
      "bytes of a box that are left out", .trusted, .assertionBoxesHashMatch,
      .assertionBoxesHashAdditionalExclusionsPresent
    ) {
      let digest = ContentHash.sha256.digest(of: picture[2..<8] + picture[12..<20])
      return [
        $0[0], entry("APP0", 2..<20, hash: digest, more: [("exclusions", ranges([(6, 4)]))]),
      ] + $0[2...]
    },
    boxes("an exclusion of a box that is not there", .invalid, .assertionBoxesHashMalformed) {
      let exclusion = CBOR.map([
        ("start", .integer(0)), ("length", .integer(1)), ("boxIndex", .integer(3)),
      ])
      return [$0[0], entry("APP0", 2..<20, more: [("exclusions", .array([exclusion]))])] + $0[2...]
    },
    boxes("an exclusion beyond its box", .invalid, .assertionBoxesHashMismatch) {
      [$0[0], entry("APP0", 2..<20, more: [("exclusions", ranges([(6, 40)]))])] + $0[2...]
    },
    boxes("exclusions of a box that overlap", .invalid, .assertionBoxesHashMalformed) {
      [$0[0], entry("APP0", 2..<20, more: [("exclusions", ranges([(6, 4), (8, 4)]))])] + $0[2...]
    },
    bmff("a film that matches", .trusted, .assertionBmffHashMatch) { _ in },
    bmff("a BMFF hash without exclusions", .invalid, .assertionBmffHashMalformed) {
      $0["exclusions"] = .null
    },
    bmff("a BMFF hash with an empty list of exclusions", .invalid, .assertionBmffHashMalformed) {
      $0["exclusions"] = .array([])
    },
    bmff("a BMFF hash of something else", .invalid, .assertionBmffHashMismatch) {
      $0["hash"] = .bytes([UInt8](repeating: 1, count: 32))
    },
    bmff("a BMFF hash without a hash", .invalid, .assertionBmffHashMalformed) {
      $0["hash"] = .null
    },
    bmff("a subset out of order", .invalid, .assertionBmffHashMalformed) {
      let subset = CBOR.array([
        .map([("offset", .integer(8)), ("length", .integer(4))]),
        .map([("offset", .integer(10)), ("length", .integer(4))]),
      ])
      $0["exclusions"] = .array([.map([("xpath", .text("/ftyp")), ("subset", subset)])])
    },
    bmff(
      "an exclusion of the film itself", .trusted, .assertionBmffHashMatch,
      .assertionBmffHashAdditionalExclusionsPresent
    ) {
      $0["exclusions"] = .array([
        .map([("xpath", .text("/ftyp"))]), .map([("xpath", .text("/mdat"))]),
      ])
      $0["hash"] = .bytes(bmffHash(without: ["ftyp", "mdat"]))
    },
    bmff("an exclusion of padding", .trusted, .assertionBmffHashMatch) {
      $0["exclusions"] = .array([
        .map([("xpath", .text("/ftyp"))]), .map([("xpath", .text("/free"))]),
      ])
      $0["hash"] = .bytes(bmffHash(without: ["ftyp", "free"]))
    },
    bmff("blocks that are more than their list says", .invalid, .assertionBmffHashMalformed) {
      $0["merkle"] = row(sizes: [("variableBlockSizes", .array([.integer(4), .integer(2)]))], 2)
    },
    bmff("two kinds of sizes of blocks", .invalid, .assertionBmffHashMalformed) {
      $0["merkle"] = row(
        sizes: [
          ("variableBlockSizes", .array([.integer(4), .integer(8)])),
          ("fixedBlockSize", .integer(6)),
        ], 2)
    },
    bmff("more hashes than blocks", .invalid, .assertionBmffHashMalformed) {
      $0["merkle"] = row(sizes: [("fixedBlockSize", .integer(12))], 1, hashes: 2)
    },
    bmff("more blocks than were counted", .invalid, .assertionBmffHashMalformed) {
      $0["merkle"] = row(sizes: [("fixedBlockSize", .integer(4))], 1)
    },
    bmff("a block that was changed", .invalid, .assertionBmffHashMismatch) {
      $0["merkle"] = row(sizes: [("fixedBlockSize", .integer(6))], 2)
    },
    bmff("a tree that names no blocks of the film", .invalid, .assertionBmffHashMismatch) {
      $0["merkle"] = row(sizes: [], 2)
    },
    bmff(
      "a tree that names no blocks, and no hash of the rest", .invalid, .assertionBmffHashMalformed
    ) {
      $0["hash"] = .null
      $0["merkle"] = row(sizes: [], 2)
    },
    bmff("blocks that are hashed, and nothing else", .invalid, .assertionBmffHashMalformed) {
      $0["hash"] = .null
      $0["merkle"] = row(sizes: [("fixedBlockSize", .integer(6))], 2)
    },
    bmff(
      "a film of which blocks are left out that no tree covers", .trusted, .assertionBmffHashMatch,
      .assertionBmffHashAdditionalExclusionsPresent
    ) {
      let subset = CBOR.array([.map([("offset", .integer(0)), ("length", .integer(0))])])
      $0["exclusions"] = .array([
        .map([("xpath", .text("/ftyp"))]), .map([("xpath", .text("/mdat")), ("subset", subset)]),
      ])
      $0["hash"] = .bytes(bmffHash(without: ["ftyp", "mdat"]))
    },
    parts("parts that are two", .trusted, .assertionMultiAssetHashMatch) { $0 },
    parts("no parts", .invalid, .assertionMultiAssetHashMalformed) { _ in [] },
    parts("parts that do not begin at the start", .invalid, .assertionMultiAssetHashMalformed) {
      [$0[1]]
    },
    parts("parts that end early", .invalid, .assertionMultiAssetHashMalformed) { [$0[0]] },
    parts("a part that was changed", .invalid, .assertionMultiAssetHashMismatch) {
      [
        part("c2pa.hash.data.part", 0, 10, of: picture[..<10]),
        part("c2pa.hash.data.part", 10, picture.count - 10, of: picture[..<10]),
      ] + $0.dropFirst(2)
    },
    parts("a part that is cut off", .invalid, .assertionMultiAssetHashMismatch) {
      [$0[0], part("c2pa.hash.data.part__1", 10, picture.count, of: picture[10...])]
    },
    parts("a part behind the end", .invalid, .assertionMultiAssetHashMissingPart) {
      $0 + [part("c2pa.hash.data.part__1", picture.count, 5, of: picture[10...])]
    },
    parts("a part that may be missing", .trusted, .assertionMultiAssetHashMatch) {
      $0 + [part("c2pa.hash.data.part__1", picture.count, 5, of: picture[10...], optional: true)]
    },
    parts("a part without a hash", .invalid, .assertionMultiAssetHashMalformed) {
      [.map([("location", .map([("byteOffset", .integer(0)), ("length", .integer(1))]))])]
        + $0.dropFirst()
    },
    archive("an archive that matches", .trusted, .assertionCollectionHashMatch) { _ in },
    archive("an archive without its list", .invalid, .assertionCollectionHashMalformed) {
      $0["uris"] = .null
    },
    archive("a path with two dots", .invalid, .assertionCollectionHashInvalidURI) {
      $0["uris"] = .array([
        .map([("uri", .text("../a.txt")), ("hash", .bytes([1]))])
      ])
    },
    archive("a member without its hash", .invalid, .assertionCollectionHashMalformed) {
      $0["uris"] = .array([.map([("uri", .text("a.txt"))])])
    },
    archive("a member that is not there", .invalid, .assertionCollectionHashIncorrectFileCount) {
      $0["uris"] = .array(
        ($0["uris"]?.array ?? []) + [.map([("uri", .text("b.txt")), ("hash", .bytes([1]))])])
    },
    archive("a member that was changed", .invalid, .assertionCollectionHashMismatch) {
      $0["uris"] = .array([
        .map([("uri", .text("a.txt")), ("hash", .bytes([UInt8](repeating: 1, count: 32)))])
      ])
    },
    archive(
      "an archive without the hash of its directory", .invalid, .assertionCollectionHashMalformed
    ) {
      $0["zip_central_directory_hash"] = .null
    },
    archive("a directory that was changed", .invalid, .assertionCollectionHashMismatch) {
      $0["zip_central_directory_hash"] = .bytes([UInt8](repeating: 1, count: 32))
    },
    archive("an archive by a forbidden algorithm", .invalid, .algorithmUnsupported) {
      $0["alg"] = .text("md5")
    },
  ]
}
