import Record
import Register
import Rules

/// Mandates and claims that wait for an officer, the oldest first.
struct MandatesModel: Sendable {
  var waiting: [Waiting] = []
  /// How many applications wait, for the other tab.
  var queue = 0
  /// A mandate that could not be declined without a reason.
  var fault: Identifier?

  struct Waiting: Hashable, Sendable {
    var id: Identifier
    var organization: String
    var creditCode: String
    /// Who asked; `nil` where the name was erased.
    var person: PersonDetails?
    /// The key of the filing that is claimed; `nil` for a mandate.
    var filing: String?
    var algorithm: String?
    /// The organization that the lists give the filing to, where its name is another.
    var otherName: String?
    /// The document; `nil` where the record was erased.
    var document: Submission.Document?
    var requested: Moment
    /// Whether the viewer has to stand aside.
    var isOwn: Bool
  }
}

extension MandatesModel {
  init(_ desk: Desk, fault: Identifier? = nil) {
    self.fault = fault
    queue = desk.cases.queue(in: desk.calendar, asOf: desk.today).count
    waiting = desk.cases.openMandates.prefix(200).map { mandate in
      let organization = desk.cases.organization(mandate.organization)
      let facts = mandate.filing.flatMap { desk.state.filing($0)?.current.facts }
      return Waiting(
        id: mandate.id, organization: organization?.name ?? "",
        creditCode: organization?.creditCode.text ?? "",
        person: (try? desk.registrar.details(of: mandate.person)) ?? nil,
        filing: mandate.filing,
        algorithm: facts?.algorithm,
        otherName: facts.flatMap { facts in
          facts.organization.utf8.elementsEqual((organization?.name ?? "").utf8)
            ? nil : facts.organization
        },
        document: desk.document(of: mandate), requested: mandate.requested,
        isOwn: desk.standsAside(mandate))
    }
  }
}

extension Desk {
  /// Whether the viewer asked for a mandate, or acts for its organization.
  func standsAside(_ mandate: Mandate) -> Bool {
    mandate.person == viewer.person || cases.acts(viewer.person, for: mandate.organization)
  }

  /// The document of a mandate that the viewer may review; `nil` where there is none.
  func document(of mandate: Mandate) -> Submission.Document? {
    guard has(.officer), !standsAside(mandate) else { return nil }
    return try? registrar.document(of: mandate)
  }
}
