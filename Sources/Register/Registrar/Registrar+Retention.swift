import Foundation
import HashTreeCollections
import Ledger
public import Record

extension Registrar {
  /// Erases what was handed in with applications of which nothing came, where it need not be kept any
  /// longer, and says which they were.
  ///
  /// - Throws: ``RegisterError`` where one of them could not be; those before it are erased.
  @discardableResult
  public func eraseDue() throws(RegisterError) -> [Identifier] {
    let (cases, today) = (published.cases, clock().beijingDay)
    let due = cases.applications.values
      .filter { $0.erasedFrom.map { $0 <= today } ?? false }.map(\.id).sorted()
    for id in due {
      _ = try carryOut(.application(.erase(id)), actor: .machine("housekeeping"))
    }
    // What a Person left behind may stand on nothing any more.
    let erasure = Erasure.recorded(in: published.cases)
    if !erasure.isEmpty { try erase(erasure) }
    return due
  }

  /// How long a file may be named that was handed in and stands in no draft, in seconds: a week.
  static let uploadAge = 7 * 86_400

  /// Removes the files of evidence that nothing names any more: of erased dossiers, and such as were
  /// handed in and never used.
  ///
  /// Reads every dossier, so it is for the night.
  ///
  /// - Parameters:
  ///   - files: Where this register's evidence is kept.
  ///   - now: The time by this machine's clock.
  /// - Returns: How many were removed.
  /// - Throws: Where a record cannot be read: then nothing is removed.
  public nonisolated func sweep(_ files: EvidenceStore, now: Moment) throws -> Int {
    let store = try privateStore
    let notes = try Self.attempt { () throws(LedgerError) in
      try store.draftIDs(beginning: "upload/")
    }
    // Notes that are deleted now still count: somebody may have read one a moment ago.
    var named = try namedEvidence()
    for id in notes {
      guard let found = try Self.attempt({ () throws(LedgerError) in try store.draft(id) }) else {
        continue
      }
      let document = try Self.reading(Submission.Document.self, found.body, id)
      named.insert(document.sha256)
      if now.seconds - (document.uploaded?.seconds ?? 0) > Self.uploadAge {
        try Self.attempt { () throws(LedgerError) in try store.deleteDraft(id) }
      }
    }
    return try files.sweep(now: now) { named.contains($0.hex) }
  }

  /// The digests of all files that a dossier, a draft or a mandate names.
  private nonisolated func namedEvidence() throws -> Set<String> {
    let (cases, store) = (published.cases, try privateStore)
    var named: Set<String> = []
    func add(_ submission: Submission) {
      for document in submission.documents.values.joined() { named.insert(document.sha256) }
    }
    // Drafts first: what stands in one goes over into a dossier, and never the other way.
    let drafts = try Self.attempt { () throws(LedgerError) in
      try store.draftIDs(beginning: "application/")
    }
    for id in drafts {
      if let found = try Self.attempt({ () throws(LedgerError) in try store.draft(id) }) {
        add(try Self.reading(Submission.self, found.body, id))
      }
    }
    for reference in cases.applications.values.flatMap(\.submissions) {
      if let record = try stored(reference) {
        add(try Self.reading(Submission.self, record.body, reference.id))
      }
    }
    for mandate in cases.mandates.values {
      if let record = try stored(mandate.record) {
        let read = try Self.reading(
          OrganizationCommand.MandateRecord.self, record.body, mandate.record.id)
        named.insert(read.document.sha256)
      }
    }
    return named
  }

  private nonisolated func stored(
    _ reference: RecordReference
  ) throws(RegisterError) -> LedgerRecord? {
    try Self.attempt { () throws(LedgerError) in
      try store.record(reference.id, version: reference.version)
    }
  }

  private static func reading<Body: Decodable>(
    _ type: Body.Type, _ body: [UInt8], _ id: String
  ) throws(RegisterError) -> Body {
    guard let read = try? JSONDecoder().decode(type, from: Data(body)) else {
      throw .damaged("\(id) cannot be read, so nobody knows which files it names")
    }
    return read
  }
}
