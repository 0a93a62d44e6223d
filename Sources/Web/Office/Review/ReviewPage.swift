import Record
import Register
import Rules

extension ReviewModel {
  /// What the page is called.
  func title(_ texts: Texts) -> String { algorithm ?? texts["dossier-erased"] }

  /// What the template is given.
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    let changed = dossier?.changed ?? []
    return [
      "queueAddress": .desk(.queue(.all, from: 1), texts),
      "algorithm": .text(title(texts)),
      "organization": .text(organization),
      "creditCode": .text(creditCode),
      "track": .text(texts[Words.shortName(track)]),
      "rulebook": .text(
        texts.fill(
          "review-rulebook", ["id": rulebook.id, "version": String(rulebook.version)])),
      "round": .text(texts.fill("queue-round", ["round": String(round)])),
      "state": .state(status, texts),
      "holder": .text(
        holder.map { $0.name ?? texts["person-erased"] } ?? texts["queue-nobody"]),
      "mine": .flag(holder?.isViewer == true),
      "due": .optional(due?.bindings(texts)),
      "explanation": .list(explanation.map { ["line": .text(texts[$0])] }),
      "hasExplanation": .flag(!explanation.isEmpty),
      "claim": canClaim ? forms.form(.step(id, .claim)) : .absent,
      "release": canRelease ? forms.form(.step(id, .release)) : .absent,
      "contents": .list(contents(texts)),
      "hasChanges": .flag(!changed.isEmpty),
      "compared": .flag(round > 1),
      "changesTitle": .text(texts.count("review-changes", changed.count)),
      "changed": .list(
        changed.map { place, label, change in
          [
            "anchor": .text(place.anchor), "label": .text(texts[label]),
            "change": .mark(change, texts),
          ]
        }),
      "lastReturn": .optional(lastReturn?.bindings(texts)),
      "hasFindings": .flag(!findings.isEmpty),
      "findings": .list(findings.map { $0.bindings(texts) }),
      "sentBack": .optional(sentBack),
      "recommended": .optional(recommendation.map { bindings($0, forms) }),
      "decided": .optional(decided.map { bindings($0, texts) }),
      "dossier": .optional(dossier.map { bindings($0, texts) }),
      "form": .optional(canReview ? reviewForm(forms) : nil),
      "history": .list(
        history.map { step in
          [
            "name": .text(texts[DeskWords.done(step.name)]),
            "who": .text(step.who ?? texts["person-erased"]),
            "moment": .text(step.at.description), "beijing": .text(texts.beijing(step.at)),
          ]
        }),
    ]
  }

  /// The parts of the page, to go to.
  private func contents(_ texts: Texts) -> [Bindings] {
    var parts = (dossier?.sections ?? []).map { ($0.id, texts[$0.name]) }
    if dossier?.documents.isEmpty == false {
      parts.append(("documents", texts["review-documents"]))
    }
    if canReview {
      parts.append(("return", texts["review-return"]))
      parts.append(("recommend", texts["review-recommend"]))
    }
    return parts.map { ["id": .text("part-" + $0.0), "name": .text($0.1)] }
  }

  /// Where ticked items and a recommendation are sent.
  private func reviewForm(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "return": forms.form(.step(id, .giveBack)),
      "recommend": forms.form(.step(id, .recommend)),
      "faults": draft.faults.isEmpty && !draft.isEmpty
        ? .absent
        : .text(
          draft.isEmpty
            ? texts["return-none"] : texts.count("return-reasons", draft.faults.count)),
    ]
  }

  private func bindings(_ one: Recommended, _ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "outcome": .text(texts[DeskWords.name(one.outcome)]),
      "by": .text(one.by ?? texts["person-erased"]),
      "reasons": .text(one.reasons ?? texts["record-erased"]),
      "another": .flag(deciding == .anotherPerson),
      "decide": .optional(
        deciding == .yes
          ? [
            "approve": one.outcome == .file ? forms.form(.step(id, .approve)) : .absent,
            "refuse": one.outcome == .refuse ? forms.form(.step(id, .refuse)) : .absent,
            "sendBack": forms.form(.step(id, .sendBack)),
          ] : nil),
    ]
  }

  private func bindings(_ one: Decided, _ texts: Texts) -> Bindings {
    [
      "title": .text(texts[one.outcome == .file ? "decided-file" : "decided-refuse"]),
      "number": one.number.map { .number($0, printed: $0.description) } ?? .absent,
      "beijing": .optional(one.at.map { texts.beijing($0) }),
      "ground": .optional(one.ground.map { texts[LegalGround.wording($0, track)] }),
      "decisionReasons": .optional(one.reasons),
      "commitment": .optional(
        one.commitment.map { texts.fill("decided-entry", ["n": String($0)]) }),
      "receipt": .desk(.receipt(id), texts),
      "list": .optional(
        one.list.map { list in
          [
            "name": .text(texts[Words.list(list)]),
            "address": .page(.list(id: list, .from(row: 1), .now), texts),
          ]
        }),
      "unpublished": .flag(one.outcome == .file && one.list == nil),
      "publishing": .desk(.publishing, texts),
    ]
  }
}

extension ReviewModel.LastReturn {
  func bindings(_ texts: Texts) -> Bindings {
    [
      "title": .text(texts.fill("review-last-return", ["round": String(round)])),
      "beijing": .text(texts.beijing(at)),
      "items": .list(
        items.map { item in
          [
            "anchor": .text(item.place.anchor),
            "label": .text(texts[item.name]),
            "reason": .text(item.reason),
            "remedy": item.remedy.isEmpty ? .absent : .text(item.remedy),
            "reply": .optional(item.reply),
            "change": item.isChanged ? .mark(.changed, texts) : .absent,
          ]
        }),
    ]
  }
}

extension ReviewModel.FoundItem {
  func bindings(_ texts: Texts) -> Bindings {
    [
      "wording": .runs(texts[wording], texts),
      "remedy": .runs(texts[remedy], texts),
      "places": .list(places.map { ["anchor": .text($0.anchor), "place": .text($0.text)] }),
    ]
  }
}

extension Binding {
  /// How something changed, in a word and with a class.
  static func mark(_ change: ReviewedDossier.Change?, _ texts: Texts) -> Binding {
    guard let change else { return .absent }
    let (style, key) =
      switch change {
      case .added: ("added", texts["change-added"])
      case .removed: ("removed", texts["change-removed"])
      case .changed: ("changed", texts["change-changed"])
      }
    return .object(["class": .text("mark-" + style), "name": .text(key)])
  }
}
