import Hummingbird
import Record
import Register
import Rules

/// Lists: all of them, and one with its rows.
extension MachineRoutes {
  /// `/api/v1/lists`: every list that is recorded, oldest first.
  func lists(_ request: Request) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    return request.answer(.json, tag: publication.tag) {
      let state = publication.state
      let shown = state.listIDs.compactMap { state.list($0) }.filter { $0.isShown(time) }
        .sorted { ($0.published, $0.id) < ($1.published, $1.id) }
      var json = JSONWriter(capacity: 1024 + 768 * shown.count)
      json.object { json in
        json.head(publication, time)
        json.key("lists")
        json.array { json in
          for list in shown { json.object { json in json.listMembers(list, time) } }
        }
      }
      return json.bytes
    }
  }

  /// `/api/v1/lists/{track}/{period}`: a list with its rows, in its own order.
  func list(_ request: Request, _ id: String) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    guard let list = publication.state.list(id) else {
      throw Problem(
        .noSuchList, zh: "没有清单“\(id)”；所收录的清单见/api/v1/lists",
        en: "there is no list \(id); those recorded here stand at /api/v1/lists")
    }
    guard list.isShown(time) else { throw Self.notByThen }
    return request.answer(.json, tag: publication.tag) {
      var json = JSONWriter(capacity: 2048 + 2048 * list.rows.count)
      json.object { json in
        json.head(publication, time)
        json.key("list")
        json.object { json in
          json.listMembers(list, time)
          json.key("rows")
          json.array { json in
            for row in list.rows where time.shows(index: row.firstLeaf) {
              json.row(row, of: list, publication, time)
            }
          }
        }
      }
      return json.bytes
    }
  }
}

extension ListState {
  /// Whether the list was recorded and published by then.
  func isShown(_ time: TimeView) -> Bool {
    time.shows(index: copies[0].index) && time.shows(published)
  }

  /// The newest copy by then.
  func header(_ time: TimeView) -> ListLeaf {
    (copies.last { time.shows(index: $0.index) && time.shows($0.header.published) } ?? copies[0])
      .header
  }
}

extension JSONWriter {
  /// The members of a list without its rows.
  fileprivate mutating func listMembers(_ list: ListState, _ time: TimeView) {
    let header = list.header(time)
    member("id", list.id)
    member("track", list.track.rawValue)
    member("title", header.title)
    member("columns", header.columns)
    member("rowCount", header.rows)
    key("published")
    date(list.published)
    key("copies")
    array { json in
      for copy in list.copies where time.shows(index: copy.index) {
        json.object { json in
          json.member("index", copy.index)
          json.member("rowCount", copy.header.rows)
          json.key("published")
          json.date(copy.header.published)
          json.member("recorded", copy.header.recorded.description)
          json.key("source")
          json.source(copy.header.source)
        }
      }
    }
    member("href", SiteAddress.apiList(id: list.id, time).path)
    member("page", SiteAddress.page(.list(id: list.id, .from(row: 1), time), nil).path)
  }

  /// A row of a list: its cells, and the filing as it stands.
  fileprivate mutating func row(
    _ row: ListState.Row, of list: ListState, _ publication: Publication, _ time: TimeView
  ) {
    guard let filing = publication.state.filings[row.ordinal], let view = filing.view(time) else {
      return
    }
    object { json in
      json.member("row", row.row)
      json.member(
        "cells", filing.readings(of: row.row, in: list.id, time).last?.leaf.row?.printed ?? [])
      json.member("withdrawn", filing.withdrawal(of: row.row, in: list.id, time) != nil)
      json.key("filing")
      json.filing(view, time)
    }
  }
}
