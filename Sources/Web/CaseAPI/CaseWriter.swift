import Record
import Register
import Rules

/// Writes an application as somebody may see it.
struct CaseWriter {
  let registrar: Registrar
  let cases: CaseState
  let now: Moment

  /// An application: what both sides see, and to officials who reviews and what is recommended.
  func application(_ view: CaseView, _ json: inout JSONWriter) {
    let application = view.application
    json.object { json in
      json.member("id", application.id.text)
      json.key("organization")
      organization(application.organization, &json)
      json.member("track", application.track.rawValue)
      json.key("rulebook")
      json.object { json in
        json.member("id", application.rulebook.id)
        json.member("version", application.rulebook.version)
      }
      json.member("status", application.status.rawValue)
      json.member("round", application.round)
      json.member("begun", application.begun.description)
      json.member("changed", application.changed.description)
      json.key("due")
      due(application, &json)
      json.member("number", application.number?.description)
      json.member("list", application.list)
      json.member("openPlaces", application.openPlaces)
      json.member("returns", application.returns.count)
      json.key("history")
      json.array { json in
        for step in application.history {
          json.object { json in
            json.member("step", step.name.rawValue)
            json.member("at", step.at.description)
          }
        }
      }
      guard view.side == .official else { return }
      json.member("claimedBy", application.claimedBy?.text)
      json.key("recommendation")
      guard let recommendation = application.recommendation else { return json.null() }
      json.object { json in
        json.member("outcome", recommendation.outcome.rawValue)
        json.member("by", recommendation.by.text)
        json.member("reasons", try? registrar.reasons(recommendation.record))
      }
    }
  }

  /// An organization.
  func organization(_ id: Identifier, _ json: inout JSONWriter) {
    let organization = cases.organization(id)
    json.object { json in
      json.member("id", id.text)
      json.member("name", organization?.name)
      json.member("creditCode", organization?.creditCode.text)
    }
  }

  private func due(_ application: Application, _ json: inout JSONWriter) {
    let today = now.beijingDay
    guard !application.status.isFinal, application.status != .approved,
      let due = application.due(in: .china, asOf: today)
    else { return json.null() }
    json.object { json in
      json.member("day", due.day?.iso)
      json.member("provisional", due.isProvisional)
      json.member("overdue", due.isOverdue(on: today))
      json.member("granted", due.granted)
      json.member("used", due.used)
      json.member("remaining", due.remaining)
      json.key("explanation")
      json.array { json in
        for line in due.explanation(in: Rulebook.edition(application.rulebook)) {
          json.wording(line)
        }
      }
    }
  }
}
