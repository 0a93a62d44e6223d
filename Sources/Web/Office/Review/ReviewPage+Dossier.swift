import Register
import Rules

extension ReviewModel {
  /// The dossier, for the partial `dossier`.
  func bindings(_ dossier: ReviewedDossier, _ texts: Texts) -> Bindings {
    let openings = dossier.sections.map { opening($0) }
    let documents = opening(dossier.documents)
    let isQuiet = !openings.contains(where: \.callsForLook) && !documents.callsForLook
    return [
      "wholeAddress": .text(
        DeskAddress.review(id).path(texts.language) + (isWhole ? "?open=some" : "?open=all")),
      "wholeText": .text(texts[isWhole ? "review-open-some" : "review-open-all"]),
      "sections": .list(
        zip(dossier.sections, openings).enumerated().map { place, pair in
          let (section, opening) = pair
          return [
            "id": .text("part-" + section.id),
            "name": .text(texts[section.name]),
            "open": .flag(isWhole || opening.callsForLook || isQuiet && place == 0),
            "note": .text(opening.note(texts)),
            "sectionItem": .optional(
              section.place.flatMap { returnItem($0, texts[section.name], texts) }),
            "anchor": .optional(section.place?.anchor),
            "groups": .list(section.groups.map { bindings($0, section.name, texts) }),
          ]
        }),
      "hasDocuments": .flag(!dossier.documents.isEmpty),
      "openDocuments": .flag(isWhole || documents.callsForLook),
      "documentsNote": .text(documents.note(texts)),
      "documents": .list(dossier.documents.map { bindings($0, texts) }),
    ]
  }

  private func bindings(
    _ group: ReviewedDossier.Group, _ section: Wording, _ texts: Texts
  ) -> Bindings {
    [
      "heading": .optional(group.number.map { "\(texts[section]) \($0)" }),
      "change": .mark(group.change, texts),
      "fields": .list(
        group.fields.map { field in
          [
            "anchor": .text(field.place.anchor),
            "label": .text(texts[field.label]),
            "lines": .list(field.lines.map { ["line": .text(texts[$0])] }),
            "isAnswered": .flag(!field.lines.isEmpty),
            "change": .mark(field.change, texts),
            "hasBefore": .flag(!field.before.isEmpty),
            "before": .list(field.before.map { ["line": .text(texts[$0])] }),
            "personal": .flag(field.isPersonal),
            "public": .flag(field.isPublished),
            "item": .optional(
              group.change == .removed
                ? nil : returnItem(field.place, texts[field.label], texts)),
          ]
        }),
    ]
  }

  private func bindings(_ document: ReviewedDossier.Document, _ texts: Texts) -> Bindings {
    [
      "anchor": .text(document.place.anchor),
      "name": .text(texts[document.name]),
      "help": .text(texts[document.help]),
      "change": .mark(document.change, texts),
      "versions": .list(
        document.versions.map { version in
          [
            "address": .desk(.document(id, digest: version.file.sha256), texts),
            "name": .text(version.file.name),
            "about": .text(
              texts.fill(
                "document-version",
                [
                  "version": String(version.number),
                  "size": FileSize.text(version.file.bytes),
                ])),
            "old": .flag(!version.counts),
            "new": .flag(version.isNew),
            "unscanned": .flag(!version.file.scanned),
            "digest": .text(version.file.sha256),
          ]
        }),
      "item": .optional(returnItem(document.place, texts[document.name], texts)),
    ]
  }

  /// The tick with which something goes back; `nil` where the viewer may not return it.
  private func returnItem(_ place: FormPlace, _ label: String, _ texts: Texts) -> Bindings? {
    guard canReview else { return nil }
    let typed = draft.items[place.text]
    return [
      "place": .text(place.text),
      "anchor": .text(place.anchor),
      "label": .text(label),
      "ticked": .flag(typed?.isTicked == true),
      "faulty": .flag(draft.faults.contains(place.text)),
      "reason": .text(typed?.reason ?? ""),
      "remedy": .text(typed?.remedy ?? ""),
    ]
  }
}

/// The length of a file, as people read it.
enum FileSize {
  static func text(_ bytes: Int) -> String {
    switch bytes {
    case ..<1024: "\(max(bytes, 0)) B"
    case ..<(1 << 20): "\((bytes + 1023) / 1024) KB"
    default: tenths(bytes)
    }
  }

  private static func tenths(_ bytes: Int) -> String {
    let tenths = bytes / (1 << 20) * 10 + bytes % (1 << 20) * 10 / (1 << 20)
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
