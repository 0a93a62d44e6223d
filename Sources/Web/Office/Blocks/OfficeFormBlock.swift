/// A form on a page of the office, with its token.
struct OfficeFormBlock: Sendable {
  /// A button that sends it.
  struct Button: Sendable {
    var label: String
    /// The name and value that it sends, where there are several buttons.
    var name: String?
    var value = ""
    var isSecondary = false
    /// Words for screen readers only, where several buttons read the same.
    var about: String?

    init(
      _ label: String, name: String? = nil, value: String = "", isSecondary: Bool = false,
      about: String? = nil
    ) {
      self.label = label
      self.name = name
      self.value = value
      self.isSecondary = isSecondary
      self.about = about
    }
  }

  /// The path that it is sent to, without a language.
  var action: String
  var fields: [OfficeField] = []
  var buttons: [Button]
  var hidden: [(String, String)] = []
  /// Whether files go with it.
  var hasFiles = false
  /// Whether it is saved while it is written, where the browser runs the script.
  var isAutosaved = false
  /// What the form is called, for screen readers, where there are several.
  var label: String?
  /// Its token, where it is not the visitor's for its action.
  var token: String?
  /// Fields that are written already, behind the others.
  var written: String?

  init(
    _ action: String, fields: [OfficeField] = [], buttons: [Button],
    hidden: [(String, String)] = [], hasFiles: Bool = false, label: String? = nil,
    isAutosaved: Bool = false
  ) {
    self.isAutosaved = isAutosaved
    self.action = action
    self.fields = fields
    self.buttons = buttons
    self.hidden = hidden
    self.hasFiles = hasFiles
    self.label = label
  }

  func bindings(_ visit: Visit) -> Bindings {
    let token = token ?? visit.formToken(action)
    var hidden = hidden
    if !token.isEmpty { hidden.append((OfficePages.tokenField, token)) }
    return [
      "action": .text(visit.link(action)),
      "files": .flag(hasFiles),
      "autosave": .flag(isAutosaved),
      "name": .optional(label),
      "hiddens": .list(hidden.map { ["name": .text($0.0), "value": .text($0.1)] }),
      "inputs": .list(fields.map { $0.bindings(visit.texts) }),
      "writtenInputs": .optional(written),
      "send": .list(
        buttons.map { button in
          [
            "label": .text(button.label),
            "sends": .optional(
              button.name.map { ["name": .text($0), "value": .text(button.value)] } as Bindings?),
            "second": .flag(button.isSecondary),
            "about": .optional(button.about),
          ]
        }),
    ]
  }
}
