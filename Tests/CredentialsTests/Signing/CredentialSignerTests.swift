import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite(
  "A file is signed in one pass, or not at all",
  .enabled(if: SigningSamples.isPossible, "needs its tools"))
struct CredentialSignerTests {
  private static func request(_ name: String, seed: UInt8? = nil) async throws
    -> CredentialSigner.Request
  {
    var request = CredentialSigner.Request(
      try await SigningSamples.source(name), as: try InteroperationTests.definition(),
      at: SigningPKI.now)
    if let seed { request.randomness = .fixed([seed]) }
    return request
  }

  @Test("The same input, salts and key give the same bytes, and another salt others")
  func determinism() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer(.edDSA).signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    for name in ["jpg", "mp4"] {
      var files: [Data] = []
      for (number, seed) in [1, 1, 2].enumerated() {
        let target = folder.file("\(number).\(name)")
        _ = try signer.sign(
          try await Self.request(name, seed: UInt8(seed)), to: target.path,
          durability: number == 0 ? .synced : .leftToSystem)
        files.append(try Data(contentsOf: target))
      }
      #expect(files[0] == files[1])
      #expect(files[0] != files[2])
      #expect(files[0].count == files[2].count)
    }
  }

  @Test("One changed byte of the content is found")
  func tampering() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    for name in ["jpg", "mp4", "wav", "tif", "epub"] {
      let target = folder.file("t.\(name)")
      _ = try signer.sign(try await Self.request(name), to: target.path)
      var bytes = [UInt8](try Data(contentsOf: target))
      let old = [UInt8](try Data(contentsOf: try await SigningSamples.url(name)))
      // The last run of the old file's own bytes.
      let sample = Array(old[(old.count / 2)..<(old.count / 2 + 24)])
      guard let place = bytes.firstRange(of: sample)?.lowerBound else {
        Issue.record("\(name) has no bytes of before")
        continue
      }
      bytes[place + 12] ^= 1
      let report = pki.validator.report(on: BytesSource(bytes), at: SigningPKI.now)
      #expect(report.state == .invalid, "\(name)")
      #expect(report.unchanged != .yes, "\(name)")
    }
  }

  @Test("The claim is of version 2, with one first action, and CBOR is deterministic")
  func shape() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    let target = folder.file("s.jpg")
    let outcome = try signer.sign(try await Self.request("jpg"), to: target.path)
    let manifest = try #require(outcome.report.store?.active)
    let claim = try Claim(try #require(manifest.claimBoxes.first))
    #expect(claim.label == "c2pa.claim.v2")
    #expect(claim.alg == "sha256")
    #expect(claim.title == "T")
    #expect(claim.specVersion == "2.4.0")
    #expect(Array(claim.encoded) == claim.map.deterministic())
    #expect(
      claim.created.map { $0.url.split(separator: "/").last } == [
        "c2pa.actions.v2", "c2pa.hash.data",
      ])
    #expect(claim.gathered.map { $0.url.split(separator: "/").last } == ["org.example.note"])
    #expect(!manifest.assertions.contains { $0.name.contains("thumbnail") })
    for assertion in manifest.assertions {
      let item = try #require(assertion.cbor)
      #expect(Array(item.encoded) == item.deterministic(), "\(assertion.label)")
      #expect(assertion.box.description.salt?.count == 16, "\(assertion.label)")
    }
    #expect(outcome.report.signer?.chain.count == 2)
  }

  @Test("What was written before, labels too, stays and is covered by the hash")
  func labels() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let packet = Array(
      (#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF "#
        + #"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description "#
        + #"xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:AIGC="{}"/></rdf:RDF></x:xmpmeta>"#)
        .utf8)
    let folder = try TemporaryDirectory()
    for name in ["jpg", "png", "webp", "tif", "mp4", "wav"] {
      let file = try MediaFile(reading: try await SigningSamples.source(name))
      let plan = try file.plan([SlotEdit(.xmp, packet)])
      let labelled = BytesSource(try plan.output.bytes(in: 0..<plan.size, of: "all"))
      var request = try await Self.request(name)
      request.source = labelled
      let target = folder.file("l.\(name)")
      _ = try signer.sign(request, to: target.path)
      let signed = try MediaFile(reading: try FileSource(path: target.path))
      let slot = try #require(signed.slots(.xmp).first, "\(name)")
      #expect(try signed.payload(of: slot) == packet, "\(name)")
      var bytes = [UInt8](try Data(contentsOf: target))
      let place = try #require(bytes.firstRange(of: Array("TC260:AIGC".utf8))?.lowerBound)
      bytes[place] ^= 1
      let report = pki.validator.report(on: BytesSource(bytes), at: SigningPKI.now)
      #expect(report.unchanged != .yes, "\(name)")
    }
  }

  @Test("A time-stamp that was asked for and is not there means that nothing is signed")
  func failingStamps() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    let target = folder.file("x.jpg")
    for fault in [TestTimeStamps.Fault.refuses, .isAway, .stampsOtherThings] {
      var stamps = try TestTimeStamps(pki)
      stamps.fault = fault
      let signer = CredentialSigner(
        try pki.signer().signer, timeStamping: stamps, validator: pki.validator)
      let request = try await Self.request("jpg")
      do {
        _ = try signer.sign(request, to: target.path)
        Issue.record("signed without a time-stamp")
      } catch SigningError.timeStamp {}
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test("A token longer than usual costs a second pass and not the time-stamp")
  func longTokens() async throws {
    let pki = try SigningPKI.shared.get()
    let stamps = try TestTimeStamps(pki, extra: 30)
    let signer = CredentialSigner(
      try pki.signer().signer, timeStamping: stamps, validator: pki.validator)
    let folder = try TemporaryDirectory()
    let outcome = try signer.sign(try await Self.request("jpg"), to: folder.file("x.jpg").path)
    #expect(outcome.report.signer?.isStampTrusted == true)
  }

  @Test("A signer that is not on the lists writes nothing, and says why")
  func untrusted() async throws {
    let pki = try SigningPKI.shared.get()
    let other = try SigningPKI()
    let folder = try TemporaryDirectory()
    let strict = CredentialSigner(try other.signer().signer, validator: pki.validator)
    let request = try await Self.request("jpg")
    #expect(throws: SigningError.self) {
      try strict.sign(request, to: folder.file("x.jpg").path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    // Where no list is given, valid is enough.
    let free = CredentialSigner(try other.signer().signer)
    let outcome = try free.sign(request, to: folder.file("x.jpg").path)
    #expect(outcome.report.state == .valid)
  }

  @Test("A certificate that has ended, or is no signer's, is refused")
  func badCertificates() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    let request = try await Self.request("jpg")
    let old = try pki.issue(
      .claimSigner, .ec(.p256), to: SigningPKI.now.advanced(bySeconds: -3600))
    let stamp = try pki.issue(.timeStamping, .ec(.p256))
    let ca = try pki.issue(.authority(pathLength: nil), .ec(.p256))
    for (certificate, key) in [old, stamp, ca] {
      let signer = CredentialSigner(
        try KeyClaimSigner(key, chain: [certificate, pki.authority]), validator: pki.validator)
      #expect(throws: SigningError.self) {
        try signer.sign(request, to: folder.file("x.jpg").path)
      }
    }
    #expect(throws: SigningError.self) {
      try KeyClaimSigner(old.key, chain: [stamp.certificate])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("An outside signer may answer in DER; the answer is converted, and a wrong one refused")
  func outside() async throws {
    let pki = try SigningPKI.shared.get()
    let end = try pki.issue(.claimSigner, .ec(.p384))
    let folder = try TemporaryDirectory()
    let request = try await Self.request("png")
    func signer(_ sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]) -> CredentialSigner {
      CredentialSigner(
        ExternalClaimSigner(
          algorithm: .es384, chain: [end.certificate, pki.authority], sign: sign),
        validator: pki.validator)
    }
    let key = end.key
    let der = try signer { ECDSASignatureForm.der(try key.signature(over: $0, by: .es384)) }
      .sign(request, to: folder.file("der.png").path)
    #expect(der.report.state == .trusted)
    #expect(der.remarks.contains { $0.contains("DER") })
    let raw = try signer { try key.signature(over: $0, by: .es384) }
      .sign(request, to: folder.file("raw.png").path)
    #expect(raw.remarks.isEmpty)
    for wrong: [UInt8] in [[], [1, 2, 3], [UInt8](repeating: 7, count: 96)] {
      #expect(throws: SigningError.self) {
        try signer { _ in wrong }.sign(request, to: folder.file("x.png").path)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("x.png").path))
  }

  @Test("A file is signed where it is, keeps its mode, and an existing target is not overwritten")
  func places() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    let file = folder.file("a.jpg")
    try FileManager.default.copyItem(at: try await SigningSamples.url("jpg"), to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    var request = try await Self.request("jpg")
    request.source = try FileSource(path: file.path)
    #expect(throws: SigningError.self) { try signer.sign(request, to: file.path) }
    let outcome = try signer.sign(
      request, to: file.path, isReplacing: true, attributesOf: file.path)
    #expect(outcome.report.state == .trusted)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    // It carries a credential now, which no second one may replace.
    request.source = try FileSource(path: file.path)
    #expect(throws: SigningError.self) {
      try signer.sign(request, to: folder.file("b.jpg").path)
    }
  }

  @Test("A format that carries no store is refused with the way out, and nothing is written")
  func noPlace() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    for name in ["mkv", "ogg", "flv"] {
      var request = try await Self.request("jpg")
      request.source = try FileSource(path: try await SampleMedia.sample(name).url.path)
      #expect(throws: SigningError.self, "\(name)") {
        try signer.sign(request, to: folder.file("x").path)
      }
      #expect(try signer.sidecar(request).outcome.report.state == .trusted, "\(name)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
