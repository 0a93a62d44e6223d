internal import Media
internal import Rules

extension CheckReport {
  /// The report in JSON, on one line, its names in the order of their letters.
  ///
  /// The same bytes as `JSONEncoder` makes of it with sorted keys and unescaped slashes.
  public var json: [UInt8] {
    var text = JSONText()
    text.object { text in
      text.field("error", error)
      if let examination { text.field("examination", examination.write) }
      text.field("file", file)
      text.list("named", named) { text, one in
        text.object { text in
          text.field("answer", one.answer.write)
          text.field("producer", one.producer.write)
        }
      }
    }
    return text.bytes
  }
}

extension Examination {
  fileprivate func write(_ text: inout JSONText) {
    text.field("broken", broken)
    if let credential { text.field("credential", credential.write) }
    if let date {
      text.field("date") { text in
        text.field("day", date.day.iso)
        text.field("place", date.place)
      }
    }
    text.list("findings", findings) { text, finding in text.object(finding.write) }
    text.field("format", format.rawValue)
    text.list("marks", marks) { text, mark in text.object(mark.write) }
    text.field("size", size)
    text.field("verdict", verdict.rawValue)
  }
}

extension CheckFinding {
  fileprivate func write(_ text: inout JSONText) {
    text.field("clause", clause)
    if let offset { text.field("offset", offset) }
    text.field("place", place)
    text.field("rule", rule)
    text.field("sentence", sentence.write)
    text.field("severity", severity.rawValue)
  }
}

extension Mark {
  fileprivate func write(_ text: inout JSONText) {
    text.list("fields", fields) { text, field in
      text.object { text in
        text.field("name", field.name)
        text.field("value", field.value)
      }
    }
    text.field("kind", kind.rawValue)
    text.field("offset", offset)
    text.field("place", place)
    text.list("producers", producers) { text, producer in text.object(producer.write) }
    text.field("sentence", sentence.write)
    text.field("verdict", verdict.rawValue)
  }
}

extension Producer {
  fileprivate func write(_ text: inout JSONText) {
    text.field("code", code?.description)
    text.field("part", part.rawValue)
    text.field("text", self.text)
  }
}

extension Wording {
  fileprivate func write(_ text: inout JSONText) {
    text.field("en", en)
    text.field("zh", zh)
  }
}

extension CredentialSummary {
  fileprivate func write(_ text: inout JSONText) {
    text.field("generator", generator)
    text.field("list", list)
    text.field("signed", signed)
    text.field("signer", signer)
    text.list("sourceTypes", sourceTypes) { $0.string($1) }
    text.field("state", state)
    text.list("statuses", statuses) { text, status in
      text.object { text in
        text.field("code", status.code)
        text.field("kind", status.kind)
        text.field("sentence", status.sentence)
        text.field("url", status.url)
      }
    }
    text.field("unchanged", unchanged)
    text.field("unchangedReason", unchangedReason)
  }
}

extension RegisterAnswer {
  fileprivate func write(_ text: inout JSONText) {
    switch self {
    case .filing(let filing):
      text.field("filing") { text in
        text.field("algorithm", filing.algorithm)
        text.field("isInForce", filing.isInForce)
        text.field("number", filing.number)
        text.field("organization", filing.organization)
        text.field("page", filing.page)
        text.field("receipt", filing.receipt)
        text.field("status", filing.status)
        if let then = filing.wasInForce { text.field("wasInForce", then) }
      }
    case .organization(let organization):
      text.field("organization") { text in
        text.field("filings", organization.filings)
        text.field("inForce", organization.inForce)
        text.field("name", organization.name)
        text.field("page", organization.page)
        text.list("sources", organization.sources) { $0.string($1) }
        if let then = organization.wasInForce { text.field("wasInForce", then) }
      }
    case .unanswered(let reason): text.field("reason", reason)
    case .notAsked, .noCode, .notInRegister: break
    }
    text.field("status", status.rawValue)
  }
}
