import Foundation
import Ledger

extension Registrar {
  /// Notes that an account has handed in a file, so that it may name it by its digest from then on.
  ///
  /// Knowing a digest is not enough to name a file: whoever could, would learn which files others
  /// have handed in.
  public nonisolated func note(
    upload document: Submission.Document, by account: Identifier
  ) throws(RegisterError) {
    let store = try privateStore
    let id = Self.upload(document.sha256, account)
    guard let body = try? JSONEncoder().encode(document) else {
      throw .damaged("an upload could not be noted")
    }
    do throws(LedgerError) {
      let known = try store.draft(id)?.revision ?? 0
      try store.saveDraft(LedgerDraft(id: id, revision: known + 1, body: [UInt8](body)))
    } catch {
      // The same account has handed in the same file twice at once, and one note is enough.
      if case .outdated = error { return }
      throw .ledger(error)
    }
  }

  /// A file that an account has handed in; `nil` where it has not.
  public nonisolated func upload(
    _ digest: EvidenceDigest, by account: Identifier
  ) throws(RegisterError) -> Submission.Document? {
    let store = try privateStore
    let found = try Self.attempt { () throws(LedgerError) in
      try store.draft(Self.upload(digest.hex, account))
    }
    return found.flatMap {
      try? JSONDecoder().decode(Submission.Document.self, from: Data($0.body))
    }
  }

  private static func upload(_ sha256: String, _ account: Identifier) -> String {
    "upload/\(account)/\(sha256)"
  }
}
