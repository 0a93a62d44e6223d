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
      let place = visit.page.items["from"].flatMap { Int($0) } ?? 1
      let first = QueueModel.first(place, of: waiting.count(of: filter, for: desk.viewer.person))
      let page = waiting.page(
        QueueModel.PageKey(
          language: visit.language, viewer: QueueModel.Viewer(desk, waiting), filter: filter,
          first: first, done: visit.done), desk, library, visit.texts)
      var content = visit.deskContent(
        "queue", title: visit.texts["queue-heading"], at: .queue(filter, from: first), .queue, [:])
      content.write = { html in page.write(to: &html, queueOf: visit.forms) }
      return .content(content)
    }
  }
}
