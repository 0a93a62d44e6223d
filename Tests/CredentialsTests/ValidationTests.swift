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
