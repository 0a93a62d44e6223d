import Hummingbird
import Register
import Rules

/// Filings: the search, one of them, and its receipt.
extension MachineRoutes {
  /// `/api/v1/filings`: a page of what a search finds.
  func filings(_ request: Request) throws(Problem) -> Response {
    let publication = publications.current
    let query = try APIParameters(
      request, names: APIParameters.ofFilings + ["limit", "after"]
    ).filings(publication)
    return request.answer(.json, tag: publication.tag) {
      let page = publication.state.search(query)
      var json = JSONWriter(capacity: 1024 + 2048 * page.filings.count)
      json.object { json in
        json.head(publication, query.time)
        json.member("total", page.total)
        json.key("filings")
        json.array { json in
          if query.time.isNow {
            fragments.write(page.filings, to: &json)
          } else {
            for view in page.filings { json.filing(view, query.time) }
          }
        }
        json.key("next")
        if let next = page.next {
          var following = query
          following.after = next
          json.object { json in
            json.member("after", next.description)
            json.member("href", SiteAddress.apiFilings(following).path)
          }
        } else {
          json.null()
        }
      }
      return json.bytes
    }
  }

  /// `/api/v1/filings/{number}`: a filing with everything that the log says of it.
  func filing(_ request: Request, _ text: String) throws(Problem) -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    let (filing, view) = try find(text, time, publication)
    return request.answer(.json, tag: publication.tag) {
      var json = JSONWriter(capacity: 4096)
      json.object { json in
        json.head(publication, time)
        json.key("filing")
        if time.isNow {
          json.raw(publication.filings.bytes(view.ordinal) { filing.json(view, publication, time) })
        } else {
          json.raw(filing.json(view, publication, time))
        }
      }
      return json.bytes
    }
  }

  /// `/api/v1/filings/{number}/receipt`: the proof that the log holds the newest entry of a filing.
  func receipt(_ request: Request, _ text: String) throws -> Response {
    let publication = publications.current
    let time = try APIParameters(request, names: APIParameters.ofTime).time(publication)
    let (filing, view) = try find(text, time, publication)
    guard let entry = filing.latestEntry(time) else { throw Self.notByThen }
    let bytes = try registrar.receipt(index: entry.index)
    // Witnesses' cosignatures come after the state, so the bytes are what tells receipts apart.
    let name = view.number == nil ? "entry-\(entry.index)" : view.key
    return request.answer(
      .receipt, tag: EntityTag(of: bytes), fileName: name + ".tlog-proof"
    ) { bytes }
  }

  /// Finds a filing as it was at a time.
  private func find(
    _ text: String, _ time: TimeView, _ publication: Publication
  ) throws(Problem) -> (Filing, FilingView) {
    guard let filing = publication.state.filing(text) else {
      throw Problem(noFiling: NumberReading(text))
    }
    guard let view = filing.view(time) else { throw Self.notByThen }
    return (filing, view)
  }

  static var notByThen: Problem {
    Problem(
      .notByThen, zh: "此项今天存在，但当时尚未公布或尚未记录",
      en: "it is there today, but was not published, or not recorded, by then")
  }
}

extension Filing {
  /// Everything that the log says of the filing by a time.
  fileprivate func json(
    _ view: FilingView, _ publication: Publication, _ time: TimeView
  ) -> [UInt8] {
    var json = JSONWriter(capacity: 4096)
    json.object { json in
      json.filingMembers(view, time)
      json.member("printed", view.printed)
      json.key("rows")
      json.array { json in
        for place in view.places { json.row(of: self, at: place, publication, time) }
      }
      json.key("history")
      json.array { json in
        for entry in entries where time.shows(entry) { json.entry(entry) }
      }
      json.key("links")
      json.object { json in
        json.member("page", SiteAddress.page(.filing(key: view.key, time), nil).path)
        json.member("receipt", SiteAddress.apiReceipt(key: view.key, time).path)
        json.member("organization", SiteAddress.apiOrganization(id: view.organizationID, time))
        json.member("lists", view.places.map { SiteAddress.apiList(id: $0.list, time).path })
      }
    }
    return json.bytes
  }
}

extension TimeView {
  func shows(_ entry: FilingEntry) -> Bool {
    shows(index: entry.index) && shows(entry.leaf.effective)
  }
}

extension Problem {
  /// That no filing has a number, with what is to be said of the number itself.
  init(noFiling reading: NumberReading) {
    switch reading.grade {
    case .malformed(let offset, let reason):
      self.init(
        .noSuchFiling, zh: "编号第\(offset + 1)个字符处有误：\(reason.zh)",
        en: "it is not a number: at character \(offset + 1), \(reason.en)")
    case .checkDigitFails(let fitting):
      self.init(
        .noSuchFiling, zh: "校验位不符（相符的编号是\(fitting)），所收录的清单中也没有此编号",
        en: "its check digit fails (\(fitting) would fit), and no list recorded here has it")
    case .wellFormed:
      self.init(
        .noSuchFiling, zh: "编号格式正确，但所收录的清单中没有",
        en: "the number is well formed, but no list recorded here has it")
    }
  }
}
