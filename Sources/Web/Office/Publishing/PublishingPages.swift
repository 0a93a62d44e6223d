import Hummingbird
import Register
import Rules

extension OfficePages {
  func addPublishing(_ language: Language?, _ router: Router<WebContext>) {
    page(DeskRoute.publishing, language, router, for: .roles([.approver])) { visit in
      guard let desk = desk(visit) else { return .refused(.unknown) }
      let items = visit.page.items
      let draft = ListDraft { name in
        items.items.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
      }
      let model = await PublishingModel(desk, draft: draft, published: items["published"])
      return visit.desk(
        "publishing", title: visit.texts["publish-heading"], at: .publishing, .publishing,
        model.bindings(visit.forms))
    }
    act(DeskRoute.publishing, language, router, for: .roles([.approver])) { visit, form in
      let draft = ListDraft { form.fields.texts($0) }
      let list = DecidedList(track: .deepSynthesis, applications: draft.applications)
      do {
        guard case .listPublished(let id, _) = try await carryOut(.publishDecided(list), visit)
        else { return .redirect(DeskAddress.publishing.path) }
        var items = QueryItems()
        items.add("published", id)
        return .redirect(DeskAddress.publishing.path + items.text)
      } catch RegisterError.notAllowed(let refusal) {
        return .refused(OfficeRefusal(refusal, back: DeskAddress.publishing.path))
      }
    }
  }
}
