import Record
import Register
import Rules

/// What the page of all lists shows.
struct ListsModel: Sendable {
  var time: TimeView = .now
  var tracks: [OfTrack] = []
  var pendingNotices = 0

  struct OfTrack: Sendable {
    var track: Track
    var rows: Int
    var filings: Int
    /// Newest first.
    var lists: [OfList]
    /// Whether its lists print roles.
    var hasRoles: Bool
  }

  struct OfList: Sendable {
    var id: String
    var title: String
    var published: PublicDate
    var rows: Int
    var byRole: [Role: Int]
    var notInForce: Int
  }
}

extension ListsModel {
  init(_ request: PageRequest) {
    var faults: [ParameterFault] = []
    time = TimeView(reading: request.items, faults: &faults)
    let statistics = request.state.statistics(time)
    pendingNotices = statistics.pendingNotices
    tracks = statistics.ordered.map { counts in
      OfTrack(
        track: counts.track, rows: counts.rows, filings: counts.filings,
        lists: counts.lists.reversed().map { list in
          OfList(
            id: list.id, title: request.state.list(list.id)?.header.title ?? "",
            published: list.published, rows: list.rows, byRole: list.byRole,
            notInForce: list.notInForce)
        }, hasRoles: request.state.printsRoles(counts.track))
    }
  }
}
