import Record
import Register
import Rules

/// What the page of an organization shows.
struct OrganizationModel: Sendable {
  var id: String
  var time: TimeView
  var name: String
  var otherNames: [String]
  var subjectNumbers: [String]
  /// The divisions in its numbers, six digits each.
  var regions: [String]
  /// Its filings, newest first, track by track.
  ///
  /// A number that stands in two tracks is in both.
  var tracks: [OfTrack]

  struct OfTrack: Sendable {
    var track: Track
    var cards: [FilingCard]
  }
}

extension OrganizationModel {
  /// Looks an organization up; `nil` where it had no filing by that time.
  init?(_ id: String, _ request: PageRequest) {
    var faults: [ParameterFault] = []
    let time = TimeView(reading: request.items, faults: &faults)
    guard let organization = request.state.organization(id, time) else { return nil }
    var regions: [String] = []
    var tracks: [OfTrack] = []
    for view in organization.filings {
      if let digits = view.regionDigits, !regions.contains(digits) { regions.append(digits) }
      let card = FilingCard(view)
      for track in view.tracks {
        if let place = tracks.firstIndex(where: { $0.track == track }) {
          tracks[place].cards.append(card)
        } else {
          tracks.append(OfTrack(track: track, cards: [card]))
        }
      }
    }
    self.init(
      id: id, time: time, name: organization.name, otherNames: organization.otherNames,
      subjectNumbers: organization.subjectNumbers, regions: regions,
      tracks: tracks.sorted { $0.track.place < $1.track.place })
  }

  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "organization",
      title: name,
      description: texts.fill("organization-description", ["name": name]),
      address: .organization(id: id, time),
      section: .search,
      time: time,
      bindings: [
        "name": .text(name),
        "hasOtherNames": .flag(!otherNames.isEmpty),
        "otherNames": .list(otherNames.map { ["text": .text($0)] }),
        "hasSubjects": .flag(!subjectNumbers.isEmpty),
        "subjects": .list(subjectNumbers.map { ["text": .text($0)] }),
        "hasRegions": .flag(!regions.isEmpty),
        "regions": .list(
          regions.map { ["name": .text(Regions.name($0).zh), "digits": .text($0)] }),
        "tracks": .list(
          tracks.map { track in
            [
              "id": .text("track-" + track.track.rawValue),
              "name": .text(texts[Words.name(track.track)]),
              "count": .text(texts.count("organization-count", track.cards.count)),
              "cards": .list(track.cards.map { $0.bindings(texts, time, onPageOf: name) }),
            ]
          }),
      ])
  }
}
