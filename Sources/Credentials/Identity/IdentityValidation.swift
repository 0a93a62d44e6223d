internal import Certificates

/// The validation of CAWG identities (CAWG Identity 1.2, 7), which is apart from that of the claim.
struct IdentityValidation {
  let manifest: Manifest
  let claim: Claim
  let validator: CredentialValidator
  let now: Moment

  /// What came of an assertion.
  struct Outcome {
    var identities: [VerifiedIdentity] = []
    var statuses: [ValidationStatus] = []
  }

  /// The most identities of one manifest that are looked at.
  static let limit = 100

  func run() -> Outcome {
    var outcome = Outcome()
    for assertion in manifest.assertions.filter({ $0.name == "cawg.identity" })
      .prefix(IdentityValidation.limit)
    {
      check(assertion, &outcome)
    }
    return outcome
  }

  private func check(_ assertion: Assertion, _ outcome: inout Outcome) {
    let url = manifest.url(of: assertion)
    func add(_ code: StatusCode, _ sentence: String) {
      outcome.statuses.append(ValidationStatus(code, url, sentence))
    }
    if case .redacted = assertion.content { return }
    guard let item = assertion.cbor, let identity = IdentityAssertion(item) else {
      add(.cawgIdentityCBORInvalid, "the identity has not the fields that it should have")
      return
    }
    outcome.statuses += references(identity, url)
    if !identity.isPaddingZero {
      add(.cawgIdentityPadInvalid, "the padding of the identity has something other than zeros")
    }
    switch identity.kind {
    case IdentityAssertion.x509: x509(identity, url, &outcome)
    case IdentityAssertion.aggregation:
      let check = AggregationValidation(
        identity: identity, url: url, validator: validator, now: now)
      let (found, statuses) = check.run()
      outcome.statuses += statuses
      if let found { outcome.identities.append(found) }
    default:
      add(
        .cawgIdentitySigTypeUnknown, "the identity has a kind of signature that is not known")
    }
  }

  /// What the identity refers to has to be what the claim names, the binding to content included.
  private func references(_ identity: IdentityAssertion, _ url: String) -> [ValidationStatus] {
    var statuses: [ValidationStatus] = []
    var seen: Set<JUMBFURI> = []
    var hasBinding = false
    for reference in identity.references {
      guard let uri = reference.uri?.absolute(in: manifest.label) else {
        statuses.append(
          ValidationStatus(
            .cawgIdentityAssertionMismatch, url, "the identity refers to no JUMBF address"))
        continue
      }
      if !seen.insert(uri).inserted {
        statuses.append(
          ValidationStatus(
            .cawgIdentityAssertionDuplicate, url, "the identity refers to an assertion twice"))
      }
      let isInClaim = claim.assertions.contains {
        $0.uri?.absolute(in: manifest.label) == uri && $0.hash == reference.hash
      }
      if !isInClaim {
        statuses.append(
          ValidationStatus(
            .cawgIdentityAssertionMismatch, url,
            "the identity refers to an assertion that the claim does not have so"))
      }
      if let label = uri.path.last, label.begins(with: "c2pa.hash.") { hasBinding = true }
    }
    if !hasBinding {
      statuses.append(
        ValidationStatus(
          .cawgIdentityHardBindingMissing, url,
          "the identity does not refer to the binding to the content"))
    }
    return statuses
  }

  /// An identity by certificates (CAWG Identity 1.2, 8.2).
  private func x509(_ identity: IdentityAssertion, _ url: String, _ outcome: inout Outcome) {
    func add(_ code: StatusCode, _ sentence: String) {
      outcome.statuses.append(ValidationStatus(code, url, sentence))
    }
    let cose: COSESign1
    let encoded: [ArraySlice<UInt8>]
    do throws(COSESign1.Malformed) {
      cose = try COSESign1(decoding: identity.signature)
      encoded = try cose.certificateChain()
    } catch {
      add(.cawgX509SignatureMismatch, "the identity: \(error.sentence)")
      return
    }
    guard let algorithm = cose.algorithm else {
      add(.cawgX509AlgorithmUnsupported, "the algorithm of the identity is not allowed")
      return
    }
    let chain = encoded.compactMap { try? validator.known.certificate($0) }
    guard let leaf = chain.first, leaf.bytes.elementsEqual(encoded[0]) else {
      add(.cawgX509CredentialInvalid, "the certificate of the identity cannot be read")
      return
    }
    let isValid = leaf.publicKey.check(
      cose.signature, of: cose.toBeSigned(identity.payload), by: algorithm
    ).isValid
    if isValid {
      add(.cawgX509SignatureValidated, "the signature of the identity holds")
      add(.cawgIdentityWellFormed, "the identity is well-formed")
    } else {
      add(.cawgX509SignatureMismatch, "the signature of the identity does not hold")
    }
    if let rule = validator.known.brokenRule(leaf) {
      add(
        .cawgX509CredentialInvalid,
        "the certificate of the identity breaks a rule of the profile: \(rule.rule)")
    }
    let trust = validator.identityTrust.judge(
      leaf, with: Array(chain.dropFirst()), for: .claimSigning, at: now)
    if let list = trust.list {
      add(.cawgX509CredentialTrusted, "who asserts the identity is on the list: \(list)")
    } else {
      add(.cawgX509CredentialUntrusted, "no list vouches for who asserts the identity")
    }
    outcome.identities.append(
      VerifiedIdentity(
        url: url, kind: identity.kind, names: [leaf.subject.display], isSignatureValid: isValid,
        list: trust.list))
  }
}
