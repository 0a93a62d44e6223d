internal import Certificates

/// The validation of a credential of an identity claims aggregator (CAWG Identity 1.2, 8.1).
///
/// An issuer that is named by `did:jwk` carries its key; one of `did:web` would have to be fetched, and
/// nothing is.
struct AggregationValidation {
  let identity: IdentityAssertion
  let url: String
  let validator: CredentialValidator
  let now: Moment

  func run() -> (VerifiedIdentity?, [ValidationStatus]) {
    var statuses: [ValidationStatus] = []
    func add(_ code: StatusCode, _ sentence: String) {
      statuses.append(ValidationStatus(code, url, sentence))
    }
    let cose: COSESign1
    do throws(COSESign1.Malformed) { cose = try COSESign1(decoding: identity.signature) } catch {
      add(.cawgIcaInvalidCoseSign1, "the identity: \(error.sentence)")
      return (nil, statuses)
    }
    guard let algorithm = cose.algorithm else {
      add(.cawgIcaInvalidAlg, "the algorithm of the identity is not allowed")
      return (nil, statuses)
    }
    guard cose.protected[3]?.text == "application/vc" else {
      add(.cawgIcaInvalidContentType, "the content type of the identity is not application/vc")
      return (nil, statuses)
    }
    guard let payload = cose.payload, let credential = try? JSONValue(decoding: payload),
      credential.object != nil
    else {
      add(.cawgIcaInvalidVerifiableCredential, "the identity has no credential in it")
      return (nil, statuses)
    }
    guard let issuer = credential["issuer"]?.text ?? credential["issuer"]?["id"]?.text else {
      add(.cawgIcaInvalidIssuer, "the credential of the identity names no issuer")
      return (nil, statuses)
    }
    guard let key = key(of: issuer, &statuses) else { return (nil, statuses) }
    let isValid = key.check(cose.signature, of: cose.toBeSigned(payload), by: algorithm).isValid
    if !isValid { add(.cawgIcaSignatureMismatch, "the signature of the identity does not hold") }
    statuses += dates(credential, cose, payload)
    statuses += subject(credential)
    add(.cawgIcaUntrustedIssuer, "the issuer of the identity is on no list")
    if !statuses.contains(where: { $0.kind == .failure }) {
      add(.cawgIcaCredentialValid, "the credential of the identity holds")
    }
    let names = (credential["credentialSubject"]?["verifiedIdentities"]?.array ?? [])
      .compactMap { $0["name"]?.text ?? $0["username"]?.text }
    return (
      VerifiedIdentity(
        url: url, kind: identity.kind, names: names, isSignatureValid: isValid, list: nil),
      statuses
    )
  }

  private func key(of issuer: String, _ statuses: inout [ValidationStatus]) -> PublicKey? {
    func add(_ code: StatusCode, _ sentence: String) {
      statuses.append(ValidationStatus(code, url, sentence))
    }
    if issuer.begins(with: "did:web:") {
      add(.cawgIcaDidUnavailable, "the key of \(issuer) would have to be fetched, and was not")
      return nil
    }
    guard issuer.begins(with: "did:jwk:") else {
      add(.cawgIcaInvalidIssuer, "the issuer of the identity is neither did:jwk nor did:web")
      return nil
    }
    let text = issuer.utf8.dropFirst(8).prefix { $0 != UInt8(ascii: "#") }
    guard let json = Base64.decode(Array(text)), let jwk = try? JSONValue(decoding: json[...]),
      let key = JSONWebKey.publicKey(jwk)
    else {
      add(.cawgIcaInvalidDidDocument, "the key in the name of the issuer cannot be read")
      return nil
    }
    return key
  }

  /// The period of the credential and its time-stamp.
  private func dates(
    _ credential: JSONValue, _ cose: COSESign1, _ payload: ArraySlice<UInt8>
  ) -> [ValidationStatus] {
    var statuses: [ValidationStatus] = []
    func add(_ code: StatusCode, _ sentence: String) {
      statuses.append(ValidationStatus(code, url, sentence))
    }
    var moment = now
    if let (container, isSecond) = cose.timeStamps {
      let tokens = container["tstTokens"]?.array?.compactMap { $0["val"]?.bytes } ?? []
      let message = cose.toBeStamped(isSecond ? cose.encodedSignature : payload)
      let found = tokens.first.map {
        let token = TimeStampToken.check(token: $0, over: message, trust: validator.trust)
        return token.has(.malformed) && token.claimedTime == nil
          ? TimeStampToken.check(response: $0, over: message, trust: validator.trust) : token
      }
      if tokens.count == 1, let found, found.has(.validated) {
        add(.cawgIcaTimeStampValidated, "the time-stamp of the identity holds")
        if let time = found.claimedTime { moment = time }
      } else {
        add(.cawgIcaTimeStampInvalid, "the time-stamp of the identity does not hold")
      }
    }
    guard let text = credential["validFrom"]?.text else {
      add(.cawgIcaValidFromMissing, "the credential of the identity has no validFrom")
      return statuses
    }
    guard let from = Moment(internetText: text), from <= moment else {
      add(.cawgIcaValidFromInvalid, "the credential of the identity is not valid yet")
      return statuses
    }
    if let text = credential["validUntil"]?.text {
      guard let until = Moment(internetText: text), until >= moment else {
        add(.cawgIcaValidUntilInvalid, "the credential of the identity is no longer valid")
        return statuses
      }
    }
    return statuses
  }

  /// The credential has to be about this asset, and to name somebody.
  private func subject(_ credential: JSONValue) -> [ValidationStatus] {
    var statuses: [ValidationStatus] = []
    let subject = credential["credentialSubject"]
    let listed = subject?["c2paAsset"]?["referenced_assertions"]?.array ?? []
    let same =
      listed.count == identity.references.count
      && zip(listed, identity.references).allSatisfy { json, reference in
        json["url"]?.text == reference.url
          && AggregationValidation.hash(json["hash"]) == reference.hash
      }
    if !same || subject?["c2paAsset"]?["sig_type"]?.text != identity.kind {
      statuses.append(
        ValidationStatus(
          .cawgIcaC2paAssetMismatch, url, "the credential of the identity is about another asset"))
    }
    guard let people = subject?["verifiedIdentities"]?.array, !people.isEmpty else {
      statuses.append(
        ValidationStatus(
          .cawgIcaVerifiedIdentitiesMissing, url, "the credential of the identity names nobody"))
      return statuses
    }
    if !people.allSatisfy({ $0["type"]?.text != nil && $0["provider"]?["id"] != nil }) {
      statuses.append(
        ValidationStatus(
          .cawgIcaVerifiedIdentitiesInvalid, url,
          "the credential of the identity names somebody without type or provider"))
    }
    return statuses
  }

  /// A hash in the credential: base64, as a text or as a list of its characters.
  private static func hash(_ json: JSONValue?) -> [UInt8]? {
    if let text = json?.text { return Base64.decode(Array(text.utf8)) }
    guard let list = json?.array else { return nil }
    var bytes: [UInt8] = []
    for case .number(let text) in list {
      guard let byte = UInt8(text) else { return nil }
      bytes.append(byte)
    }
    return Base64.decode(bytes) ?? bytes
  }
}
