import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite(
  "What was signed is updated and redacted, and holds for all that",
  .enabled(if: SigningSamples.isPossible, "needs the programs that make samples"))
struct UpdateTests {
  /// Signs a sample with a note in it; the file and the label of its manifest.
  private func signed(
    _ name: String, in folder: TemporaryDirectory, _ pki: SigningPKI
  ) async throws -> (path: String, label: String) {
    let path = folder.file("0.\(name)").path
    let outcome = try CredentialSigner(try pki.signer().signer, validator: pki.validator).sign(
      .init(
        try await SigningSamples.source(name), as: try InteroperationTests.definition(),
        at: SigningPKI.now), to: path)
    return (path, outcome.label)
  }

  private func sign(
    _ json: String, _ source: String, to target: String, _ pki: SigningPKI
  ) throws -> CredentialSigner.Outcome {
    try CredentialSigner(try pki.signer().signer, validator: pki.validator).sign(
      .init(
        try FileSource(path: source), name: "a", as: ManifestDefinition(json: Array(json.utf8)),
        at: SigningPKI.now), to: target)
  }

  @Test("An update binds nothing itself, and the binding of before still holds")
  func updates() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    let json =
      #"{"intent": "update", "assertions": [{"label": "org.example.note", "data": {"a": 1}}]}"#
    var jobs: [[String: String]] = []
    for name in ["jpg", "png", "gif", "svg", "jxl"] {
      var path = try await signed(name, in: folder, pki).path
      for generation in 1...2 {
        let target = folder.file("\(generation).\(name)").path
        let outcome = try sign(json, path, to: target, pki)
        #expect(outcome.report.state == .trusted, "\(name)")
        #expect(outcome.report.unchanged == .yes, "\(name)")
        #expect(outcome.report.store?.active?.kind == .update, "\(name)")
        #expect(outcome.report.store?.active?.assertions.contains { $0.isHardBinding } == false)
        path = target
      }
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      if name == "jpg" {
        bytes[bytes.count - 3] ^= 1
        let report = pki.validator.report(on: BytesSource(bytes), at: SigningPKI.now)
        #expect(report.codes.contains(.assertionDataHashMismatch))
      }
      let type = SigningSamples.all.first { $0.name == name }?.mediaType ?? ""
      jobs.append(["path": path, "format": type])
    }
    guard Engine.exists else { return }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      #expect(answer.state == "Trusted", "\(answer)")
      #expect(answer.manifests == 3, "\(answer)")
    }
  }

  @Test("Where an update would break the binding, or say what it may not, nothing is written")
  func refusals() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    let picture = try await signed("jpg", in: folder, pki).path
    let film = try await signed("mp4", in: folder, pki).path
    let plain = try await SigningSamples.url("jpg").path
    let cropped =
      #"{"intent": "update", "assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.cropped"}]}}]}"#
    for (source, json, place) in [
      (film, #"{"intent": "update"}"#, "intent"), (plain, #"{"intent": "update"}"#, "intent"),
      (picture, cropped, "assertions[0].data.actions"),
      (picture, #"{"intent": "update", "ingredients": [{"title": "b"}]}"#, "ingredients"),
      (
        picture,
        #"{"intent": "update", "thumbnail": {"format": "image/png", "identifier": "t"}}"#,
        "thumbnail"
      ),
      (
        picture,
        #"{"intent": "update", "redactions": ["self#jumbf=/c2pa/urn:c2pa:x/c2pa.assertions/a"]}"#,
        "redactions[0]"
      ),
    ] {
      let target = folder.file("never").path
      do {
        _ = try sign(json, source, to: target, pki)
        Issue.record("taken: \(json)")
      } catch SigningError.definition(let found, let sentence) {
        #expect(found == place, "\(sentence)")
      }
      #expect(!FileManager.default.fileExists(atPath: target))
    }
  }

  @Test("A redacted assertion is gone, the manifest that had it holds by its signature")
  func redactions() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    for (name, intent) in [("jpg", "update"), ("png", "edit"), ("mp4", "edit"), ("wav", "edit")] {
      let (path, label) = try await signed(name, in: folder, pki)
      let address = "self#jumbf=/c2pa/\(label)/c2pa.assertions/org.example.note"
      let target = folder.file("redacted.\(name)").path
      let outcome = try sign(
        #"{"intent": "\#(intent)", "redactions": ["\#(address)"]}"#, path, to: target, pki)
      #expect(outcome.report.state == .trusted, "\(name): \(outcome.report.codes)")
      #expect(outcome.report.codes.contains(.ingredientClaimSignatureValidated), "\(name)")
      let earlier = try #require(outcome.report.store?.manifest(label))
      #expect(earlier.assertion("org.example.note") == nil, "\(name)")
      let bytes = try Data(contentsOf: URL(filePath: target))
      #expect(bytes.firstRange(of: Data("words".utf8)) == nil, "\(name)")
      let type = SigningSamples.all.first { $0.name == name }?.mediaType ?? ""
      jobs.append(["path": target, "format": type])
      for part in ["c2pa.actions.v2", "c2pa.hash.data", "c2pa.hash.bmff.v3", "org.example.none"] {
        let wrong = "self#jumbf=/c2pa/\(label)/c2pa.assertions/\(part)"
        #expect(throws: SigningError.self, "\(part)") {
          try sign(
            #"{"intent": "edit", "redactions": ["\#(wrong)"]}"#, path,
            to: folder.file("never").path, pki)
        }
      }
    }
    guard Engine.exists else { return }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      #expect(answer.state == "Trusted", "\(answer)")
    }
  }
}
