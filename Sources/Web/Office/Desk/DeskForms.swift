import Rules

/// The language that a page of the authority's own speaks, and the tokens of its forms.
struct DeskForms: Sendable {
  let texts: Texts
  /// The token of a form that is sent to a path, which is given without its language.
  let token: @Sendable (String) -> String

  /// A form for the templates: where it is sent, and the token that it carries.
  func form(_ address: DeskAddress) -> Binding {
    .object([
      "action": .desk(address, texts),
      "token": .text(token(address.path)),
    ])
  }
}
