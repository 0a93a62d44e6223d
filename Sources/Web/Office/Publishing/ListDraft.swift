import Register

/// Which decided applications an approver wants in a list, and in which order.
struct ListDraft: Hashable, Sendable {
  /// The applications, in the order in which they would be printed.
  var applications: [Identifier] = []

  init() {}

  /// Reads `application=ID` for each ticked one, and `place-ID=NUMBER` for where it stands.
  ///
  /// What has no number stands last; what has the same one stays in the order of the page.
  init(_ values: (String) -> [String]) {
    var seen: Set<Identifier> = []
    let ticked = values("application").compactMap(Identifier.init).filter {
      seen.insert($0).inserted
    }
    let places = ticked.map { id in
      values("place-\(id)").first.flatMap { Int($0) } ?? Int.max
    }
    applications = zip(places, ticked.enumerated()).sorted {
      ($0.0, $0.1.offset) < ($1.0, $1.1.offset)
    }.map(\.1.element)
  }
}
