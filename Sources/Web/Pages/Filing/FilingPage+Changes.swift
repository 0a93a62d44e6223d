import Record
import Register
import Rules

extension FilingModel {
  func bindings(_ change: Change, _ texts: Texts) -> Bindings {
    let described = change.described(texts, track: view.tracks.first)
    return [
      "class": .text(described.style),
      "index": .text(String(change.index)),
      "effective": .text(change.effective.description),
      "title": .text(described.title),
      "text": described.text.map { .runs($0, texts) } ?? .absent,
      "hasChanges": .flag(!described.differences.isEmpty),
      "changes": .list(described.differences.map { $0.bindings(texts) }),
      "source": .optional(
        change.source.map { source in
          [
            "name": .text(source.name),
            "address": .optional(source.address.flatMap(SafeAddress.web)),
          ]
        }),
      "recorded": .recorded(change.recorded, index: change.index, texts) { time in
        .filing(key: view.key, time)
      },
    ]
  }
}

extension FilingModel.Change {
  fileprivate struct Described {
    var title: String
    var text: String?
    var differences: [FilingModel.Difference] = []
    var style: String
  }

  fileprivate func described(_ texts: Texts, track: Track?) -> Described {
    func fill(_ key: String, _ place: RowPlace) -> String {
      texts.fill(key, ["list": texts[Words.list(place.list)], "row": String(place.row)])
    }
    switch kind {
    case .rowChanged(let place, let differences):
      return Described(
        title: fill("history-row-changed", place), text: nil, differences: differences,
        style: "event event-changed")
    case .rowWithdrawn(let place):
      return Described(
        title: fill("history-withdrawn", place), text: nil, style: "event event-changed")
    case .cancellation(let organization, let algorithm):
      return Described(
        title: texts["history-cancellation"],
        text: texts.fill(
          "history-cancellation-text",
          ["organization": organization, "algorithm": algorithm]),
        style: "event event-ended")
    case .decision(let act, let ground, let differences):
      let key: String
      switch act {
      case .changed: key = "history-decision-changed"
      case .cancelled: key = "history-decision-cancelled"
      case .revoked: key = "history-decision-revoked"
      }
      return Described(
        title: texts[key],
        text: texts.fill(
          "history-decision-text", ["ground": texts[LegalGround.wording(ground, track)]]),
        differences: differences,
        style: act == .changed ? "event event-changed" : "event event-ended")
    }
  }
}

extension FilingModel.Difference {
  func bindings(_ texts: Texts) -> Bindings {
    let nothing = texts["change-nothing"]
    return [
      "heading": .text(heading(texts)),
      "headingTag": .text(tag(texts)),
      "before": .text(before.isEmpty ? nothing : before),
      "after": .text(after.isEmpty ? nothing : after),
    ]
  }

  private func heading(_ texts: Texts) -> String {
    switch subject {
    case .column(let heading): heading
    case .fact(.algorithm): texts["fact-algorithm"]
    case .fact(.organization): texts["fact-organization"]
    case .fact(.role): texts["fact-role"]
    case .fact(.products): texts["fact-products"]
    case .fact(.purpose): texts["fact-purpose"]
    }
  }

  private func tag(_ texts: Texts) -> String {
    if case .column = subject { return Language.chinese.tag }
    return texts.language.tag
  }
}
