import Record
import Register
import Rules

extension ListModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    let name = texts[Words.list(id)]
    return PageContent(
      template: "list",
      title: name,
      description: texts.count("list-description", rowCount, ["list": name]),
      address: .list(id: id, portion, time),
      section: .lists,
      time: time,
      bindings: bindings(name, texts))
  }

  private func bindings(_ name: String, _ texts: Texts) -> Bindings {
    [
      "listsAddress": .page(.lists(time), texts),
      "name": .text(name),
      "title": .text(title),
      "track": .text(texts[Words.name(track)]),
      "published": .text(published.description),
      "rows": .text(Texts.grouped(rowCount)),
      "notInForce": .text(Texts.grouped(notInForce)),
      "caption": .text(caption(texts)),
      "columnCount": .text(String(max(columns.count, 1))),
      "columns": .list(
        columns.map { ["heading": .text($0), "class": .text(Self.style($0))] }),
      "tableRows": .list(rows.map { bindings($0, texts) }),
      "portions": .optional(rowCount > ListPortion.rows ? portions(texts) : nil),
      "copies": .list(copies.map { bindings($0, texts) }),
    ]
  }

  private func caption(_ texts: Texts) -> String {
    switch portion {
    case .from(let start) where rowCount > ListPortion.rows:
      texts.count(
        "list-caption-part", rowCount,
        ["from": Texts.grouped(start), "to": Texts.grouped(end(of: start))])
    default: texts.count("list-caption-whole", rowCount)
    }
  }

  private func bindings(_ row: Row, _ texts: Texts) -> Bindings {
    let filing = Binding.page(.filing(key: row.key, time), texts)
    var remarks: [Bindings] = []
    if row.isEdited { remarks.append(["text": .text(texts["list-row-changed"])]) }
    if row.isWithdrawn { remarks.append(["text": .text(texts["withdrawn"])]) }
    return [
      "row": .text(String(row.row)),
      "address": filing,
      "algorithm": .text(row.algorithm),
      "status": .status(row.status, texts),
      "remarks": .list(remarks),
      "cells": .list(
        row.cells.enumerated().map { place, text in
          let heading = place < columns.count ? columns[place] : ""
          let style = Self.style(heading)
          return [
            "heading": .text(heading),
            "class": .text(style),
            "text": .text(text),
            "link": style == "col-number" ? filing : .absent,
          ]
        }),
    ]
  }

  private func bindings(_ copy: Copy, _ texts: Texts) -> Bindings {
    [
      "source": .optional(
        copy.source.map { source in
          [
            "name": .text(source.name),
            "bytes": .text(texts.count("copy-bytes", source.bytes)),
            "sha256": .text(source.sha256),
            "address": .optional(source.address.flatMap(SafeAddress.web)),
          ]
        }),
      "recorded": .recorded(copy.recorded, index: copy.index, texts) { time in
        .list(id: id, portion, time)
      },
    ]
  }

  private func portions(_ texts: Texts) -> Bindings {
    var items: [Bindings] = pageStarts.map { start in
      [
        "address": .page(.list(id: id, .from(row: start), time), texts),
        "name": .text(
          texts.fill("portion", ["from": String(start), "to": String(end(of: start))])),
        "current": .flag(portion == .from(row: start)),
      ]
    }
    items.append([
      "address": .page(.list(id: id, .whole, time), texts),
      "name": .text(texts["portion-whole"]),
      "current": .flag(portion == .whole),
    ])
    var previous: Binding = .absent
    var next: Binding = .absent
    if case .from(let start) = portion {
      if start > 1 {
        previous = .page(.list(id: id, .from(row: start - ListPortion.rows), time), texts)
      }
      if end(of: start) < rowCount {
        next = .page(.list(id: id, .from(row: start + ListPortion.rows), time), texts)
      }
    }
    return [
      "items": .list(items), "previous": previous, "next": next,
      "whole": portion == .whole ? .absent : .page(.list(id: id, .whole, time), texts),
    ]
  }

  /// The class of a column, by its printed heading.
  static func style(_ heading: String) -> String {
    switch heading.unicodeScalars.filter({ !$0.properties.isWhitespace }).map(String.init).joined()
    {
    case "序号": "col-serial"
    case "算法名称": "col-algorithm"
    case "角色": "col-role"
    case "算法类别": "col-category"
    case "主体名称": "col-organization"
    case "应用产品": "col-products"
    case "主要用途": "col-purpose"
    case "备案编号": "col-number"
    case "备注": "col-note"
    default: "col-other"
    }
  }
}

/// Addresses that come from outside and become links.
enum SafeAddress {
  /// The address, where it is one of the web; a link to anything else is not made.
  static func web(_ text: String) -> String? {
    text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
  }
}
