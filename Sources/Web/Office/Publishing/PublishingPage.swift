import Register
import Rules

extension PublishingModel {
  /// What the template is given.
  func bindings(_ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "track": .text(texts[Words.name(track)]),
      "address": .desk(.publishing, texts),
      "publishedList": .optional(
        published.map { list in
          [
            "name": .text(texts[Words.list(list)]),
            "address": .page(.list(id: list, .from(row: 1), .now), texts),
          ]
        }),
      "hasWaiting": .flag(!waiting.isEmpty),
      "caption": .text(texts.count("publish-waiting", waiting.count)),
      "waiting": .list(
        waiting.map { one in
          [
            "id": .text(one.id.text),
            "algorithm": .text(one.algorithm ?? texts["dossier-erased"]),
            "organization": .text(one.organization),
            "address": .desk(.review(one.id), texts),
            "number": one.number.map { .number($0, printed: $0.description) } ?? .absent,
            "beijing": .text(texts.beijing(one.decided)),
            "ticked": .flag(one.isTicked),
            "place": .text(String(one.place)),
          ]
        }),
      "refusal": .optional(refusal.map { texts[$0] }),
      "preview": .optional(preview.map { bindings($0, forms) }),
    ]
  }

  private func bindings(_ preview: Preview, _ forms: DeskForms) -> Bindings {
    let texts = forms.texts
    return [
      "title": .text(preview.title),
      "published": .text(preview.published.iso),
      "rowCount": .text(texts.count("list-caption-whole", preview.rows.count)),
      "columns": .list(
        preview.columns.map { ["heading": .text($0), "class": .text(ListModel.style($0))] }),
      "rows": .list(
        preview.rows.map { cells in
          [
            "cells": .list(
              zip(preview.columns, cells).map { heading, text in
                [
                  "heading": .text(heading), "class": .text(ListModel.style(heading)),
                  "text": .text(text),
                ]
              })
          ]
        }),
      "publish": forms.form(.publishing),
      "button": .text(texts.count("publish-button", preview.rows.count)),
      "chosen": .list(draft.applications.map { ["id": .text($0.text)] }),
    ]
  }
}
