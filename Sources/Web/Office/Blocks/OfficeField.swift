/// A field of a form, with its label, help, error and value.
struct OfficeField: Sendable {
  /// What it is filled in with.
  enum Control: Sendable {
    /// One line, by the type of its input.
    case line(type: String, autocomplete: String)
    /// Several lines.
    case lines(rows: Int)
    /// One of several, all to be seen.
    case radios([Option])
    /// One of many.
    case select([Option])
    /// Any of several.
    case checks([Option])
    /// A file, by the endings that are taken.
    case file(accept: String)
    /// Nothing to fill in: a heading between fields.
    case heading
  }

  /// Something to choose.
  struct Option: Sendable {
    var value: String
    var label: String
  }

  /// Its name in the form, and its anchor on the page.
  var name: String
  var label: String
  var control: Control
  /// What is filled in; several where several are chosen.
  var values: [String] = []
  var help: String?
  var isRequired = false
  var error: String?
  /// Whether it says that it need not be filled in.
  var saysOptional = false
  /// Remarks that belong to it: what an officer returned, what somebody else has written meanwhile.
  var remarks: [String] = []
  /// A button within the form that belongs to a heading.
  var button: OfficeFormBlock.Button?

  init(
    _ name: String, _ label: String, _ control: Control, value: String = "", help: String? = nil,
    isRequired: Bool = false, error: String? = nil
  ) {
    self.name = name
    self.label = label
    self.control = control
    self.values = value.isEmpty ? [] : [value]
    self.help = help
    self.isRequired = isRequired
    self.error = error
  }

  /// The anchor: the name with everything but letters, digits and hyphens taken out.
  var id: String { Self.anchor(name) }

  static func anchor(_ name: String) -> String {
    "f-"
      + String(
        decoding: name.utf8.map { byte -> UInt8 in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: byte
          default: 0x2D
          }
        }, as: UTF8.self)
  }

  func bindings(_ texts: Texts) -> Bindings {
    var described: [String] = []
    if help != nil { described.append(id + "-help") }
    if !remarks.isEmpty { described.append(id + "-remarks") }
    if error != nil { described.append(id + "-error") }
    var bindings: Bindings = [
      "id": .text(id), "name": .text(name), "label": .runs(label, texts),
      "help": help.map { .runs($0, texts) } ?? .absent,
      "mark": .flag(isRequired), "optional": .flag(saysOptional),
      "error": .optional(error),
      "described": described.isEmpty ? .absent : .text(described.joined(separator: " ")),
      "remarked": remarks.isEmpty
        ? .absent : .object(["remarks": .list(remarks.map { ["remark": .runs($0, texts)] })]),
      "line": .absent, "area": .absent, "group": .absent, "select": .absent, "file": .absent,
      "heading": .absent,
    ]
    let value = values.first ?? ""
    switch control {
    case .line(let type, let autocomplete):
      bindings["line"] = .object([
        "type": .text(type), "autocomplete": .text(autocomplete), "value": .text(value),
      ])
    case .lines(let rows):
      bindings["area"] = .object(["rows": .text(String(rows)), "value": .text(value)])
    case .radios(let options):
      bindings["group"] = .object([
        "type": .text("radio"), "options": .list(choices(options, texts)),
      ])
    case .checks(let options):
      bindings["group"] = .object([
        "type": .text("checkbox"), "options": .list(choices(options, texts)),
      ])
    case .select(let options):
      bindings["select"] = .object(["options": .list(choices(options, texts))])
    case .file(let accept): bindings["file"] = .object(["accept": .text(accept)])
    case .heading:
      bindings["heading"] = .object([
        "remove": .optional(
          button.map { button in
            [
              "caption": .text(button.label), "sends": .text(button.name ?? ""),
              "value": .text(button.value), "about": .optional(button.about),
            ]
          } as Bindings?)
      ])
    }
    return bindings
  }

  private func choices(_ options: [Option], _ texts: Texts) -> [Bindings] {
    options.enumerated().map { place, option in
      [
        "anchor": .text(place == 0 ? id : id + "-\(place)"), "value": .text(option.value),
        "caption": .text(option.label),
        "chosen": .flag(values.contains { $0.utf8.elementsEqual(option.value.utf8) }),
      ]
    }
  }
}
