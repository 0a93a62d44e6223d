import Record
import Register

extension JSONWriter {
  /// An entry of the log that concerns a filing.
  mutating func entry(_ entry: FilingEntry) {
    object { json in
      json.member("index", entry.index)
      json.member("type", entry.leaf.typeName)
      json.member("effective", entry.leaf.effective.description)
      json.member("recorded", entry.leaf.recorded.description)
      switch entry.leaf {
      case .row(let row), .rowChanged(let row):
        json.member("list", row.list)
        json.member("row", row.row)
        json.member("changed", row.changed)
        json.member("printed", row.printed)
        json.key("facts")
        json.object { json in
          json.member("number", row.facts.number)
          json.facts(row.facts, organizationID: nil)
        }
        json.member("findings", row.findings)
      case .rowWithdrawn(let withdrawal):
        json.member("list", withdrawal.list)
        json.member("row", withdrawal.row)
      case .cancellation(let notice):
        json.member("list", notice.list)
        json.member("algorithm", notice.algorithm)
        json.member("organization", notice.organization)
        json.key("source")
        json.source(notice.source)
      case .decision(let decision):
        json.member("act", decision.act.rawValue)
        json.member("ground", decision.ground)
        json.key("facts")
        if let facts = decision.facts {
          json.object { json in
            json.member("number", facts.number)
            json.facts(facts, organizationID: nil)
          }
        } else {
          json.null()
        }
      default: break
      }
    }
  }
}

extension Leaf {
  /// The leaf's type as its bytes name it.
  var typeName: String {
    switch self {
    case .list: "list"
    case .row: "row"
    case .rowChanged: "row-changed"
    case .rowWithdrawn: "row-withdrawn"
    case .cancellation: "cancellation"
    case .decision: "decision"
    case .commitment: "commitment"
    case .organizationCode: "organization-code"
    @unknown default: "other"
    }
  }
}
