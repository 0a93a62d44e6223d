import Rules

/// What the layout shows to somebody who is signed in.
struct OfficeFrame: Sendable {
  /// What of it is the same for everybody of the same roles.
  struct Navigation: Hashable, Sendable {
    /// The entries.
    var sections: [OfficeSection]
    /// The one that the page belongs to.
    var current: OfficeSection?
  }

  var navigation: Navigation
  /// The form token of the button to sign out.
  var token: String

  init(_ visit: Visit, _ visitor: Visitor, section: OfficeSection?) {
    navigation = Navigation(
      sections: OfficeSection.allCases.filter { $0.isFor(visitor.account) }, current: section)
    token = visit.formToken(OfficePath.signOut)
  }

  /// For the layout.
  func bindings(_ texts: Texts) -> Bindings {
    func link(_ path: String) -> Binding {
      .text(SiteAddress.page(.office(path), texts.language).path)
    }
    return [
      "nav": .list(
        navigation.sections.map { section in
          [
            "name": .text(section.name(texts)), "address": link(section.path),
            "current": .flag(section == navigation.current),
          ]
        }),
      "signOut": link(OfficePath.signOut), "token": .text(token),
    ]
  }
}
