import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite("Fuzz: manifest definitions, and files that are to be signed")
struct SigningFuzzTests {
  private static let seeds = [
    InteroperationTests.json,
    """
    {"alg": "ps384", "ingredients": ["a.jpg", {"title": "B", "relationship": "inputTo", "label": "b",
     "manifest_data": {"format": "application/c2pa", "identifier": "m"}}], "intent": "edit",
     "assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.placed",
     "parameters": {"ingredientIds": ["b"], "n": -1e99}, "when": "x"}]}, "created": true}]}
    """,
  ]

  @Test("No definition traps, and what is signed with one is valid")
  func definitions() throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer(.edDSA).signer, validator: pki.validator)
    var random = SeededRandom()
    var taken = 0
    var signed = 0
    let rounds = Effort.spend(seconds: 1) {
      let seed = Array((Self.seeds.randomElement(using: &random) ?? "").utf8)
      let text = random.damage(seed)
      guard let definition = try? ManifestDefinition(json: text) else { return }
      taken += 1
      let other = random.damage(seed)
      let request = CredentialSigner.Request(
        BytesSource(Array("content".utf8)), as: definition,
        resources: SigningResources { _ in BytesSource(other) }, at: SigningPKI.now)
      do throws(SigningError) {
        _ = try signer.sidecar(request)
        signed += 1
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
    print("\(rounds) definitions, \(taken) taken, \(signed) signed (seed \(random.seed))")
    #expect(signed > 0)
  }

  @Test(
    "No damaged file traps, and what is signed of one is valid",
    .enabled(if: SigningSamples.isPossible, "needs its tools"))
  func files() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer(.edDSA).signer, validator: pki.validator)
    let definition = try InteroperationTests.definition()
    var edit = ManifestDefinition()
    edit.intent = .edit
    var seeds: [[UInt8]] = []
    let folder = try TemporaryDirectory()
    for sample in SigningSamples.all {
      let bytes = [UInt8](try Data(contentsOf: try await SigningSamples.url(sample.name)))
      guard bytes.count < 40_000 else { continue }
      seeds.append(bytes)
      let target = folder.file(sample.name)
      _ = try signer.sign(
        .init(BytesSource(bytes), as: definition, at: SigningPKI.now), to: target.path)
      seeds.append([UInt8](try Data(contentsOf: target)))
    }
    var random = SeededRandom()
    var signed = 0
    let target = folder.file("fuzz").path
    let rounds = Effort.spend(seconds: 2) {
      let bytes = random.damage(seeds.randomElement(using: &random) ?? [])
      do throws(SigningError) {
        _ = try signer.sign(
          .init(BytesSource(bytes), as: edit, at: SigningPKI.now), to: target, isReplacing: true)
        signed += 1
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
    print("\(rounds) files, \(signed) signed (seed \(random.seed))")
    #expect(signed > 0)
  }
}
