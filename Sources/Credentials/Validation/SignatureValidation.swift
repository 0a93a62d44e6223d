internal import Certificates

/// The validation of a claim's signature (C2PA, 15.7 to 15.9).
struct SignatureValidation {
  let manifest: Manifest
  let claim: Claim
  let validator: CredentialValidator
  let now: Moment
  /// The token of a time-stamp assertion of the store that is about this manifest.
  let lateStamps: [[UInt8]]
  /// The OCSP responses of certificate-status assertions of the store.
  let lateResponses: [[UInt8]]

  /// What came of it.
  struct Outcome {
    let signer: Signer?
    let statuses: [ValidationStatus]
  }

  func run() -> Outcome {
    let url = manifest.url("c2pa.signature")
    var statuses: [ValidationStatus] = []
    func add(_ code: StatusCode, _ sentence: String) {
      statuses.append(ValidationStatus(code, url, sentence))
    }
    guard let uri = JUMBFURI(claim.signature),
      uri.manifest == nil || uri.manifest?.utf8.elementsEqual(manifest.label.utf8) == true,
      let box = manifest.resolve(uri.path), box.label == manifest.signatureBox?.label,
      let bytes = box.content(BoxType.cbor)
    else {
      add(.claimSignatureMissing, "the signature that the claim names is not in its manifest")
      return Outcome(signer: nil, statuses: statuses)
    }
    let cose: COSESign1
    do throws(COSESign1.Malformed) { cose = try COSESign1(decoding: bytes) } catch {
      add(.claimSignatureMismatch, error.sentence)
      return Outcome(signer: nil, statuses: statuses)
    }
    var signer = SignerDraft(algorithm: cose.algorithm)
    let chain: [Certificate]
    do throws(COSESign1.Malformed) {
      let encoded = try cose.certificateChain()
      signer.chain = encoded.map { Array($0) }
      chain = try certificates(encoded)
    } catch {
      add(.signingCredentialInvalid, error.sentence)
      return Outcome(signer: signer.made, statuses: statuses)
    }
    guard let leaf = chain.first else { return Outcome(signer: signer.made, statuses: statuses) }
    signer.certificate = leaf
    let time = TimeStampValidation(
      cose: cose, claim: claim, url: url, late: lateStamps, validator: validator, now: now
    ).run()
    statuses += time.statuses
    signer.stampedTime = time.time
    signer.stampAuthority = time.authority
    signer.isStampTrusted = time.isTrusted
    signer.claimedTime = cose.issuedAt.map { Moment(seconds: Int64($0)) }
    let moment = time.isTrusted ? time.time ?? now : now

    let broken = validator.known.brokenRule(leaf)
    if let rule = broken {
      add(
        .signingCredentialInvalid,
        "the signer's certificate breaks a rule of the profile: \(rule.rule) Found: \(rule.found)")
    }
    let answer = trust(chain, at: moment, broken == nil, &statuses, url)
    signer.list = answer.list
    check(cose, leaf, &signer, &statuses, url)
    statuses += claimedTimeStatus(signer.claimedTime, leaf, time.isTrusted ? time.time : nil, url)
    if leaf.isValid(at: moment), let over = answer.over {
      add(.claimSignatureOutsideValidity, over)
    } else if leaf.isValid(at: moment) {
      if signer.isSignatureValid {
        add(
          .claimSignatureInsideValidity,
          "the signer's certificate was valid \(time.isTrusted ? "when it signed" : "now")")
      }
    } else {
      add(
        .claimSignatureOutsideValidity,
        "the signer's certificate is valid from \(leaf.notBefore) to \(leaf.notAfter), and not "
          + (time.isTrusted ? "when the claim was signed" : "now"))
    }
    let revocation = RevocationValidation(
      stapled: cose.revocationValues.map { Array($0) }, late: lateResponses, chain: chain,
      moment: time.isTrusted ? time.time : nil, url: url, validator: validator
    ).run()
    statuses += revocation.statuses
    signer.revocation = revocation.sentence
    signer.isNotRevoked = revocation.isNotRevoked
    return Outcome(signer: signer.made, statuses: statuses)
  }

  private func certificates(
    _ encoded: [ArraySlice<UInt8>]
  ) throws(COSESign1.Malformed) -> [Certificate] {
    var chain: [Certificate] = []
    for (place, bytes) in encoded.enumerated() {
      do throws(CertificateError) {
        chain.append(try validator.known.certificate(bytes))
      } catch {
        // Only the signer's own has to be readable; a chain may have more than it needs.
        guard place > 0 else {
          throw COSESign1.Malformed(sentence: "the signer's certificate cannot be read: \(error)")
        }
      }
    }
    return chain
  }

  private func check(
    _ cose: COSESign1, _ leaf: Certificate, _ signer: inout SignerDraft,
    _ statuses: inout [ValidationStatus], _ url: String
  ) {
    func add(_ code: StatusCode, _ sentence: String) {
      statuses.append(ValidationStatus(code, url, sentence))
    }
    guard let algorithm = cose.algorithm else {
      let number = cose.algorithmNumber.map { "\($0)" } ?? "none"
      add(.algorithmUnsupported, "the algorithm of the signature (\(number)) is not allowed")
      return
    }
    guard cose.payload == nil else {
      add(.claimSignatureMismatch, "the signature carries a payload of its own")
      return
    }
    let message = cose.toBeSigned(claim.encoded)
    switch leaf.publicKey.check(cose.signature, of: message, by: algorithm) {
    case .valid:
      signer.isSignatureValid = true
      add(.claimSignatureValidated, "the signature of the claim holds")
    case .invalid:
      add(
        .claimSignatureMismatch,
        "the signature of the claim does not hold: the claim was changed, or another key signed")
    case .unsupported(let why):
      add(.claimSignatureMismatch, "the signature of the claim cannot be checked: \(why)")
    }
  }

  /// Whether the time that the signer claims is within its certificate's (2.2: informational).
  private func claimedTimeStatus(
    _ time: Moment?, _ leaf: Certificate, _ stamped: Moment?, _ url: String
  ) -> [ValidationStatus] {
    guard let time else { return [] }
    if let stamped, time > stamped {
      return [
        ValidationStatus(
          .timeOfSigningOutsideValidity, url,
          "the signer says that it signed at \(time), after its signature was stamped at \(stamped)"
        )
      ]
    }
    return leaf.isValid(at: time)
      ? [
        ValidationStatus(
          .timeOfSigningInsideValidity, url, "the signer says that it signed at \(time)")
      ]
      : [
        ValidationStatus(
          .timeOfSigningOutsideValidity, url,
          "the signer says that it signed at \(time), when its certificate was not valid")
      ]
  }

  private func trust(
    _ chain: [Certificate], at moment: Moment, _ isProfileMet: Bool,
    _ statuses: inout [ValidationStatus], _ url: String
  ) -> (list: String?, over: String?) {
    guard let leaf = chain.first else { return (nil, nil) }
    let answer = validator.trust.judge(
      leaf, with: Array(chain.dropFirst()), for: .claimSigning, at: moment)
    guard let name = answer.list else {
      statuses.append(
        ValidationStatus(
          .signingCredentialUntrusted, url,
          "no list vouches for the signer: "
            + answer.findings.map(\.description).joined(separator: "; ")))
      return (nil, over(answer, chain))
    }
    // A list vouches, and the certificate may not sign for all that; it has its own status.
    guard isProfileMet else { return (nil, nil) }
    statuses.append(
      ValidationStatus(.signingCredentialTrusted, url, "the signer is on the list: \(name)"))
    return (name, nil)
  }

  /// Why a chain that leads to a list does not count at the time: a CA of it is over, which is the
  /// end of the signature's validity as well (C2PA, 15.8.2).
  private func over(_ answer: TrustOutcome, _ chain: [Certificate]) -> String? {
    guard answer.list == nil, let leaf = chain.first,
      let finding = answer.findings.first(where: { $0.kind == .outsideValidity }),
      validator.trust.judge(
        leaf, with: Array(chain.dropFirst()), for: .claimSigning, at: answer.moment,
        ignoringDatesOfIssuers: true
      ).isTrusted
    else { return nil }
    return finding.text
  }
}

/// A signer of which more and more is known.
struct SignerDraft {
  let algorithm: SigningAlgorithm?
  var certificate: Certificate?
  var chain: [[UInt8]] = []
  var isSignatureValid = false
  var stampedTime: Moment?
  var stampAuthority: Certificate?
  var isStampTrusted = false
  var claimedTime: Moment?
  var list: String?
  var revocation: String?
  var isNotRevoked: Bool?

  init(algorithm: SigningAlgorithm?) { self.algorithm = algorithm }

  var made: Signer {
    Signer(
      algorithm: algorithm, certificate: certificate, chain: chain,
      isSignatureValid: isSignatureValid, stampedTime: stampedTime, stampAuthority: stampAuthority,
      isStampTrusted: isStampTrusted, claimedTime: claimedTime, list: list, revocation: revocation,
      isNotRevoked: isNotRevoked)
  }
}
