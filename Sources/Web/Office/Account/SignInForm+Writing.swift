import Rules

extension SignInForm {
  /// The empty form is made from this, but for where it leads.
  struct Key: Hashable, Sendable {
    let language: Language
    let canHoldSession: Bool
    let hasNext: Bool
    let done: String?
  }

  /// What the page of the empty form says, for the layout: put together from what is kept.
  func content(
    _ visit: Visit, _ memo: Moulds<Key>, _ library: TemplateLibrary
  ) -> PageContent {
    guard login.isEmpty, refusal == nil else { return page(visit).content(visit) }
    let key = Key(
      language: visit.language, canHoldSession: visit.canHoldSession, hasNext: next != nil,
      done: visit.page.items["done"].flatMap { Texts.table[$0] == nil ? nil : $0 })
    let mould = memo.mould(key) {
      var open = self
      open.next = next.map { _ in Mould.place(0) }
      return library.mould("office", open.page(visit).content(visit).bindings)
    }
    var content = OfficePage(
      title: visit.texts["account-sign-in"], path: OfficePath.signIn
    ).content(visit)
    content.write = { [next] html in
      mould.write(to: &html) { _, html in html.write(next ?? "") }
    }
    return content
  }
}
