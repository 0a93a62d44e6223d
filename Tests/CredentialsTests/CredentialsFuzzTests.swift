import Certificates
import Foundation
import Media
import TestSupport
import Testing

@testable import Credentials

@Suite("Fuzz: nothing that comes from outside ends the process")
struct CredentialsFuzzTests {
  @Test("CBOR: what is read is written, and read again the same")
  func cbor() {
    var random = SeededRandom()
    var accepted = 0
    let seed = CBORTests.vectors.flatMap(\.encoded)
    let rounds = Effort.spend(seconds: 0.7) {
      let bytes = Bool.random(using: &random) ? random.damage(seed) : random.bytes(40)
      var rules = CBORRules.reading
      rules.allowsTrailingBytes = true
      rules.allowsDuplicateKeys = Bool.random(using: &random)
      guard let item = try? CBOR(decoding: bytes[...], rules: rules) else { return }
      accepted += 1
      let written = item.deterministic()
      rules.allowsDuplicateKeys = true
      guard let again = try? CBOR(decoding: written[...], rules: rules) else {
        Issue.record("what was written cannot be read, \(random)")
        return
      }
      #expect(again.deterministic() == written, "\(random)")
    }
    print("CBOR: \(rounds) rounds, \(accepted) accepted")
    #expect(accepted > 0)
  }

  @Test("JSON: what is read is written, and read again the same")
  func json() {
    var random = SeededRandom()
    let seed = Array(#"{"a":[1,-2.5e3,true,null,"x\u00e9\n"],"b":{"c":{}}}"#.utf8)
    let rounds = Effort.spend(seconds: 0.3) {
      guard let value = try? JSONValue(decoding: random.damage(seed)[...]) else { return }
      let written = value.encoded()
      #expect((try? JSONValue(decoding: written[...]))?.encoded() == written, "\(random)")
    }
    print("JSON: \(rounds) rounds")
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONError.self) { _ = try JSONValue(decoding: deep[...]) }
  }

  @Test("JUMBF, COSE and Brotli: damaged bytes are refused or read")
  func smallFormats() throws {
    var random = SeededRandom()
    let signed = try SignedStore()
    let store = try signed.store()
    let box = try JUMBFSuperbox(decoding: store[...])
    let cose = try #require(
      box.superboxes.first?.superboxes.first { $0.label == "c2pa.signature" }?
        .content(0x6362_6F72))
    let packed: [UInt8] = [0x1B, 0xFA, 0x04, 0xE8, 0x9D, 0x07, 0x76, 0xAC, 0xC3, 0xB2, 0x75, 0x0D]
    let rounds = Effort.spend(seconds: 0.7) {
      _ = try? JUMBFSuperbox(decoding: random.damage(store)[...])
      if let sign = try? COSESign1(decoding: random.damage(Array(cose))[...], padded: true) {
        _ = try? sign.certificateChain()
        _ = sign.timeStamps
        _ = sign.issuedAt
        _ = sign.revocationValues
      }
      _ = try? Brotli.decode(random.damage(packed)[...], limit: 100_000)
      _ = try? Brotli.decode(random.bytes(60)[...], limit: 100_000)
      _ = JUMBFURI(
        String(decoding: random.damage(Array("self#jumbf=/c2pa/x/y".utf8)), as: UTF8.self))
      _ = RemoteReference.find(
        in: random.damage(Array(#"<a dcterms:provenance="https://x/&amp;"/>"#.utf8)))
    }
    print("JUMBF, COSE, Brotli: \(rounds) rounds")
  }

  @Test("Bindings: any numbers in exclusions, boxes and rows are taken or refused")
  func bindings() throws {
    var random = SeededRandom()
    let signed = try SignedStore()
    let film = Self.film
    let numbers: [CBOR] = [
      .integer(0), .integer(1), .integer(16), .integer(100), CBOR(.unsigned(.max)), .integer(-1),
      .integer(.max), .integer(Int.max - 3), .integer(1 << 40),
    ]
    func number() -> CBOR { numbers.randomElement(using: &random) ?? .null }
    var states: [ValidationReport.State: Int] = [:]
    let rounds = try Effort.spend(seconds: 1.2) {
      var parts = signed.parts
      let paths = [
        "/mdat", "/moov", "/moov/trak[1]", "/uuid", "/ftyp", "/moov/trak[99999999999]", "//",
      ]
      let path = paths.randomElement(using: &random) ?? ""
      let exclusion = CBOR.map([
        ("xpath", .text(path)), ("length", number()),
        ("subset", .array([.map([("offset", number()), ("length", number())])])),
        ("data", .array([.map([("offset", number()), ("value", .bytes([1]))])])),
        ("version", number()), ("flags", .bytes([0, 0, 0])),
      ])
      let row = CBOR.map([
        ("uniqueId", .integer(1)), ("localId", number()), ("count", number()),
        ("hashes", .array([.bytes([1]), .bytes([2])])),
        (Bool.random(using: &random) ? "fixedBlockSize" : "variableBlockSizes", number()),
      ])
      let choices: [(String, CBOR)] = [
        (
          "c2pa.hash.bmff.v3",
          .map([
            ("exclusions", .array([exclusion])), ("hash", .bytes([1])), ("merkle", .array([row])),
          ])
        ),
        (
          "c2pa.hash.data",
          .map([
            ("exclusions", .array([.map([("start", number()), ("length", number())])])),
            ("hash", .bytes([1])),
          ])
        ),
        (
          "c2pa.hash.boxes",
          .map([
            (
              "boxes",
              .array([.map([("names", .array([.text("ftyp")])), ("hash", .bytes([0]))])])
            )
          ])
        ),
        (
          "c2pa.hash.collection.data",
          .map([("uris", .array([.map([("uri", .text("a")), ("hash", .bytes([0]))])]))])
        ),
      ]
      parts.assertions[1] = choices.randomElement(using: &random) ?? parts.assertions[1]
      let report = signed.validator.report(
        on: BytesSource(random.damage(film)), sidecar: try signed.store(parts),
        at: SignedStore.now)
      states[report.state, default: 0] += 1
    }
    print("bindings: \(rounds) rounds, \(states)")
    #expect(states[.trusted] == nil)
  }

  /// A film that is none, with the boxes that hashes speak of.
  static var film: [UInt8] {
    func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
      let count = body.count + 8
      return [0, 0, UInt8(count >> 8), UInt8(count & 255)] + type.utf8 + body
    }
    return box("ftyp", Array("isom\0\0\0\0isom".utf8))
      + box("moov", box("trak", box("tkhd", [0, 0, 0, 0])))
      + box("mdat", [UInt8](repeating: 5, count: 400)) + box("mdat", [1, 2, 3])
  }

  @Test("Whole stores: every damaged one gets a report")
  func stores() throws {
    var random = SeededRandom()
    let signed = try SignedStore()
    let store = try signed.store()
    let before = signed.validator.report(
      on: BytesSource(signed.content), sidecar: store, at: SignedStore.now)
    func claim(of report: ValidationReport) -> [UInt8]? {
      report.store?.active?.claimBoxes.first?.content(0x6362_6F72).map { Array($0) }
    }
    var states: [ValidationReport.State: Int] = [:]
    let rounds = Effort.spend(seconds: 1.2) {
      let damaged = random.damage(store)
      let report = signed.validator.report(
        on: BytesSource(signed.content), sidecar: damaged, at: SignedStore.now)
      _ = report.readerJSON()?.encoded()
      _ = report.conformanceJSON(generator: "x", version: "1").encoded(isPretty: false)
      _ = report.tree()
      states[report.state, default: 0] += 1
      // Labels and what stands behind the store may differ; what was signed may not.
      let isSame = claim(of: report).map { $0 == claim(of: before) } ?? false
      #expect(report.state != .trusted || isSame, "\(random)")
    }
    print("stores: \(rounds) rounds, \(states)")
  }

  @Test("Files of the corpus: every damaged one gets a report", .enabled(if: Corpus.exists))
  func corpus() throws {
    var random = SeededRandom()
    let validator = try Corpus.trustingOwn()
    let names = [
      "gen/ing-deep.jpg", "gen/redact-metadata.jpg", "gen/update-tst.jpg", "gen/brob-a.png",
      "viol/redact-remove.png", "gen/cawg-x509.jpg", "c2pa-rs/success.jpg", "gen/alg-ps512-tst.png",
    ]
    let stores = try names.compactMap { name -> ([UInt8])? in
      let file = try MediaFile(reading: try Corpus.source(name))
      return try file.slots(.store).first.map { try file.payload(of: $0) }
    }
    var states: [ValidationReport.State: Int] = [:]
    let content = BytesSource([1, 2, 3])
    let rounds = Effort.spend(seconds: 1.5) {
      guard let store = stores.randomElement(using: &random) else { return }
      let report = validator.report(
        on: content, sidecar: random.damage(store), at: Corpus.now)
      _ = report.readerJSON()?.encoded()
      states[report.state, default: 0] += 1
    }
    print("corpus: \(rounds) rounds, \(states)")
    #expect(states[.trusted] == nil)
  }
}

@Suite("A store that refers to itself again and again costs no more than it is long")
struct CostTests {
  @Test("Ten thousand references to one big assertion hash it once")
  func references() throws {
    let signed = try SignedStore()
    var parts = signed.parts
    let big = CBOR.map([("x", .bytes([UInt8](repeating: 1, count: 1_000_000)))])
    parts.assertions.append(("org.example.big", big))
    let box = JUMBFWriter.superbox(
      .cbor, label: "org.example.big", contents: JUMBFWriter.cbor(big.deterministic()))
    let reference = HashedURI(
      url: "self#jumbf=c2pa.assertions/org.example.big",
      hash: ContentHash.sha256.digest(of: box.dropFirst(8))
    ).cbor
    parts.claim = [("gathered_assertions", .array(Array(repeating: reference, count: 10_000)))]
    let report = signed.validator.report(
      on: BytesSource(signed.content), sidecar: try signed.store(parts), at: SignedStore.now)
    #expect(report.state == .trusted)
  }
}
