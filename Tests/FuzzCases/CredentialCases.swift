internal import Certificates
internal import Checking
internal import Credentials
internal import Damage
internal import Foundation
internal import Media

extension FuzzCase {
  /// CBOR, JSON, JUMBF, COSE, bindings, and whole stores.
  static func credentials() throws -> [FuzzCase] {
    let signed = try SignedStore()
    let store = try signed.store()
    let box = try JUMBFSuperbox(decoding: store[...])
    let signature = box.superboxes.first?.superboxes.first { $0.label == "c2pa.signature" }?
      .content(0x6362_6F72)
    let cose = Array(signature ?? [])
    let cborTowers: [[UInt8]] = [0x81, 0xC1, 0x9F, 0xBF, 0xA1].map {
      [UInt8](repeating: $0, count: 100_000)
    }
    let claims: [[UInt8]] = [0x5B, 0x7B, 0x9B, 0xBB].map {
      [$0] + [UInt8](repeating: 0xFF, count: 8)
    }
    let film = film
    let validator = signed.validator
    return [
      FuzzCase(
        "CBOR", .parsers, Damage(to: [cbor, cose], hostile: cborTowers + claims)
      ) { bytes in
        var rules = CBORRules.reading
        rules.allowsTrailingBytes = true
        rules.allowsDuplicateKeys = true
        let item = try CBOR(decoding: bytes[...], rules: rules)
        let written = item.deterministic()
        guard let again = try? CBOR(decoding: written[...], rules: rules),
          again.deterministic() == written
        else { throw FuzzFault("what was written reads differently") }
        return true
      },
      FuzzCase(
        "JSON of manifests", .parsers, Damage(to: [json], hostile: ContainerSeeds.towersOfText)
      ) { bytes in
        _ = try? ManifestDefinition(json: bytes)
        let written = try JSONValue(decoding: bytes[...]).encoded()
        guard (try? JSONValue(decoding: written[...]))?.encoded() == written else {
          throw FuzzFault("what was written reads differently")
        }
        return true
      },
      FuzzCase(
        "JUMBF", .parsers,
        Damage(
          to: [store], hostile: [tower("jumb", depth: 100_000), tower("jumd", depth: 100_000)])
      ) { bytes in
        _ = JUMBFURI(String(decoding: bytes.suffix(80), as: UTF8.self))?.absolute(in: "x")
        _ = try JUMBFSuperbox(decoding: bytes[...])
        return true
      },
      FuzzCase("COSE_Sign1", .parsers, Damage(to: [cose], hostile: cborTowers + claims)) { bytes in
        let sign = try COSESign1(decoding: bytes[...], padded: true)
        _ = (try? sign.certificateChain(), sign.timeStamps, sign.issuedAt, sign.revocationValues)
        _ = (sign.algorithm, sign.toBeSigned(bytes[...]), sign.toBeStamped(bytes[...]))
        return true
      },
      FuzzCase("bindings (BMFF, boxes, data)", .parsers, Damage(to: bindings)) { bytes in
        // The assertion is damaged and then signed: what it binds has to be worked out.
        let item = try CBOR(decoding: bytes)
        var parts = signed.parts
        for label in ["c2pa.hash.bmff.v3", "c2pa.hash.data", "c2pa.hash.boxes"] {
          parts.assertions[1] = (label, item)
          let report = validator.report(
            on: BytesSource(film), sidecar: try signed.store(parts), at: SignedStore.now)
          guard report.state != .trusted else { throw FuzzFault("\(label) binds what it does not") }
        }
        return true
      },
      FuzzCase("claims and whole stores", .parsers, Damage(to: [store])) { bytes in
        let report = validator.report(
          on: BytesSource(signed.content), sidecar: bytes, at: SignedStore.now)
        _ = report.readerJSON()?.encoded()
        _ = report.conformanceJSON(generator: "x", version: "1").encoded(isPretty: false)
        _ = report.tree()
        return report.state == .trusted
      },
    ]
  }

  /// One file of each container that can be signed, with its credential.
  static func signedFiles() throws -> [FuzzCase] {
    let signed = try SignedStore()
    let trust = try SignerTrust(files: [(name: "own", bytes: Array(signed.root.pem.utf8))])
    let now = Date(timeIntervalSince1970: Double(SignedStore.now.seconds))
    let examiner = Examiner(trust: trust, now: { now })
    var definition = ManifestDefinition()
    definition.intent = .edit
    let signer = CredentialSigner(
      try KeyClaimSigner(signed.key, chain: [signed.leaf]), validator: signed.validator)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "countermark-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var cases: [FuzzCase] = []
    for container in ContainerSeeds.all {
      guard let first = container.files.first else { continue }
      let path = folder.appending(path: "a").path
      let request = CredentialSigner.Request(
        BytesSource(first), as: definition, at: SignedStore.now)
      guard (try? signer.sign(request, to: path, isReplacing: true)) != nil,
        let bytes = FileManager.default.contents(atPath: path)
      else { continue }
      cases.append(
        FuzzCase("signed \(container.name)", .credentials, Damage(to: [[UInt8](bytes)])) { bytes in
          guard let examination = try? examiner.examine(BytesSource(bytes)),
            examination.size == bytes.count
          else { throw FuzzFault("no report") }
          return examination.credential != nil
        })
    }
    return cases
  }

  private static func tower(_ type: String, depth: Int) -> [UInt8] {
    (0..<depth).flatMap { level -> [UInt8] in
      let count = (depth - level) * 8
      return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + Array(type.utf8)
    }
  }

  /// A film that is none, with the boxes that hashes speak of.
  private static var film: [UInt8] {
    func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
      let count = body.count + 8
      return [0, 0, UInt8(count >> 8), UInt8(count & 255)] + Array(type.utf8) + body
    }
    return box("ftyp", Array("isom\0\0\0\0isom".utf8))
      + box("moov", box("trak", box("tkhd", [0, 0, 0, 0])))
      + box("mdat", [UInt8](repeating: 5, count: 400)) + box("mdat", [1, 2, 3])
  }

  /// An item of every kind.
  private static let cbor: [UInt8] = {
    let item = CBOR.map([
      ("a", .integer(-1)), ("b", .integer(1 << 40)), ("c", .bytes([1, 2, 3])), ("d", .text("é")),
      ("e", .array([.bool(true), .null, .tagged(18, .map([])), .array([])])),
    ])
    // And lengths that are not said, a float of each width, a simple value.
    return [0x9F] + item.deterministic() + [0x5F, 0x41, 1, 0xFF, 0x7F, 0x61, 0x61, 0xFF]
      + [0xF9, 0x3C, 0, 0xFA, 0x3F, 0x80, 0, 0, 0xFB, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xF7, 0xFF]
  }()

  private static let json = Array(
    #"""
    {"claim_generator_info": [{"name": "x", "version": "1.5e3"}], "alg": "es256", "title": "a\u00e9",
     "ingredients": [{"title": "B", "relationship": "inputTo", "label": "b"}], "intent": "edit",
     "assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.placed",
     "parameters": {"ingredientIds": ["b"], "n": -1e99}, "when": null}]}, "created": true}]}
    """#.utf8)

  /// Assertions that bind.
  private static let bindings: [[UInt8]] = {
    let exclusion = CBOR.map([
      ("xpath", .text("/moov/trak[1]")), ("length", .integer(12)),
      ("subset", .array([.map([("offset", .integer(1)), ("length", .integer(4))])])),
      ("data", .array([.map([("offset", .integer(8)), ("value", .bytes([1]))])])),
      ("version", .integer(0)), ("flags", .bytes([0, 0, 0])), ("exact", .bool(true)),
    ])
    let row = CBOR.map([
      ("uniqueId", .integer(1)), ("localId", .integer(0)), ("count", .integer(2)),
      ("hashes", .array([.bytes([1]), .bytes([2])])), ("fixedBlockSize", .integer(64)),
      ("variableBlockSizes", .array([.integer(3)])), ("alg", .text("sha256")),
    ])
    let range = CBOR.map([("start", .integer(4)), ("length", .integer(16))])
    let box = CBOR.map([("names", .array([.text("ftyp")])), ("hash", .bytes([0]))])
    return [
      CBOR.map([
        ("exclusions", .array([exclusion])), ("hash", .bytes([1])), ("merkle", .array([row])),
      ]), CBOR.map([("exclusions", .array([range])), ("hash", .bytes([1]))]),
      CBOR.map([("boxes", .array([box]))]),
    ].map { $0.deterministic() }
  }()
}
