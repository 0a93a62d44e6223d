internal import Certificates
internal import Credentials
public import Rules

/// What a file's Content Credential comes to: three answers that are never mixed.
public struct CredentialSummary: Hashable, Sendable, Codable {
  /// What validation found out about one thing.
  public struct Status: Hashable, Sendable, Codable {
    /// The code of C2PA: `assertion.dataHash.mismatch`.
    public var code: String
    /// Whether it speaks for the credential (`success`), against it (`failure`) or neither.
    public var kind: String
    /// The address of what it is about, within the store.
    public var url: String?
    /// One sentence.
    public var sentence: String
  }

  /// What it is worth: `invalid`, `well-formed`, `valid` or `trusted` (C2PA, 14.3).
  public var state: String
  /// Whether the content is what was signed: `yes`, `no` or `unknown`.
  public var unchanged: String
  /// Why it is not, or cannot be said.
  public var unchangedReason: String?
  /// Who signed: the organization in the certificate, as it stands there; nil where the signature does
  /// not hold, since whoever took the certificate from another file is not the one that it names.
  public var signer: String?
  /// The list that the signer is on; nil where it is on none that was asked, and where its certificate
  /// was revoked or was not good for signing.
  public var list: String?
  /// When it was signed, as a trusted time-stamp attests; nil where the signature does not hold.
  public var signed: String?
  /// The program that made the claim.
  public var generator: String?
  /// The IPTC terms that its actions give for the source of the content.
  public var sourceTypes: [String]
  /// Everything that validation found out.
  public var statuses: [Status]
}

extension CredentialSummary {
  /// The most statuses that are told.
  private static let mostStatuses = 500

  init?(_ report: ValidationReport) {
    switch report.state {
    case .none: return nil
    case .invalid: state = "invalid"
    case .wellFormed: state = "well-formed"
    case .valid: state = "valid"
    case .trusted: state = "trusted"
    }
    switch report.unchanged {
    case .yes: (unchanged, unchangedReason) = ("yes", nil)
    case .no(let reason): (unchanged, unchangedReason) = ("no", reason)
    case .unknown(let reason): (unchanged, unchangedReason) = ("unknown", reason)
    }
    let isProven = report.signer?.isSignatureValid == true
    let spoilt: Set<StatusCode> = [
      .signingCredentialOCSPRevoked, .signingCredentialInvalid, .claimSignatureOutsideValidity,
    ]
    signer = isProven ? report.signer?.name : nil
    list =
      isProven && !report.statuses.contains { spoilt.contains($0.code) } ? report.list : nil
    // A stamp is of the signature's bytes, which can be copied with it: it dates nothing else.
    signed =
      isProven
      ? report.signer.flatMap { $0.isStampTrusted ? $0.stampedTime?.description : nil } : nil
    let active = report.store?.active
    let claim = active?.claimBoxes.first.flatMap { try? Claim($0) }
    generator = claim?.generators.first?["name"]?.text ?? claim?.generatorText
    var terms: [String] = []
    for assertion in active?.assertions ?? [] where assertion.isActions {
      guard let item = assertion.cbor, let actions = try? ActionsAssertion(item) else { continue }
      for action in actions.actions {
        if let term = action.digitalSourceType, !terms.contains(term), terms.count < 16 {
          terms.append(term)
        }
      }
    }
    sourceTypes = terms
    let all = report.statuses + report.ingredients.flatMap(\.statuses)
    statuses = all.prefix(Self.mostStatuses).map { status in
      let kind =
        switch status.kind {
        case .success: "success"
        case .informational: "informational"
        case .failure: "failure"
        }
      return Status(
        code: status.code.rawValue, kind: kind, url: status.url, sentence: status.sentence)
    }
  }

  /// Whether its actions say that the content is generated, wholly or in part.
  var saysGenerated: Bool {
    let terms = [
      "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic",
      "trainedAlgorithmicData",
    ]
    return sourceTypes.contains { type in
      terms.contains { type.utf8.suffix($0.utf8.count + 1).elementsEqual("/\($0)".utf8) }
    }
  }

  /// The answers in one sentence: unchanged, who signed, on which list.
  public var sentence: Wording {
    let content: (zh: String, en: String) =
      switch unchanged {
      case "yes": ("内容自签名以来未被改动", "the content is as it was signed")
      case "no": ("内容或凭证与签名时不同", "the content or the credential is not as it was signed")
      default: ("无法确定内容是否被改动", "whether the content was changed cannot be said")
      }
    guard let signer else {
      return Wording(
        zh: "内容凭证：\(content.zh)；由谁签名未经证实",
        en: "Content Credentials: \(content.en); who signed it is not proven")
    }
    let vouched: (zh: String, en: String) =
      list.map { ("，签名者在名单“\($0)”上", ", who is on the list \($0)") }
      ?? ("，签名者不在所查的名单上", ", who is on no list that was asked")
    return Wording(
      zh: "内容凭证：\(content.zh)；签名者：\(signer)\(vouched.zh)",
      en: "Content Credentials: \(content.en); signed by \(signer)\(vouched.en)")
  }
}
