import HashTreeCollections
import Record

/// What is taken away from the ledger once it is recorded that it is: salt and content of records,
/// drafts, accounts.
///
/// The events that commit to the records stay, and everything still verifies; nothing can be found
/// any more that fits the commitments.
struct Erasure: Hashable {
  var records: [String] = []
  var drafts: [String] = []
  /// Beginnings of the ids of more drafts.
  var draftsBeginning: [String] = []
  var accounts: [String] = []

  var isEmpty: Bool { self == Erasure() }

  mutating func add(_ other: Erasure) {
    records += other.records
    drafts += other.drafts
    draftsBeginning += other.draftsBeginning
    accounts += other.accounts
  }

  /// What is personal about a Person: name and mail address, every account with what is noted of its
  /// uploads, and the documents with which they asked to act for an organization.
  ///
  /// A document that an officer accepted stays for as long as something stands on it: whoever filed
  /// with a forged one could otherwise take the proof away.
  static func person(_ person: Identifier, _ cases: CaseState) -> Erasure {
    let mandates = cases.mandates.values.filter { $0.person == person && $0.filing == nil }
    let unused = mandates.filter { mandate in
      mandate.accepted == nil
        || !cases.applications.values.contains {
          $0.organization == mandate.organization && $0.round > 0 && $0.dossierErased == nil
        }
    }
    let accounts = cases.allAccounts(of: person).map(\.id.text)
    return Erasure(
      records: ["person/\(person)"] + unused.map(\.record.id),
      draftsBeginning: accounts.map { "upload/\($0)/" }, accounts: accounts)
  }

  /// What was written and handed in of an application, what went back, and what officers wrote about
  /// it on the way; the decision stays, with its reasons, since the party's receipt opens it.
  static func dossier(_ application: Application) -> Erasure {
    let id = "application/\(application.id)"
    var records = [id, id + "/facts", id + "/return"]
    for (place, step) in application.history.enumerated() {
      switch step.name {
      case .recommend: records.append("\(id)/recommendation/\(place)")
      case .sendBack: records.append("\(id)/sent-back/\(place)")
      default: break
      }
    }
    return Erasure(records: records, drafts: [id])
  }

  /// Everything of which it is recorded that it is erased: whoever recorded it may have ended before
  /// it was.
  static func recorded(in cases: CaseState) -> Erasure {
    var all = Erasure()
    for person in cases.erased { all.add(.person(person, cases)) }
    for application in cases.applications.values where application.dossierErased != nil {
      all.add(.dossier(application))
    }
    return all
  }
}
