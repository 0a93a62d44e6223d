import Hummingbird
import Register
import Rules

extension OfficePages {
  func addQueue(_ language: Language?, _ router: Router<WebContext>) {
    page(DeskRoute.queue, language, router, for: Self.reviewers) { visit in
      guard let desk = desk(visit), let library = renderer.library(visit.language) else {
        return .refused(.unknown)
      }
      let filter = visit.page.items["show"].flatMap(QueueModel.Filter.init) ?? .all
      let waiting = memo.waiting.waiting(desk, position: visit.position)
      let model = QueueModel(
        desk, waiting, filter: filter, from: visit.page.items["from"].flatMap { Int($0) } ?? 1)
      var content = visit.deskContent(
        "queue", title: visit.texts["queue-heading"], at: .queue(filter, from: model.first),
        .queue, [:])
      content.write = model.writing(visit.forms, waiting, library, done: visit.done)
      return .content(content)
    }
  }
}
