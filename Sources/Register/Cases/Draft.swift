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
  /// What was asked last: of this draft, or of the one that it was saved over.
  private let asked: Mutex<(isOwn: Bool, completeness: Completeness)?>

  init(_ submission: Submission, revision: Int, body: [UInt8], after previous: Draft? = nil) {
    self.submission = submission
    self.revision = revision
    self.body = body
    asked = Mutex(
      previous.flatMap { one in one.asked.withLock { $0.map { (false, $0.completeness) } } })
  }

  /// Nothing was saved.
  convenience init() { self.init(Submission(), revision: 0, body: []) }

  /// What stands between it and a complete submission.
  public func missing(_ rulebook: Rulebook) -> [Finding] {
    let known = asked.withLock { $0 }
    if let known, known.isOwn, known.completeness.rulebook == rulebook.reference {
      return known.completeness.findings
    }
    let completeness = Completeness(
      submission.attached, rulebook, after: known?.completeness)
    asked.withLock { $0 = (true, completeness) }
    return completeness.findings
  }
}

extension Submission {
  /// What stands between it and a complete submission: of a document the newest version counts.
  public func missing(_ rulebook: Rulebook) -> [Finding] { rulebook.missing(attached) }

  /// The answers with the documents that are there.
  fileprivate var attached: Answers {
    var answers = answers
    answers.documents = Set(documents.filter { !$0.value.isEmpty }.keys)
    return answers
  }
}
