/// What the layout shows to somebody who is signed in.
struct OfficeFrame: Sendable {
  /// The navigation.
  var nav: [Bindings]
  /// Where the button to sign out leads.
  var signOut: String
  /// Its form token.
  var token: String

  init(_ visit: Visit, _ visitor: Visitor, section: OfficeSection?) {
    nav = OfficeSection.allCases.filter { $0.isFor(visitor.account) }.map { entry in
      [
        "name": .text(entry.name(visit.texts)),
        "address": .text(visit.link(entry.path)),
        "current": .flag(entry == section),
      ]
    }
    signOut = visit.link(OfficePath.signOut)
    token = visit.formToken(OfficePath.signOut)
  }

  /// For the layout.
  var bindings: Bindings {
    ["nav": .list(nav), "signOut": .text(signOut), "token": .text(token)]
  }
}
