import Record
import Register
import Rules

/// What happened to an application, as the organization may see it: what its own people did by their
/// names, and the authority as one.
///
/// What officials do among themselves is not shown: who has it in hand, and who sent a recommendation
/// back.
struct CaseHistory: Sendable {
  let application: Register.Application
  /// The names of the Persons on the organization's side, by account; those that were erased are not
  /// among them.
  var names: [String: String] = [:]

  /// The newest first.
  func events(_ texts: Texts) -> [OfficeEvent] {
    var (round, turn) = (0, 0)
    var events: [OfficeEvent] = []
    for step in application.history {
      if step.name == .submit { round += 1 }
      guard let what = Self.name(step.name, texts) else { continue }
      var event = OfficeEvent(what: what, who: who(step, texts), note: nil, at: step.at)
      switch step.name {
      case .submit: event.note = texts.fill("happened-round", ["round": String(round)])
      case .giveBack:
        if application.returns.indices.contains(turn) {
          event.note = texts.count("happened-items", application.returns[turn].places.count)
        }
        turn += 1
      case .approve: event.note = application.number?.description
      default: break
      }
      events.append(event)
    }
    return events.reversed()
  }

  private func who(_ step: Register.Application.Step, _ texts: Texts) -> String {
    switch step.name {
    case .begin, .submit, .withdraw: return names[step.actor] ?? texts["person-erased"]
    case .erase:
      if Identifier(step.actor) == nil { return texts["happened-machine"] }
      return names[step.actor] ?? texts["person-erased"]
    default: return texts["happened-authority"]
    }
  }

  private static func name(
    _ step: ApplicationCommand.Name, _ texts: Texts
  ) -> String? {
    switch step {
    case .begin: texts["happened-begun"]
    case .submit: texts["happened-submitted"]
    case .withdraw: texts["happened-withdrawn"]
    case .claim: texts["happened-claimed"]
    case .giveBack: texts["happened-returned"]
    case .recommend: texts["happened-recommended"]
    case .approve: texts["happened-approved"]
    case .refuse: texts["happened-refused"]
    case .publish: texts["happened-published"]
    case .erase: texts["happened-erased"]
    case .release, .sendBack: nil
    }
  }
}

extension OfficePages {
  /// What happened to an application, with the names of its own people.
  func history(_ application: Register.Application, _ visit: Visit) -> CaseHistory {
    var history = CaseHistory(application: application)
    for actor in Set(application.history.map(\.actor)) {
      guard let account = Identifier(actor).flatMap({ visit.cases.account($0) }) else { continue }
      history.names[actor] = (try? registrar.details(of: account.person))?.name
    }
    return history
  }
}
