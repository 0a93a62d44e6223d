import Certificates
import Credentials
import Media
import TestSupport
import Testing

@Suite("A manifest is validated step by step, and every input gets a report")
struct ValidationTests {
  static let signed = try? SignedStore()

  func report(
    _ change: (inout SignedStore.Parts) -> Void = { _ in }, content: [UInt8]? = nil,
    trusting: Bool = true
  ) throws -> ValidationReport {
    let signed = try #require(Self.signed)
    var parts = signed.parts
    change(&parts)
    let validator = trusting ? signed.validator : CredentialValidator()
    return validator.report(
      on: BytesSource(content ?? signed.content), sidecar: try signed.store(parts),
      at: SignedStore.now)
  }

  @Test("What was signed here is trusted by whoever trusts the root, and valid for everybody else")
  func trusted() throws {
    let report = try report()
    #expect(report.state == .trusted, "\(report.statuses.map(\.sentence))")
    #expect(report.unchanged == .yes)
    #expect(report.list == "own")
    #expect(report.signer?.name == "Test")
    #expect(report.place == .sidecar)
    let other = try self.report(trusting: false)
    #expect(other.state == .valid)
    #expect(other.unchanged == .yes)
    #expect(other.list == nil)
    #expect(other.codes.contains(.signingCredentialUntrusted))
  }

  @Test("A changed byte of the content is told apart from an unknown signer")
  func changed() throws {
    let signed = try #require(Self.signed)
    var content = signed.content
    content[3] ^= 1
    let report = try report(content: content)
    #expect(report.state == .invalid)
    #expect(report.unchanged == .no("the content was changed after it was signed"))
    #expect(report.codes.contains(.assertionDataHashMismatch))
    #expect(report.list == "own")
  }

  @Test("A changed byte of the store is found wherever it is")
  func changedStore() throws {
    let signed = try #require(Self.signed)
    let store = try signed.store()
    // The label of a manifest is the one thing that its own signature does not cover where addresses
    // are relative.
    let label = try #require(store.firstRange(of: Array(SignedStore.label.utf8)))
    for place in stride(from: 0, to: store.count, by: 11) where !label.contains(place) {
      var damaged = store
      damaged[place] ^= 0x20
      let report = signed.validator.report(
        on: BytesSource(signed.content), sidecar: damaged, at: SignedStore.now)
      #expect(report.state != .trusted, "byte \(place)")
    }
  }

  @Test("An expired certificate leaves the manifest well-formed and no more")
  func expired() throws {
    let signed = try #require(Self.signed)
    let report = signed.validator.report(
      on: BytesSource(signed.content), sidecar: try signed.store(),
      at: Moment(seconds: 2_100_000_000))
    #expect(report.state == .wellFormed)
    #expect(report.engineState == "Invalid")
    #expect(report.codes.contains(.claimSignatureOutsideValidity))
  }

  @Test("Each deviation has its code")
  func deviations() throws {
    let cases: [(StatusCode, (inout SignedStore.Parts) -> Void)] = [
      (.claimHardBindingsMissing, { $0.assertions.removeLast() }),
      (.assertionActionMalformed, { $0.assertions.removeFirst() }),
      (.algorithmUnsupported, { $0.claim = [("alg", .text("sha1"))] }),
      (.claimMalformed, { $0.claim = [("instanceID", .integer(1))] }),
      (.claimMalformed, { $0.claim = [("claim_generator_info", .map([]))] }),
      (.claimSignatureMissing, { $0.claim = [("signature", .text("self#jumbf=c2pa.nothing"))] }),
      (.signingCredentialInvalid, { $0.protected.removeLast() }),
      (.algorithmUnsupported, { $0.protected[0] = CBOR.Entry(.integer(1), .integer(-47)) }),
      (.claimSignatureMismatch, { $0.protected[0] = CBOR.Entry(.integer(1), .integer(-35)) }),
      (
        .assertionCloudDataMalformed,
        { $0.assertions.append(("c2pa.cloud-data", .map([("label", .text("x"))]))) }
      ),
      (
        .assertionExternalReferenceCreated,
        { $0.assertions.append(("c2pa.external-reference", .map([]))) }
      ),
      (
        .assertionTimestampMalformed,
        { $0.assertions.append(("c2pa.time-stamp", .array([]))) }
      ),
      (
        .assertionMultipleHardBindings,
        { $0.assertions.append(("c2pa.hash.data__1", $0.assertions[1].item)) }
      ),
      (
        .assertionIngredientMalformed,
        { $0.assertions.append(("c2pa.ingredient.v3", .map([("dc:title", .text("x"))]))) }
      ),
      (
        .assertionSelfRedacted,
        {
          $0.claim = [
            ("redacted_assertions", .array([.text("self#jumbf=c2pa.assertions/c2pa.metadata")]))
          ]
        }
      ),
      (.manifestUpdateWrongParents, { $0.kind = .updateManifest }),
    ]
    for (code, change) in cases {
      let report = try report(change)
      #expect(report.codes.contains(code), "\(code.rawValue): \(report.codes.map(\.rawValue))")
      #expect(report.engineState == "Invalid", "\(code.rawValue)")
    }
  }

  @Test("A file without a credential has a report that says so")
  func nothing() {
    let report = CredentialValidator().report(
      on: BytesSource(Array("plain".utf8)), at: SignedStore.now)
    #expect(report.state == .none)
    #expect(report.engineState == nil)
    #expect(report.readerJSON() == nil)
  }

  @Test("Both reports are the same for the same input, byte by byte")
  func deterministic() throws {
    let one = try report()
    let two = try report()
    let first = try #require(one.readerJSON()).encoded()
    // The signature is made anew, and is in neither shape.
    #expect(first == two.readerJSON()?.encoded())
    let json = try JSONValue(decoding: first[...])
    #expect(json["validation_state"]?.text == "Trusted")
    #expect(json["active_manifest"]?.text == SignedStore.label)
    let conformance = one.conformanceJSON(generator: "test", version: "1").encoded()
    #expect(conformance == two.conformanceJSON(generator: "test", version: "1").encoded())
    #expect(one.tree()?.manifest?.label == SignedStore.label)
  }

  @Test("A signature that is not r and s is refused with the reason")
  func headers() throws {
    let both = try report {
      $0.unprotected = CBOR(.map([CBOR.Entry(.integer(33), .bytes([1]))]))
    }
    #expect(both.codes.contains(.signingCredentialInvalid))
    let two = try report {
      let token = CBOR.map([("val", .bytes([1]))])
      $0.unprotected = .map([("sigTst2", .map([("tstTokens", .array([token, token]))]))])
    }
    #expect(two.codes.contains(.timeStampMalformed))
    #expect(two.state == .trusted)
  }
}

@Suite("Files of several parts and films in fragments are bound part by part")
struct PartsTests {
  static let signed = try? SignedStore()

  /// A hash assertion and the hashed URI that leads to it.
  static func part(
    _ label: String, _ item: CBOR, _ offset: Int, _ length: Int, isOptional: Bool = false
  ) -> CBOR {
    let box = JUMBFWriter.superbox(
      .cbor, label: label, contents: JUMBFWriter.cbor(item.deterministic()))
    let uri = HashedURI(
      url: "self#jumbf=c2pa.assertions/\(label)",
      hash: ContentHash.sha256.digest(of: box.dropFirst(8)))
    return .map([
      ("location", .map([("byteOffset", .integer(offset)), ("length", .integer(length))])),
      ("hashAssertion", uri.cbor), ("optional", .bool(isOptional)),
    ])
  }

  @Test("When the whole does not match, the parts decide, and an optional one may be missing")
  func multiAsset() throws {
    let signed = try #require(Self.signed)
    let one = Array("the first part".utf8)
    let two = Array("the second".utf8)
    func hash(_ bytes: [UInt8]) -> CBOR {
      DataHash(exclusions: [], alg: nil, hash: ContentHash.sha256.digest(of: bytes))
        .cbor(padding: 0)
    }
    var parts = signed.parts
    parts.assertions[1].item = hash(one + two)
    parts.assertions.append(("c2pa.hash.data.part", hash(one)))
    parts.assertions.append(("c2pa.hash.data.part__1", hash(two)))
    parts.assertions.append(
      (
        "c2pa.hash.multi-asset",
        .map([
          (
            "parts",
            .array([
              Self.part("c2pa.hash.data.part", hash(one), 0, one.count),
              Self.part(
                "c2pa.hash.data.part__1", hash(two), one.count, two.count, isOptional: true),
            ])
          )
        ])
      ))
    let store = try signed.store(parts)
    func report(_ content: [UInt8]) -> ValidationReport {
      signed.validator.report(on: BytesSource(content), sidecar: store, at: SignedStore.now)
    }
    #expect(report(one + two).codes.contains(.assertionDataHashMatch))
    #expect(report(one).codes.contains(.assertionMultiAssetHashMatch))
    #expect(report(one).state == .trusted)
    #expect(report(one + [1]).codes.contains(.assertionMultiAssetHashMismatch))
    #expect(report([9] + one.dropFirst()).state == .invalid)
    #expect(report([]).codes.contains(.assertionMultiAssetHashMissingPart))
  }

  @Test("Fragments are bound by the hashes beside their way, and an init segment by its own")
  func fragments() throws {
    let signed = try #require(Self.signed)
    func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
      let count = body.count + 8
      return [0, 0, UInt8(count >> 8), UInt8(count & 255)] + type.utf8 + body
    }
    let id: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81,
    ]
    let head = box("ftyp", Array("iso6\0\0\0\0iso6".utf8)) + box("moov", box("trak", [1, 2, 3]))
    let media = (0..<3).map { box("moof", [UInt8($0)]) + box("mdat", [7, 8, UInt8($0)]) }
    let exclusions = CBOR.array([
      .map([
        ("xpath", .text("/uuid")),
        ("data", .array([.map([("offset", .integer(8)), ("value", .bytes(id))])])),
      ]), .map([("xpath", .text("/ftyp"))]), .map([("xpath", .text("/mfra"))]),
    ])
    let leaves = media.map { ContentHash.sha256.digest(of: $0) }
    let left = ContentHash.sha256.digest(of: leaves[0] + leaves[1])
    let ftyp = box("ftyp", Array("iso6\0\0\0\0iso6".utf8)).count
    let start = ContentHash.sha256.digest(
      of: [0, 0, 0, 0, 0, 0, 0, UInt8(ftyp)] + head.dropFirst(ftyp))
    let row = CBOR.map([
      ("uniqueId", .integer(1)), ("localId", .integer(1)), ("count", .integer(3)),
      ("initHash", .bytes(start)), ("hashes", .array([.bytes(left), .bytes(leaves[2])])),
    ])
    var parts = signed.parts
    parts.assertions[1] = (
      "c2pa.hash.bmff.v3", .map([("exclusions", exclusions), ("merkle", .array([row]))])
    )
    let siblings = [[leaves[1]], [leaves[0]], []]
    let files = (0..<3).map { number -> [UInt8] in
      let proof = CBOR.map([
        ("uniqueId", .integer(1)), ("localId", .integer(1)), ("location", .integer(number)),
        ("hashes", .array(siblings[number].map { .bytes($0) })),
      ]).deterministic()
      return box("uuid", id + [0, 0, 0, 0] + Array("merkle\0".utf8) + proof) + media[number]
    }
    let store = try signed.store(parts)
    func report(_ head: [UInt8], _ files: [[UInt8]]) -> ValidationReport {
      signed.validator.report(
        on: BytesSource(head), sidecar: store, fragments: files.map { BytesSource($0) },
        at: SignedStore.now)
    }
    let good = report(head, files)
    #expect(good.state == .trusted, "\(good.statuses.map(\.sentence))")
    #expect(report(head, [files[2], files[0]]).state == .trusted)
    var bad = files[1]
    bad[bad.count - 1] ^= 1
    #expect(report(head, [files[0], bad]).codes.contains(.assertionBmffHashMismatch))
    #expect(report(head + box("free", []), files).codes.contains(.assertionBmffHashMismatch))
  }
}
