import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite("A manifest definition of c2patool is read as it is, and what is not known is said")
struct ManifestDefinitionTests {
  @Test("All keys are read")
  func keys() throws {
    let json = """
      {"alg": "ps384", "private_key": "k.pem", "sign_cert": "c.pem", "ta_url": "http://t.example",
       "claim_generator": "old/1", "claim_generator_info": [{"name": "G", "version": "2"}],
       "title": "T", "format": "image/jpeg", "base_path": "/b",
       "thumbnail": {"format": "image/jpeg", "identifier": "t.jpg"},
       "ingredients": ["a.jpg", {"title": "B", "relationship": "inputTo", "label": "b"}],
       "ingredient_paths": ["c.jpg"], "intent": {"create": "digitalCapture"},
       "assertions": [{"label": "stds.exif", "data": {}, "kind": "Json"},
                      {"label": "org.x__3", "data": {"a": -1.5}, "created": true}]}
      """
    let definition = try ManifestDefinition(json: Array(json.utf8))
    #expect(definition.algorithm == .ps384)
    #expect(definition.privateKey == "k.pem" && definition.signCert == "c.pem")
    #expect(definition.timeStampAuthority == "http://t.example")
    #expect(definition.basePath == "/b" && definition.title == "T")
    #expect(definition.generator.map(\.0) == ["name", "version"])
    #expect(definition.ingredients.map(\.path) == ["a.jpg", nil, "c.jpg"])
    #expect(definition.ingredients.map(\.relationship) == [.componentOf, .inputTo, .componentOf])
    #expect(
      definition.intent
        == .create(
          digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"))
    #expect(definition.assertions.map(\.label) == ["stds.exif", "org.x"])
    #expect(definition.assertions.map(\.isJSON) == [true, false])
    #expect(definition.assertions.map(\.isCreated) == [false, true])
    #expect(definition.remarks.count == 1)
  }

  @Test(
    "What is wrong is named with its place",
    arguments: [
      (#"[]"#, ""), (#"{"x": 1}"#, "x"), (#"{"alg": "md5"}"#, "alg"), (#"{"title": 1}"#, "title"),
      (#"{"title": "a", "title": "b"}"#, ""), (#"{"claim_version": 1}"#, "claim_version"),
      (#"{"assertions": [{"data": {}}]}"#, "assertions[0]"),
      (#"{"assertions": [{"label": "a/b", "data": {}}]}"#, "assertions[0].label"),
      (#"{"assertions": [{"label": "c2pa.hash.data", "data": {}}]}"#, "assertions[0].label"),
      (#"{"assertions": [{"label": "a", "data": {}, "kind": "Uri"}]}"#, "assertions[0].kind"),
      (#"{"assertions": [{"label": "a", "data": {}, "more": 1}]}"#, "assertions[0].more"),
      (#"{"ingredients": [{"relationship": "uncleOf"}]}"#, "ingredients[0].relationship"),
      (#"{"intent": "alter"}"#, "intent"), (#"{"intent": {"create": "magic"}}"#, "intent.create"),
      (#"{"redactions": ["self#jumbf=x"]}"#, "redactions[0]"),
      (#"{"claim_generator_info": [{"version": "1"}]}"#, "claim_generator_info"),
    ])
  func faults(_ json: String, _ place: String) throws {
    do {
      _ = try ManifestDefinition(json: Array(json.utf8))
      Issue.record("taken: \(json)")
    } catch SigningError.definition(let found, let sentence) {
      #expect(found == place)
      #expect(!sentence.isEmpty)
    }
  }

  /// Signs an unknown file's sidecar with a definition.
  private func sign(
    _ json: String, files: [String: [UInt8]] = [:], of content: [UInt8] = Array("content".utf8)
  ) throws -> ManifestStore {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let resources = SigningResources { path in
      guard let bytes = files[path] else { throw HarnessError("no \(path)") }
      return BytesSource(bytes)
    }
    let made = try signer.sidecar(
      .init(
        BytesSource(content), name: "content.txt", as: ManifestDefinition(json: Array(json.utf8)),
        resources: resources, at: SigningPKI.now))
    return try ManifestStore(decoding: made.store)
  }

  private func actions(_ store: ManifestStore) throws -> CBOR {
    let manifest = try #require(store.active)
    return try #require(manifest.assertion("c2pa.actions.v2")?.cbor)
  }

  @Test("Actions get one beginning: created with its source type, or opened with the parent")
  func beginnings() throws {
    let created = try actions(sign(#"{"intent": {"create": "trainedAlgorithmicMedia"}}"#))
    let first = try #require(created["actions"]?.array?.first)
    #expect(first["action"]?.text == "c2pa.created")
    #expect(first["digitalSourceType"]?.text?.hasSuffix("/trainedAlgorithmicMedia") == true)
    let opened = try actions(sign(#"{"intent": "edit"}"#))
    let open = try #require(opened["actions"]?.array?.first)
    #expect(open["action"]?.text == "c2pa.opened")
    #expect(open["parameters"]?["ingredients"]?.array?.count == 1)
    for json in [
      #"{}"#,
      #"{"assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.edited"}]}}]}"#,
      #"{"assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.created"}]}}]}"#,
      #"{"assertions": [{"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.edited"}, {"action": "c2pa.opened"}]}}]}"#,
      #"{"ingredients": [{"relationship": "parentOf"}], "intent": {"create": "digitalArt"}}"#,
      #"{"ingredients": [{"relationship": "parentOf"}, {"relationship": "parentOf"}]}"#,
    ] {
      #expect(throws: SigningError.self, "\(json)") { try sign(json) }
    }
  }

  @Test("Actions refer to ingredients by label or instance id, and times get their tag")
  func references() throws {
    let json = """
      {"ingredients": [{"path": "p", "relationship": "parentOf"},
                       {"path": "c", "label": "part", "title": "Part"}],
       "assertions": [{"label": "c2pa.actions", "data": {"actions": [
         {"action": "c2pa.placed", "when": "2026-01-02T03:04:05Z", "softwareAgent": "Old Program",
          "parameters": {"ingredientIds": ["part"], "note": 1}}], "allActionsIncluded": true}}]}
      """
    let store = try sign(json, files: ["p": Array("p".utf8), "c": Array("c".utf8)])
    let map = try actions(store)
    let list = try #require(map["actions"]?.array)
    #expect(list.map { $0["action"]?.text } == ["c2pa.opened", "c2pa.placed"])
    #expect(list[1]["softwareAgent"]?["name"]?.text == "Old Program")
    #expect(list[1]["parameters"]?["note"]?.integer == 1)
    #expect(
      list[1]["parameters"]?["ingredients"]?.array?.first?["url"]?.text
        == "self#jumbf=c2pa.assertions/c2pa.ingredient.v3__1")
    if case .tagged(let tag, _)? = list[1]["when"]?.value {
      #expect(tag == 0)
    } else {
      Issue.record("no tag")
    }
    #expect(map["allActionsIncluded"]?.bool == true)
    let part = try #require(store.active?.assertion("c2pa.ingredient.v3__1")?.cbor)
    #expect(part["dc:title"]?.text == "Part")
    #expect(part["relationship"]?.text == "componentOf")
    #expect(throws: SigningError.self) { try sign(json, files: ["p": [1]]) }
  }

  @Test("A thumbnail is there when asked for, and then as the file that it is")
  func thumbnails() throws {
    let json = """
      {"intent": {"create": "digitalArt"}, "thumbnail": {"format": "image/jpeg", "identifier": "t"}}
      """
    let store = try sign(json, files: ["t": [1, 2, 3]])
    guard
      case .file(let type, let bytes)? = store.active?.assertion("c2pa.thumbnail.claim")?.content
    else {
      Issue.record("no thumbnail")
      return
    }
    #expect(type == "image/jpeg")
    #expect(Array(bytes) == [1, 2, 3])
  }

  @Test("The manifests of ingredients are copied byte for byte, each once")
  func ingredients() throws {
    let first = try sign(#"{"intent": {"create": "digitalArt"}, "title": "one"}"#)
    let bytes = try #require(first.stores.first)
    let json = """
      {"ingredients": [{"relationship": "parentOf", "manifest_data": {"format": "application/c2pa",
         "identifier": "m"}, "title": "P"},
        {"manifest_data": {"format": "application/c2pa", "identifier": "m"}, "title": "again"}]}
      """
    let second = try sign(json, files: ["m": bytes])
    #expect(second.manifests.count == 2)
    let old = try #require(first.active?.box.encoded)
    let copied = try #require(second.manifests.first?.box.encoded)
    #expect(Array(old) == Array(copied))
    let parent = try #require(second.active?.assertion("c2pa.ingredient.v3")?.cbor)
    #expect(parent["activeManifest"]?["url"]?.text?.hasSuffix(first.active?.label ?? "-") == true)
    #expect(parent["validationResults"]?["activeManifest"]?["success"]?.array?.isEmpty == false)
    #expect(parent["claimSignature"] != nil)
  }

  @Test("A parent whose content was changed is recorded as such, and the edit itself is valid")
  func brokenParent() async throws {
    guard SigningSamples.isPossible else { return }
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    let target = folder.file("a.png").path
    _ = try signer.sign(
      .init(
        try await SigningSamples.source("png"), as: try InteroperationTests.definition(),
        at: SigningPKI.now), to: target)
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: target)))
    // In the end of the pixels, before their checksum and the last chunk.
    bytes[bytes.count - 20] ^= 1
    var edit = ManifestDefinition()
    edit.intent = .edit
    let outcome = try signer.sign(
      .init(BytesSource(bytes), name: "a.png", as: edit, at: SigningPKI.now),
      to: folder.file("b.png").path)
    #expect(outcome.report.state == .trusted)
    let parent = try #require(outcome.report.store?.active?.assertion("c2pa.ingredient.v3")?.cbor)
    let codes = parent["validationResults"]?["activeManifest"]?["failure"]?.array?
      .compactMap { $0["code"]?.text }
    #expect(codes == ["assertion.dataHash.mismatch"])
  }
}
