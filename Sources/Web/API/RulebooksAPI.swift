import Hummingbird
import Rules

/// The rulebooks by which cases are judged, and the forms in them.
extension MachineRoutes {
  func addRulebooks(to router: Router<WebContext>) {
    router.get("/api/v1/rulebooks") { request, _ in try rulebooks(request) }
    router.get("/api/v1/rulebooks/:rulebook") { request, context in
      try rulebook(request, try context.text("rulebook"))
    }
  }

  /// `/api/v1/rulebooks`: which there are.
  private func rulebooks(_ request: Request) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    var json = JSONWriter()
    json.object { json in
      json.key("rulebooks")
      json.array { json in
        for book in Rulebook.builtIn.values.sorted(by: { $0.id < $1.id }) {
          json.object { json in
            json.rulebookMembers(book)
            json.member("href", "/api/v1/rulebooks/" + PercentEncoding.encode(book.id))
          }
        }
      }
    }
    return request.answer(.json, tag: EntityTag(of: json.bytes)) { json.bytes }
  }

  /// `/api/v1/rulebooks/{rulebook}`: the form, field by field, and the documents that go with it.
  private func rulebook(_ request: Request, _ id: String) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    guard let book = Rulebook.builtIn[id] else {
      throw Problem(
        .noSuchAddress, zh: "没有这个规则集；全部见/api/v1/rulebooks",
        en: "there is no such rulebook; all stand at /api/v1/rulebooks")
    }
    var json = JSONWriter(capacity: 1 << 16)
    json.object { json in
      json.rulebookMembers(book)
      json.key("sections")
      json.array { json in for section in book.sections { json.section(section) } }
      json.key("fields")
      json.array { json in for field in book.fields { json.field(field) } }
      json.key("documents")
      json.array { json in for document in book.documents { json.documentRule(document) } }
    }
    return request.answer(.json, tag: EntityTag(of: json.bytes)) { json.bytes }
  }
}

extension JSONWriter {
  fileprivate mutating func rulebookMembers(_ book: Rulebook) {
    member("id", book.id)
    member("version", book.version)
    member("date", book.date.iso)
    member("track", book.track.rawValue)
    key("name")
    wording(book.name)
  }

  fileprivate mutating func section(_ section: FormSection) {
    object { json in
      json.member("id", section.id)
      json.key("name")
      json.wording(section.name)
      json.member("stage", section.stage.rawValue)
      json.member("repeats", section.repeats)
      json.key("condition")
      json.condition(section.condition)
    }
  }

  fileprivate mutating func field(_ field: FormField) {
    object { json in
      json.member("id", field.id)
      json.member("section", field.section)
      json.member("kind", field.kind.rawValue)
      json.key("label")
      json.wording(field.label)
      json.key("help")
      if let help = field.help { json.wording(help) } else { json.null() }
      json.requirement(field.required)
      json.member("least", field.least)
      json.member("greatest", field.greatest)
      json.key("options")
      json.array { json in
        for option in field.options {
          json.object { json in
            json.member("id", option.id)
            json.key("label")
            json.wording(option.label)
          }
        }
      }
      json.member("published", field.published)
      json.member("personal", field.personal)
      json.key("source")
      json.reference(field.source)
    }
  }

  fileprivate mutating func documentRule(_ document: DocumentRule) {
    object { json in
      json.member("id", document.id)
      json.member("stage", document.stage.rawValue)
      json.key("name")
      json.wording(document.name)
      json.key("help")
      json.wording(document.help)
      json.requirement(document.required)
      json.member("formats", document.formats)
      json.member("published", document.published)
      json.key("source")
      json.reference(document.source)
    }
  }

  /// Whether an answer is asked for, and when.
  private mutating func requirement(_ requirement: FormField.Requirement) {
    let (word, condition): (String, Condition?) =
      switch requirement {
      case .always: ("always", nil)
      case .never: ("never", nil)
      case .when(let condition): ("when", condition)
      }
    member("required", word)
    key("requiredWhen")
    self.condition(condition)
  }

  /// A question about answers, `null` where there is none.
  private mutating func condition(_ condition: Condition?) {
    guard let condition else { return null() }
    object { json in
      switch condition {
      case .equals(let field, let value): json.comparison("equals", field, [value])
      case .isIn(let field, let values): json.comparison("in", field, values)
      case .contains(let field, let value): json.comparison("contains", field, [value])
      case .given(let field): json.comparison("given", field, [])
      case .not(let inner): json.combination("not", [inner])
      case .all(let inner): json.combination("all", inner)
      case .any(let inner): json.combination("any", inner)
      }
    }
  }

  private mutating func comparison(_ test: String, _ field: String, _ values: [Answer]) {
    member("test", test)
    member("field", field)
    key("values")
    array { json in for value in values { json.answer(value) } }
  }

  private mutating func combination(_ test: String, _ conditions: [Condition]) {
    member("test", test)
    key("of")
    array { json in for condition in conditions { json.condition(condition) } }
  }
}
