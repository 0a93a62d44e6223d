import Hummingbird
import Register
import Rules

/// Counts, track by track.
extension MachineRoutes {
  /// `/api/v1/statistics`: how much there is of what.
  func statistics(_ request: Request) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    return request.answer(.json, tag: publication.tag) {
      let statistics = publication.state.statistics(time)
      var json = JSONWriter(capacity: 16_384)
      json.object { json in
        json.head(publication, time)
        json.key("tracks")
        json.array { json in for track in statistics.tracks { json.counts(of: track) } }
        json.member("inSeveralTracks", statistics.inSeveralTracks)
        json.member("pendingNotices", statistics.pendingNotices)
      }
      return json.bytes
    }
  }
}

extension JSONWriter {
  fileprivate mutating func counts(of track: Statistics.OfTrack) {
    object { json in
      json.member("track", track.track.rawValue)
      json.member("rows", track.rows)
      json.member("filings", track.filings)
      json.member("organizations", track.organizations)
      json.key("byStatus")
      json.counts(track.byStatus) { $0.rawValue }
      json.key("byRole")
      json.counts(track.byRole) { $0.rawValue }
      json.key("byCategory")
      json.counts(track.byCategory) { $0 < 10 ? "0\($0)" : String($0) }
      json.key("byProvince")
      json.counts(track.byProvince) { $0.isEmpty ? "unknown" : $0 }
      json.key("byYear")
      json.counts(track.byYear) { String($0) }
      json.key("lists")
      json.array { json in
        for list in track.lists {
          json.object { json in
            json.member("id", list.id)
            json.key("published")
            json.date(list.published)
            json.member("rows", list.rows)
            json.key("byRole")
            json.counts(list.byRole) { $0.rawValue }
            json.member("notInForce", list.notInForce)
          }
        }
      }
    }
  }

  /// Counts by name, in the order of the names, so that the same counts are the same bytes.
  private mutating func counts<Key: Hashable>(_ counts: [Key: Int], name: (Key) -> String) {
    object { json in
      for (name, count) in counts.map({ (name($0.key), $0.value) }).sorted(by: { $0 < $1 }) {
        json.key(escaping: name)
        json.number(count)
      }
    }
  }
}
