import Record
import Register
import Rules

/// Decided applications that no list has made public yet, and the list as it would be published.
struct PublishingModel: Sendable {
  var track: Track
  var waiting: [Waiting]
  var draft = ListDraft()
  /// The list as it would be published now; `nil` before anything is ticked.
  var preview: Preview?
  /// Why there is no preview of what was ticked.
  var refusal: Wording?
  /// The list that was just published.
  var published: String?

  struct Waiting: Hashable, Sendable {
    var id: Identifier
    var algorithm: String?
    var organization: String
    var number: FilingNumber?
    var decided: Moment
    var isTicked: Bool
    /// Where it would be printed, from 1.
    var place: Int
  }

  struct Preview: Hashable, Sendable {
    var title: String
    var published: Day
    var columns: [String]
    var rows: [[String]]
  }
}

extension PublishingModel {
  /// Looks up what waits; asking for a preview is asking the registrar what it would publish.
  init(
    _ desk: Desk, track: Track = .deepSynthesis, draft: ListDraft = ListDraft(),
    published: String? = nil
  ) async {
    let unpublished = desk.cases.unpublished(track)
    let order = draft.applications
    let rest = unpublished.filter { !order.contains($0.id) }
    let ordered = order.compactMap { id in unpublished.first { $0.id == id } } + rest
    self.init(
      track: track,
      waiting: ordered.enumerated().map { place, application in
        Waiting(
          id: application.id, algorithm: desk.dossier(application)?.algorithm,
          organization: desk.cases.organization(application.organization)?.name ?? "",
          number: application.number, decided: application.changed,
          isTicked: order.contains(application.id), place: place + 1)
      }, draft: draft,
      published: published.flatMap { desk.state.list($0) == nil ? nil : $0 })
    guard !order.isEmpty else { return }
    do throws(RegisterError) {
      let list = try await desk.registrar.preview(
        DecidedList(track: track, applications: order), by: .account(desk.viewer.id))
      preview = Preview(
        title: list.title, published: list.published, columns: OwnList.columns,
        rows: list.printedRows)
    } catch {
      if case .notAllowed(let why) = error {
        refusal = why.wording
      } else {
        refusal = Wording(zh: "\(error)", en: "\(error)")
      }
    }
  }
}
