/// What stands in a cell of a table, or behind a name.
struct OfficeCell: Sendable {
  var text: String
  /// The path of the office that it leads to, without a language.
  var path: String?
  /// The whole address that it leads to, where it is no page of the office.
  var address: String?
  /// A remark below it.
  var note: String?
  var isCode = false
  var badge: OfficeBadge?
  /// A form that is a button.
  var button: OfficeFormBlock?

  /// A text.
  init(_ text: String, path: String? = nil, isCode: Bool = false) {
    self.text = text
    self.path = path
    self.isCode = isCode
  }

  /// A status.
  init(_ badge: OfficeBadge) {
    self.init("")
    self.badge = badge
  }

  /// A button.
  init(_ button: OfficeFormBlock) {
    self.init("")
    self.button = button
  }

  func bindings(_ visit: Visit) -> Bindings {
    let target = path.map { visit.link($0) } ?? address
    let isPlain = target == nil && badge == nil && button == nil && !isCode
    return [
      "plain": isPlain ? .runs(text, visit.texts) : .absent,
      "link": .optional(
        target.map { ["text": .text(text), "address": .text($0)] } as Bindings?),
      "codeText": isCode && target == nil ? .text(text) : .absent,
      "badge": .optional(badge?.bindings),
      "button": .optional(button?.bindings(visit)),
      "remarkBelow": note.map { .runs($0, visit.texts) } ?? .absent,
    ]
  }
}

/// A table; the first cell of a row names it.
struct OfficeTable: Sendable {
  var caption: String
  var headings: [String]
  var rows: [[OfficeCell]]

  func bindings(_ visit: Visit) -> Bindings {
    [
      "caption": .text(caption),
      "headings": .list(headings.map { ["name": .text($0)] }),
      "rows": .list(
        rows.map { row in
          [
            "cells": .list(
              zip(headings, row).enumerated().map { place, pair in
                [
                  "first": .flag(place == 0), "label": .text(pair.0),
                  "cell": .object(pair.1.bindings(visit)),
                ]
              })
          ]
        }),
    ]
  }
}
