internal import Certificates
internal import Media

/// The validation of one store, in the order of C2PA, 15.
struct StoreValidation {
  let store: ManifestStore
  let file: MediaFile
  let location: StoreLocation
  let fragments: [any ByteSource]
  let validator: CredentialValidator
  let now: Moment
  /// What is known of the file's hashes.
  let written: WrittenContent?
  let digests = DigestMemo()

  /// What is known of each manifest of the store, by its place in it.
  private(set) var claims: [Claim?] = []
  private(set) var signers: [Signer?] = []
  private var manifestStatuses: [[ValidationStatus]] = []
  private var claimFaults: [ValidationStatus?] = []
  /// The assertions that some claim of the store redacts, in the absolute form.
  private(set) var redactions: Set<JUMBFURI> = []
  /// The manifests of which something was redacted.
  private(set) var redactedManifests: Set<[UInt8]> = []
  /// Time-stamp assertions of the store: tokens by the manifest that they are about.
  private(set) var lateStamps: [[UInt8]: [[UInt8]]] = [:]
  /// OCSP responses of certificate-status assertions.
  private(set) var lateResponses: [[UInt8]] = []

  init(
    store: ManifestStore, file: MediaFile, location: StoreLocation,
    fragments: [any ByteSource], validator: CredentialValidator, now: Moment,
    written: WrittenContent? = nil
  ) {
    self.store = store
    self.file = file
    self.location = location
    self.fragments = fragments
    self.validator = validator
    self.now = now
    self.written = written
    manifestStatuses = Array(repeating: [], count: store.manifests.count)
    signers = Array(repeating: nil, count: store.manifests.count)
    for manifest in store.manifests { gather(manifest) }
  }

  /// Reads the claim of a manifest and what it says about others.
  private mutating func gather(_ manifest: Manifest) {
    let url = manifest.url()
    claims.append(nil)
    claimFaults.append(nil)
    let place = claims.count - 1
    guard let box = manifest.claimBoxes.first else {
      let others = manifest.box.superboxes.filter { $0.isA(.claim) }.map(\.label)
      claimFaults[place] = ValidationStatus(
        .claimMissing, url,
        others.isEmpty
          ? "the manifest has no claim"
          : "the manifest has no claim of a version that is known here, only "
            + others.joined(separator: ", "))
      return
    }
    guard manifest.claimBoxes.count == 1 else {
      claimFaults[place] = ValidationStatus(
        .claimMultiple, url, "the manifest has \(manifest.claimBoxes.count) claims")
      return
    }
    do throws(Claim.Fault) {
      let claim = try Claim(box)
      claims[place] = claim
      for text in claim.redacted {
        guard let uri = JUMBFURI(text)?.absolute(in: manifest.label) else { continue }
        redactions.insert(uri)
        redactedManifests.insert(Array((uri.manifest ?? "").utf8))
      }
    } catch {
      claimFaults[place] = ValidationStatus(
        error.code, manifest.url(box.label), error.sentence)
    }
    for assertion in manifest.assertions {
      guard let item = assertion.cbor else { continue }
      if assertion.name == "c2pa.time-stamp" {
        for entry in item.map ?? [] {
          guard let label = entry.key.text, let token = entry.value.bytes else { continue }
          lateStamps[Array(label.utf8), default: []].append(Array(token))
        }
      } else if assertion.name == "c2pa.certificate-status" {
        lateResponses += item["ocspVals"]?.array?.compactMap { $0.bytes.map { Array($0) } } ?? []
      }
    }
  }

  /// The place of a manifest in the store.
  func place(of manifest: Manifest) -> Int? {
    store.manifests.lastIndex { $0.label.utf8.elementsEqual(manifest.label.utf8) }
  }

  /// The claim of a manifest.
  func claim(of manifest: Manifest) -> Claim? { place(of: manifest).flatMap { claims[$0] } }

  /// Whether a claim of the store redacts an assertion of a manifest.
  func isRedacted(_ label: String, in manifest: Manifest) -> Bool {
    guard !redactions.isEmpty else { return false }
    return redactions.contains(
      JUMBFURI(manifest: manifest.label, path: ["c2pa.assertions", label]))
  }

  /// Validates everything.
  mutating func report() -> ValidationReport {
    var statuses = store.faults
    var deltas: [ValidationReport.IngredientDelta] = []
    var identities: [VerifiedIdentity] = []
    var bound: BindingOutcome = .none("there is no manifest in the store")
    if let active = store.active {
      statuses += validate(active)
      if let claim = claim(of: active) {
        let outcome = IdentityValidation(
          manifest: active, claim: claim, validator: validator, now: now
        ).run()
        statuses += outcome.statuses
        identities = outcome.identities
      }
      deltas = validateIngredients(of: active)
      let binding = ContentBinding(self)
      let result = binding.check(active)
      statuses += result.statuses
      bound = result.outcome
    } else if !statuses.contains(where: { $0.kind == .failure }) {
      statuses.append(
        ValidationStatus(.claimMissing, nil, "there is no manifest in the store"))
    }
    let all = statuses + deltas.flatMap(\.statuses)
    return ValidationReport(
      format: file.format, place: location.place, remote: location.remote, store: store,
      state: StateRule.state(of: all, signer: signers.last ?? nil),
      unchanged: StateRule.unchanged(bound, statuses, signers.last ?? nil), statuses: statuses,
      ingredients: deltas, manifestStatuses: manifestStatuses, signers: signers,
      identities: identities, time: now)
  }

  /// Validates a manifest but for its ingredients and its binding to content.
  mutating func validate(_ manifest: Manifest) -> [ValidationStatus] {
    guard let place = place(of: manifest) else { return [] }
    guard let claim = claims[place] else {
      manifestStatuses[place] = [claimFaults[place]].compactMap { $0 }
      return manifestStatuses[place]
    }
    var statuses: [ValidationStatus] = []
    let check = SignatureValidation(
      manifest: manifest, claim: claim, validator: validator, now: now,
      lateStamps: lateStamps[Array(manifest.label.utf8)] ?? [], lateResponses: lateResponses)
    let outcome = check.run()
    signers[place] = outcome.signer
    statuses += outcome.statuses
    statuses += AssertionRules(manifest: manifest, claim: claim, validation: self).run()
    manifestStatuses[place] = statuses
    return statuses
  }
}
