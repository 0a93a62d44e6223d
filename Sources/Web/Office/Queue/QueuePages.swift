import Hummingbird
import Register
import Rules

extension OfficePages {
  func addQueue(_ language: Language?, _ router: Router<WebContext>) {
    page(DeskRoute.queue, language, router, for: Self.reviewers) { visit in
      guard let desk = desk(visit) else { return .refused(.unknown) }
      let filter = visit.page.items["show"].flatMap(QueueModel.Filter.init) ?? .all
      let model = QueueModel(
        desk, filter: filter, from: visit.page.items["from"].flatMap { Int($0) } ?? 1)
      return visit.desk(
        "queue", title: visit.texts["queue-heading"], at: .queue(filter, from: model.first),
        .queue, model.bindings(visit.forms))
    }
  }
}
