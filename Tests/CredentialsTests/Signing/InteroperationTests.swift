import Certificates
import Credentials
import Foundation
import Media
import TestSupport
import Testing

@Suite(
  "What is signed here holds in another engine, and what it signs holds here",
  .enabled(if: Engine.exists && SigningSamples.isPossible, "needs c2pa-python and its tools"))
struct InteroperationTests {
  static let json = """
    {"title": "T", "claim_generator_info": [{"name": "Tests", "version": "1"}], "assertions": [
      {"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.created",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}]}},
      {"label": "org.example.note", "data": {"words": ["a", 1, true]}}]}
    """

  static func definition() throws -> ManifestDefinition {
    try ManifestDefinition(json: Array(json.utf8))
  }

  @Test("Every format that we sign is trusted there")
  func formats() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    var labels: [String] = []
    let definition = try Self.definition()
    for sample in SigningSamples.all {
      let target = folder.file("signed.\(sample.name)").path
      let source = try await SigningSamples.source(sample.name)
      let outcome: CredentialSigner.Outcome
      do throws(SigningError) {
        outcome = try signer.sign(
          .init(source, as: definition, at: SigningPKI.now), to: target)
      } catch {
        Issue.record("\(sample): \(error)")
        continue
      }
      #expect(outcome.report.state == .trusted, "\(sample)")
      #expect(outcome.report.unchanged == .yes, "\(sample)")
      guard sample.isReadThere, let type = sample.mediaType else { continue }
      jobs.append(["path": target, "format": type])
      labels.append(outcome.label)
    }
    let answers = try await Engine.ask("read", jobs, trusting: pki.root.pem)
    #expect(answers.count == jobs.count)
    for (answer, label) in zip(answers, labels) {
      let name = URL(filePath: answer.path).lastPathComponent
      #expect(answer.error == nil, "\(name)")
      #expect(answer.state == "Trusted", "\(name): \(answer)")
      #expect(answer.failures == [], "\(name): \(answer)")
      #expect(answer.informational == ["signingCredential.ocsp.skipped"], "\(name)")
      #expect(answer.label == label, "\(name)")
    }
  }

  @Test("Every algorithm is trusted there, in a picture and in a film")
  func algorithms() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    for algorithm in SigningAlgorithm.allCases {
      let signer = CredentialSigner(try pki.signer(algorithm).signer, validator: pki.validator)
      for (name, type) in [("jpg", "image/jpeg"), ("mp4", "video/mp4")] {
        let target = folder.file("\(algorithm.name).\(name)").path
        let outcome = try signer.sign(
          .init(
            try await SigningSamples.source(name), as: try Self.definition(), at: SigningPKI.now),
          to: target)
        #expect(outcome.report.signer?.algorithm == algorithm)
        jobs.append(["path": target, "format": type])
      }
    }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      #expect(answer.state == "Trusted", "\(answer)")
      #expect(answer.alg.map { answer.path.contains($0) } == true, "\(answer)")
    }
  }

  @Test("A store beside a file is trusted there, whatever the file is")
  func sidecars() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    for (name, type) in [("jpg", "image/jpeg"), ("mp4", "video/mp4"), ("wav", "audio/wav")] {
      let (store, outcome) = try signer.sidecar(
        .init(try await SigningSamples.source(name), as: try Self.definition(), at: SigningPKI.now))
      #expect(outcome.report.state == .trusted)
      #expect(outcome.report.place == .sidecar)
      let beside = try folder.write(Data(store), to: "\(name).c2pa")
      jobs.append([
        "path": try await SigningSamples.url(name).path, "format": type, "sidecar": beside.path,
      ])
    }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      #expect(answer.state == "Trusted", "\(answer)")
    }
    // What no engine reads the store of can still have one beside it.
    let other = try signer.sidecar(
      .init(BytesSource(Array("anything".utf8)), as: try Self.definition(), at: SigningPKI.now))
    #expect(other.outcome.report.state == .trusted)
  }

  @Test("A time-stamp of ours is taken there")
  func timeStamps() async throws {
    let pki = try SigningPKI.shared.get()
    let stamps = try TestTimeStamps(pki)
    let signer = CredentialSigner(
      try pki.signer().signer, timeStamping: stamps, validator: pki.validator)
    let folder = try TemporaryDirectory()
    let target = folder.file("stamped.jpg").path
    let outcome = try signer.sign(
      .init(try await SigningSamples.source("jpg"), as: try Self.definition(), at: SigningPKI.now),
      to: target)
    #expect(outcome.report.signer?.stampedTime == SigningPKI.now)
    #expect(outcome.report.signer?.isStampTrusted == true)
    let answers = try await Engine.ask(
      "read", [["path": target, "format": "image/jpeg"]], trusting: pki.root.pem)
    #expect(answers.first?.state == "Trusted", "\(answers)")
    #expect(answers.first?.success?.contains("timeStamp.validated") == true, "\(answers)")
    #expect(answers.first?.time?.hasPrefix("\(SigningPKI.now)".dropLast()) == true, "\(answers)")
  }

  @Test("An edit keeps the manifests of before, in every format, and they hold there")
  func parents() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(try pki.signer().signer, validator: pki.validator)
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    var edit = ManifestDefinition()
    edit.intent = .edit
    for sample in SigningSamples.all {
      var path = folder.file("0.\(sample.name)").path
      _ = try signer.sign(
        .init(
          try await SigningSamples.source(sample.name), as: try Self.definition(),
          at: SigningPKI.now), to: path)
      for generation in 1...2 {
        let next = folder.file("\(generation).\(sample.name)").path
        let outcome = try signer.sign(
          .init(try FileSource(path: path), name: "before", as: edit, at: SigningPKI.now),
          to: next)
        #expect(outcome.report.store?.manifests.count == generation + 1, "\(sample)")
        path = next
      }
      guard sample.isReadThere else { continue }
      jobs.append(["path": path, "format": sample.mediaType ?? ""])
    }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      let name = URL(filePath: answer.path).lastPathComponent
      #expect(answer.state == "Trusted", "\(name): \(answer)")
      #expect(answer.failures == [], "\(name): \(answer)")
      #expect(answer.manifests == 3, "\(name): \(answer)")
      #expect(answer.ingredients == ["parentOf"], "\(name): \(answer)")
    }
  }

  @Test("An edit of what the other engine signed holds there, and so does a key for PSS alone")
  func mixed() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    let made = try pki.signer()
    let key = try folder.write(made.keyPEM, to: "key.pem")
    let chain = try folder.write(made.chainPEM, to: "chain.pem")
    var jobs: [[String: String]] = []
    for name in ["jpg", "mp4", "mp3"] {
      let type = SigningSamples.all.first { $0.name == name }?.mediaType ?? ""
      jobs.append([
        "path": try await SigningSamples.url(name).path, "format": type, "alg": "es256",
        "output": folder.file("theirs.\(name)").path, "chain": chain.path, "key": key.path,
        "definition": Self.json,
      ])
    }
    _ = try await Engine.ask("sign", jobs, trusting: pki.root.pem)
    let end = try pki.issue(.claimSigner, .rsaPSS(bits: 2048))
    let signer = CredentialSigner(
      try KeyClaimSigner(end.key, chain: [end.certificate, pki.authority]),
      validator: pki.validator)
    var edit = ManifestDefinition()
    edit.intent = .edit
    var edited: [[String: String]] = []
    for job in jobs {
      let theirs = job["output"] ?? ""
      let outcome = try signer.sign(
        .init(try FileSource(path: theirs), name: "theirs", as: edit, at: SigningPKI.now),
        to: theirs + ".edited")
      #expect(outcome.report.signer?.algorithm == .ps256)
      let copied = outcome.report.store?.manifests.first?.box.encoded
      let before = try MediaFile(reading: try FileSource(path: theirs))
      let slot = try #require(before.slots(.store).first)
      let store = try ManifestStore(decoding: before.payload(of: slot))
      #expect(copied.map { Array($0) } == store.active.map { Array($0.box.encoded) })
      edited.append(["path": theirs + ".edited", "format": job["format"] ?? ""])
    }
    for answer in try await Engine.ask("read", edited, trusting: pki.root.pem) {
      #expect(answer.state == "Trusted", "\(answer)")
      #expect(answer.manifests == 2, "\(answer)")
      #expect(answer.alg == "Ps256", "\(answer)")
    }
  }

  @Test("A store of several segments, with pictures and ingredients of other formats, holds there")
  func largeStores() async throws {
    let pki = try SigningPKI.shared.get()
    let signer = CredentialSigner(
      try pki.signer(.ps512).signer, timeStamping: try TestTimeStamps(pki),
      validator: pki.validator)
    let folder = try TemporaryDirectory()
    let part = folder.file("part.mp4").path
    _ = try signer.sign(
      .init(try await SigningSamples.source("mp4"), as: try Self.definition(), at: SigningPKI.now),
      to: part)
    var random = SeededRandom(seed: 5)
    try folder.write(Data(random.bytes(150_000)), to: "picture.jpg")
    let json = """
      {"title": "Large", "thumbnail": {"format": "image/jpeg", "identifier": "picture.jpg"},
       "ingredients": [{"path": "part.mp4", "label": "part", "thumbnail":
         {"format": "image/jpeg", "identifier": "picture.jpg"}}],
       "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [
         {"action": "c2pa.created", "digitalSourceType": "compositeWithTrainedAlgorithmicMedia",
          "when": "2026-01-02T03:04:05Z"},
         {"action": "c2pa.placed", "parameters": {"ingredientIds": ["part"]}}]}},
        {"label": "c2pa.metadata", "data": {"@context": {"exif": "http://ns.adobe.com/exif/1.0/"},
          "exif:Make": "M"}}]}
      """
    var definition = try ManifestDefinition(json: Array(json.utf8))
    definition.basePath = folder.path
    var jobs: [[String: String]] = []
    for sample in SigningSamples.all
    where sample.isReadThere && !["big.tif", "v23.mp3"].contains(sample.name) {
      let target = folder.file("large.\(sample.name)").path
      let outcome = try signer.sign(
        .init(
          try await SigningSamples.source(sample.name), as: definition, at: SigningPKI.now),
        to: target)
      #expect(outcome.report.state == .trusted, "\(sample)")
      jobs.append(["path": target, "format": sample.mediaType ?? ""])
    }
    for answer in try await Engine.ask("read", jobs, trusting: pki.root.pem) {
      let name = URL(filePath: answer.path).lastPathComponent
      #expect(answer.state == "Trusted", "\(name): \(answer)")
      #expect(answer.failures == [], "\(name): \(answer)")
      #expect(answer.manifests == 2, "\(name)")
      #expect(answer.ingredients == ["componentOf"], "\(name)")
    }
  }

  @Test("Every format and every algorithm that it signs holds here")
  func theirs() async throws {
    let pki = try SigningPKI.shared.get()
    let folder = try TemporaryDirectory()
    var jobs: [[String: String]] = []
    func add(_ name: String, _ type: String, _ algorithm: SigningAlgorithm) async throws {
      let made = try pki.signer(algorithm)
      let word = algorithm.name.lowercased()
      let key = try folder.write(made.keyPEM, to: "\(name).\(word).key")
      let chain = try folder.write(made.chainPEM, to: "\(name).\(word).pem")
      jobs.append([
        "path": try await SigningSamples.url(name).path, "format": type, "alg": word,
        "output": folder.file("\(word).\(name)").path, "chain": chain.path, "key": key.path,
        "definition": Self.json,
      ])
    }
    for sample in SigningSamples.all {
      guard let type = sample.mediaType else { continue }
      try await add(sample.name, type, .es256)
    }
    for algorithm in SigningAlgorithm.allCases where algorithm != .es256 {
      try await add("jpg", "image/jpeg", algorithm)
      try await add("mp4", "video/mp4", algorithm)
    }
    let answers = try await Engine.ask("sign", jobs, trusting: pki.root.pem)
    for (answer, job) in zip(answers, jobs) {
      let output = job["output"] ?? ""
      let name = URL(filePath: output).lastPathComponent
      guard answer.error == nil else {
        Issue.record("\(name): \(answer.error ?? "")")
        continue
      }
      let report = pki.validator.report(on: try FileSource(path: output), at: SigningPKI.now)
      let found = report.statuses.filter { $0.kind == .failure }
      #expect(report.state == .trusted, "\(name): \(found)")
      #expect(report.unchanged == .yes, "\(name)")
    }
  }
}
