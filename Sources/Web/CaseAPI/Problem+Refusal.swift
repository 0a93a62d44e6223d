import Register
import Rules

extension Problem {
  /// A command that was not carried out.
  init(_ refusal: Refusal) {
    let wording = refusal.wording
    self.init(Self.kind(refusal), zh: wording.zh, en: wording.en)
    code = refusal.code
    switch refusal {
    case .incomplete(let findings): self.findings = findings
    case .unanswered(let places): self.places = places
    case .text(let place): places = [place]
    case .accountEnded: challenge = "Bearer realm=\"countermark\", error=\"invalid_token\""
    default: break
    }
  }

  private static func kind(_ refusal: Refusal) -> ProblemKind {
    switch refusal {
    case .mirror: .noSuchAddress
    case .unknown: .noSuchCase
    case .accountEnded: .unauthenticated
    case .role, .notActing, .samePerson, .ownCase: .forbidden
    case .incomplete, .unanswered, .text: .incomplete
    case .lost: .erased
    default: .conflict
    }
  }

  /// A file that was not taken.
  init(_ refusal: EvidenceRefusal) {
    let kind: ProblemKind =
      switch refusal {
      case .tooLarge: .bodyTooLong
      case .notScanned, .notInspected, .busy, .storage: .unavailable
      default: .fileRefused
      }
    self.init(kind, zh: refusal.wording.zh, en: refusal.wording.en)
  }
}
