public import Rules
import Synchronization

/// An application that is being written, as it was saved last, with what follows from that alone,
/// worked out once.
public final class Draft: Sendable {
  /// What is written so far.
  public let submission: Submission
  /// How often it was saved; 0 where it never was.
  public let revision: Int
  /// The bytes that are stored, which is what tells one content from another.
  let body: [UInt8]
  private let known = Mutex<(rulebook: RulebookReference, findings: [Finding])?>(nil)

  init(_ submission: Submission, revision: Int, body: [UInt8]) {
    self.submission = submission
    self.revision = revision
    self.body = body
  }

  /// Nothing was saved.
  convenience init() { self.init(Submission(), revision: 0, body: []) }

  /// What stands between it and a complete submission.
  public func missing(_ rulebook: Rulebook) -> [Finding] {
    if let known = known.withLock({ $0 }), known.rulebook == rulebook.reference {
      return known.findings
    }
    let findings = submission.missing(rulebook)
    known.withLock { $0 = (rulebook.reference, findings) }
    return findings
  }
}

extension Submission {
  /// What stands between it and a complete submission: of a document the newest version counts.
  public func missing(_ rulebook: Rulebook) -> [Finding] {
    var answers = answers
    answers.documents = Set(documents.filter { !$0.value.isEmpty }.keys)
    return rulebook.missing(answers)
  }
}
