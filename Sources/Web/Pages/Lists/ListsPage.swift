import Record
import Register
import Rules

extension ListsModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "lists",
      title: texts["lists-heading"],
      description: texts["lists-lead"],
      address: .lists(time),
      section: .lists,
      time: time,
      bindings: [
        "tracks": .list(tracks.map { bindings($0, texts) }),
        "pending": pendingNotices > 0
          ? .text(texts.count("lists-pending", pendingNotices)) : .absent,
      ])
  }

  private func bindings(_ track: OfTrack, _ texts: Texts) -> Bindings {
    [
      "id": .text("track-" + track.track.rawValue),
      "name": .text(texts[Words.name(track.track)]),
      "summary": .text(
        texts.count(
          "lists-summary", track.filings,
          ["lists": Texts.grouped(track.lists.count), "rows": Texts.grouped(track.rows)])),
      "hasRoles": .flag(track.hasRoles),
      "lists": .list(
        track.lists.map { list in
          [
            "address": .page(.list(id: list.id, .from(row: 1), time), texts),
            "name": .text(texts[Words.listPeriod(list.id)]),
            "title": .text(list.title),
            "published": .text(list.published.description),
            "rows": .text(Texts.grouped(list.rows)),
            "providers": .text(Texts.grouped(list.byRole[.provider] ?? 0)),
            "supporters": .text(Texts.grouped(list.byRole[.technicalSupporter] ?? 0)),
            "notInForce": .text(Texts.grouped(list.notInForce)),
          ]
        }),
    ]
  }
}
