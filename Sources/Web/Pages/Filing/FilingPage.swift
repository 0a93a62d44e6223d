import Record
import Register
import Rules

extension FilingModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "filing",
      title: "\(view.facts.algorithm) – \(view.facts.number)",
      description: texts.fill(
        "filing-description",
        [
          "organization": view.facts.organization, "algorithm": view.facts.algorithm,
          "number": view.facts.number, "status": texts[Words.name(view.status)],
        ]),
      address: .filing(key: view.key, time),
      section: .search,
      time: time,
      bindings: bindings(texts))
  }

  /// The code that stands in the labels of what the filed model makes, where the filing carries it.
  private static func providerCode(_ facts: FilingFacts) -> ProviderCode? {
    guard let creditCode = facts.creditCode, let modelCode = facts.modelCode else { return nil }
    return ProviderCode(creditCode: creditCode, service: .generation, modelCode: modelCode)
  }

  private func bindings(_ texts: Texts) -> Bindings {
    let facts = view.facts
    var bindings: Bindings = [
      "track": .text(
        view.tracks.sorted { $0.place < $1.place }.map { texts[Words.name($0)] }
          .joined(separator: texts.language == .chinese ? "、" : "; ")),
      "algorithm": .text(facts.algorithm),
      "isFictional": .flag(view.number?.regionCode == .demonstration),
      "number": .number(view.number, printed: facts.number),
      "status": .status(view.status, texts),
      "since": view.status == .inForce
        ? .absent : .optional(Times.since(view.statusSince, texts)),
      "ended": .optional(ended(texts)),
      "organization": .text(facts.organization),
      "organizationAddress": .page(
        .organization(id: view.organizationID, time), texts),
      "role": .optional(facts.role.map { texts[Words.name($0)] }),
      "roleText": .optional(facts.role.map { Words.explanation($0, texts) }),
      "category": .optional(category(texts)),
      "hasProducts": .flag(!facts.products.isEmpty),
      "products": .list(
        facts.products.map { ["name": .text($0.name), "form": .optional($0.form)] }),
      "purpose": .text(facts.purpose),
      "providerCode": .optional(Self.providerCode(facts)?.description),
      "region": .optional(
        view.number.map { number in
          [
            "name": .text(Regions.name(number.regionCode.digits).zh),
            "digits": .text(number.regionCode.digits),
          ]
        }),
      "published": .text(view.published.description),
    ]
    bindings["places"] = .list(
      view.places.map { place in
        [
          "name": .text(Self.name(place, texts)),
          "address": .text(PageAddress.listRow(place, texts.language, time)),
          "withdrawn": withdrawn.contains(place) ? .text(texts["withdrawn"]) : .absent,
        ]
      })
    bindings["hasFindings"] = .flag(!findings.isEmpty)
    bindings["findings"] = .list(findings.map { ["text": .runs(texts.sentence($0), texts)] })
    bindings["firstRows"] = .list(firstRows.map { self.bindings($0, texts) })
    bindings["hasHistory"] = .flag(!changes.isEmpty)
    bindings["history"] = .list(changes.map { self.bindings($0, texts) })
    bindings["hasNotes"] = .flag(!facts.notes.isEmpty)
    bindings["notes"] = .list(
      facts.notes.map { note in
        [
          "kind": .text(Words.name(note.kind, texts)),
          "month": .optional(note.month),
          "text": .text(note.text),
        ]
      })
    bindings["receipt"] = .text(SiteAddress.apiReceipt(key: view.key, time).path)
    bindings["receiptCommand"] = .text(
      "countermark receipt verify \(view.number?.digits ?? "FILE").tlog-proof \\\n"
        + "  --policy policy.txt")
    bindings["newestLeaf"] = .text(
      texts.fill("receipt-entry", ["n": String(view.newestLeaf)]))
    bindings["json"] = .text(SiteAddress.apiFiling(key: view.key, time).path)
    bindings["decode"] = .optional(
      view.number.map { number in
        var decode = NumberParts(number, texts).bindings(texts)
        decode["address"] = .page(.number(number.description), texts)
        return decode
      })
    return bindings
  }

  private func category(_ texts: Texts) -> String? {
    if let category = view.number?.category { return texts.capitalized(category.name) }
    return view.facts.category
  }

  private func ended(_ texts: Texts) -> Bindings? {
    let key: String
    switch view.status {
    case .inForce, .changed: return nil
    case .cancelled: key = "ended-cancelled"
    case .revoked: key = "ended-revoked"
    }
    return [
      "title": .text(
        texts[key] + (texts.language == .chinese ? "，" : " ")
          + Times.since(view.statusSince, texts) + (texts.language == .chinese ? "。" : ".")),
      "text": .text(texts["ended-text"]),
    ]
  }

  static func name(_ place: RowPlace, _ texts: Texts) -> String {
    texts.fill("list-row", ["list": texts[Words.list(place.list)], "row": String(place.row)])
  }

  private func bindings(_ row: PrintedRow, _ texts: Texts) -> Bindings {
    [
      "index": .text(String(row.index)),
      "caption": .text(Self.name(row.place, texts)),
      "cells": .list(row.cells.map { ["heading": .text($0.heading), "text": .text($0.text)] }),
      "recorded": .recorded(row.recorded, index: row.index, texts) { time in
        .filing(key: view.key, time)
      },
    ]
  }
}
