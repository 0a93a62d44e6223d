import Register
import Rules

extension QueueModel {
  /// What the template is given.
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "today": .text(texts.fill("queue-today", ["date": today.iso])),
      "tabs": Self.tabs(queue: counts[.all] ?? 0, mandates: mandates, current: .queue, texts),
      "filters": .list(
        Filter.allCases.map { part in
          [
            "name": .text(name(part, texts)),
            "count": .text(Texts.grouped(counts[part] ?? 0)),
            "address": .desk(.queue(part, from: 1), texts),
            "current": .flag(part == filter),
          ]
        }),
      "spans": .optional(spans.isEmpty ? nil : plot(texts)),
      "caption": .text(texts.count("queue-caption", total)),
      "hasCases": .flag(!cases.isEmpty),
      // Rows that are written already; here they are the template's own.
      "rows": .absent,
      "cases": .list(cases.map { $0.bindings(forms) }),
      "previous": first > 1
        ? .desk(.queue(filter, from: first - Self.portion), texts) : .absent,
      "next": first + Self.portion <= total
        ? .desk(.queue(filter, from: first + Self.portion), texts) : .absent,
    ]
  }

  /// The two lists of what waits, as a navigation.
  enum Tab: Hashable, Sendable { case queue, mandates }

  static func tabs(queue: Int, mandates: Int, current: Tab, _ texts: Texts) -> Binding {
    .list([
      [
        "name": .text(texts["tab-queue"]), "count": .text(Texts.grouped(queue)),
        "address": .desk(.queue(.all, from: 1), texts), "current": .flag(current == .queue),
      ],
      [
        "name": .text(texts["tab-mandates"]), "count": .text(Texts.grouped(mandates)),
        "address": .desk(.mandates, texts), "current": .flag(current == .mandates),
      ],
    ])
  }

  private func name(_ part: Filter, _ texts: Texts) -> String {
    switch part {
    case .all: texts["queue-all"]
    case .mine: texts["queue-mine"]
    case .free: texts["queue-free"]
    case .decision: texts["queue-decision"]
    }
  }

  private func name(_ span: Span, _ texts: Texts) -> String {
    switch span {
    case .overdue: texts["span-overdue"]
    case .today: texts["span-today"]
    case .week: texts["span-week"]
    case .fortnight: texts["span-fortnight"]
    case .later: texts["span-later"]
    }
  }

  /// How many cases have how many days left: bars that say their names and numbers.
  private func plot(_ texts: Texts) -> Bindings {
    let bars = Span.allCases.map { span in
      let style =
        switch span {
        case .overdue: "bar-revoked"
        case .today: "bar-changed"
        case .week, .fortnight, .later: "bar-one"
        }
      return BarPlot.Bar(name: name(span, texts), value: spans[span] ?? 0, style: style)
    }
    let told = bars.map { "\($0.name): \(Texts.grouped($0.value))" }
      .joined(separator: " · ")
    return BarPlot(bars: bars).plot { "\($0.name): \(Texts.grouped($0.value))" }
      .bindings(id: "queue-plot", title: texts["queue-plot"], description: told)
  }
}

extension QueueModel.Case {
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "algorithm": .text(algorithm ?? texts[canOpen ? "dossier-erased" : "queue-own-case"]),
      "organization": .text(organization),
      "address": canOpen ? .desk(.review(id), texts) : .absent,
      "round": .text(texts.fill("queue-round", ["round": String(round)])),
      "state": .state(status, texts),
      "holder": .text(
        isHeld ? holder ?? texts["person-erased"] : texts["queue-nobody"]),
      "mine": .flag(isMine),
      "due": .optional(due?.bindings(texts)),
      "claim": canClaim ? forms.form(.step(id, .claim)) : .absent,
      "release": canRelease ? forms.form(.step(id, .release)) : .absent,
    ]
  }
}
