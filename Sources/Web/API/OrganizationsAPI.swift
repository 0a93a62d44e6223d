import Hummingbird
import Register

/// Organizations, as the lists show them.
extension MachineRoutes {
  /// `/api/v1/organizations/{id}`: an organization with all its filings.
  func organization(_ request: Request, _ id: String) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    guard let organization = publication.state.organization(id, time) else {
      guard publication.state.organization(id) == nil else { throw Self.notByThen }
      throw Problem(
        .noSuchOrganization, zh: "没有标识为“\(id)”的主体",
        en: "there is no organization with the identifier \(id)")
    }
    return request.answer(.json, tag: publication.tag) {
      var json = JSONWriter(capacity: 1024 + 2048 * organization.filings.count)
      json.object { json in
        json.head(publication, time)
        json.key("organization")
        json.object { json in
          json.member("id", organization.id)
          json.member("name", organization.name)
          json.member("otherNames", organization.otherNames)
          json.member("subjectNumbers", organization.subjectNumbers)
          json.member("href", SiteAddress.apiOrganization(id: organization.id, time))
          json.member("page", SiteAddress.page(.organization(id: organization.id, time), nil).path)
          json.key("filings")
          json.array { json in
            for view in organization.filings { json.filing(view, time) }
          }
        }
      }
      return json.bytes
    }
  }
}
