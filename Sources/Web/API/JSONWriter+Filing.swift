import Record
import Register
import Rules

extension JSONWriter {
  /// A filing as it stands in results, lists and organizations.
  mutating func filing(_ view: FilingView, _ time: TimeView) {
    object { json in json.filingMembers(view, time) }
  }

  /// The members of a filing.
  mutating func filingMembers(_ view: FilingView, _ time: TimeView) {
    let number = view.number
    member("id", view.key)
    member("number", view.facts.number)
    member("digits", number == nil ? nil : view.key)
    key("tracks")
    array { json in for track in view.tracks { json.string(track.rawValue) } }
    member("status", view.status.rawValue)
    key("statusSince")
    date(view.statusSince)
    key("published")
    date(view.published)
    facts(view.facts, organizationID: view.organizationID)
    member("region", number?.regionCode.digits)
    member("year", view.year)
    key("places")
    array { json in
      for place in view.places {
        json.object { json in
          json.member("list", place.list)
          json.member("row", place.row)
        }
      }
    }
    member("findings", view.findings)
    member("href", SiteAddress.apiFiling(key: view.key, time).path)
  }

  /// What a row says, member by member.
  mutating func facts(_ facts: FilingFacts, organizationID: String?) {
    member("algorithm", facts.algorithm)
    member("role", facts.role?.rawValue)
    member("category", facts.category)
    key("organization")
    object { json in
      if let organizationID { json.member("id", organizationID) }
      json.member("name", facts.organization)
    }
    key("products")
    array { json in
      for product in facts.products {
        json.object { json in
          json.member("name", product.name)
          json.member("form", product.form)
        }
      }
    }
    member("purpose", facts.purpose)
    member("creditCode", facts.creditCode?.text)
    member("modelCode", facts.modelCode?.text)
    key("notes")
    array { json in
      for note in facts.notes {
        json.object { json in
          json.member("kind", note.kind.rawValue)
          json.member("month", note.month)
          json.member("before", note.before)
          json.member("after", note.after)
          json.member("text", note.text)
        }
      }
    }
  }

  /// A date, `YYYY-MM-DD` or `YYYY-MM`; `null` where there is none.
  mutating func date(_ date: PublicDate?) {
    if let date { string(date.description) } else { null() }
  }

  /// A source, `null` where there is none.
  mutating func source(_ source: Source?) {
    guard let source else { return null() }
    object { json in
      json.member("name", source.name)
      json.member("sha256", source.sha256)
      json.member("bytes", source.bytes)
      json.member("address", source.address)
    }
  }
}
