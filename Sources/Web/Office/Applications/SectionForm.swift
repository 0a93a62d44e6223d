import Register
import Rules

/// A section of the form between its page and the answers.
struct SectionForm: Sendable {
  let section: FormSection
  let fields: [FormField]

  /// The most times that a section is filled in.
  static let most = 50

  /// The name of a field on the page, which is its place.
  func place(_ field: FormField, _ record: Int?) -> String {
    record.map { "\(section.id)[\($0)].\(field.id)" } ?? field.id
  }

  /// Puts what was sent into the answers.
  func read(_ form: OfficeForm, into answers: inout Answers) {
    guard section.repeats else {
      for field in fields { answers.fields[field.id] = answer(field, nil, form) }
      return
    }
    let count = min(max(Int(form.text("records")) ?? 0, 0), Self.most)
    answers.records[section.id] = (0..<count).map { record in
      var values: [String: Answer] = [:]
      for field in fields { values[field.id] = answer(field, record, form) }
      return values
    }
  }

  /// What was sent for a field; a text that is no number is kept as it was written.
  private func answer(_ field: FormField, _ record: Int?, _ form: OfficeForm) -> Answer? {
    let name = place(field, record)
    switch field.kind {
    case .choices:
      let texts = form.fields.texts(name)
      return texts.isEmpty ? nil : .list(texts)
    case .list, .filingNumbers:
      let lines = (form.fields.text(name) ?? "").unicodeScalars
        .split { $0 == "\n" || $0 == "\r" }.map { String(String.UnicodeScalarView($0)) }
      return lines.isEmpty ? nil : .list(lines)
    case .yesNo:
      switch form.text(name) {
      case "yes": return .flag(true)
      case "no": return .flag(false)
      default: return nil
      }
    case .number:
      let text = form.text(name)
      return text.isEmpty ? nil : Int(text).map { .number($0) } ?? .text(text)
    default:
      let text = form.text(name)
      return text.isEmpty ? nil : .text(text)
    }
  }

  /// The fields as the page shows them.
  func page(_ answers: Answers, _ texts: Texts) -> [OfficeField] {
    guard section.repeats else {
      return fields.map { control($0, nil, answers.fields[$0.id], { answers.fields[$0] }, texts) }
    }
    let records = answers.records[section.id] ?? []
    return (0..<max(1, records.count)).flatMap { record -> [OfficeField] in
      let values = records.indices.contains(record) ? records[record] : [:]
      let title = texts.fill(
        "record-title", ["name": texts[section.name], "number": String(record + 1)])
      var heading = OfficeField(
        record == 0 ? section.id : "\(section.id)-\(record)", title, .heading)
      heading.button = .init(
        texts["record-remove"], name: "do", value: "remove-\(record)", about: title)
      return [heading]
        + fields.map { field in
          control(
            field, record, values[field.id], { values[$0] ?? answers.fields[$0] }, texts)
        }
    }
  }

  private func control(
    _ field: FormField, _ record: Int?, _ answer: Answer?, _ others: (String) -> Answer?,
    _ texts: Texts
  ) -> OfficeField {
    let control: OfficeField.Control =
      switch field.kind {
      case .longText: .lines(rows: 6)
      case .list, .filingNumbers: .lines(rows: 3)
      case .number: .line(type: "number", autocomplete: "off")
      case .date: .line(type: "date", autocomplete: "off")
      case .yesNo:
        .radios([
          .init(value: "yes", label: texts["answer-yes"]),
          .init(value: "no", label: texts["answer-no"]),
        ])
      case .choice: .radios(field.options.map { .init(value: $0.id, label: texts[$0.label]) })
      case .choices: .checks(field.options.map { .init(value: $0.id, label: texts[$0.label]) })
      case .email: .line(type: "email", autocomplete: "off")
      case .phone: .line(type: "tel", autocomplete: "off")
      case .url: .line(type: "url", autocomplete: "off")
      case .text, .creditCode: .line(type: "text", autocomplete: "off")
      }
    var shown = OfficeField(
      place(field, record), texts[field.label], control, help: field.help.map { texts[$0] },
      isRequired: field.required.holds(others))
    if field.kind == .list || field.kind == .filingNumbers {
      shown.help = [shown.help, texts["answer-lines"]].compactMap { $0 }.joined(separator: " ")
    }
    shown.saysOptional = !shown.isRequired
    shown.values = Self.values(answer, field.kind)
    return shown
  }

  /// An answer as fields hold it.
  static func values(_ answer: Answer?, _ kind: FormField.Kind) -> [String] {
    switch answer {
    case .text(let text): [text]
    case .number(let number): [String(number)]
    case .flag(let flag): [flag ? "yes" : "no"]
    case .list(let items): kind == .choices ? items : [items.joined(separator: "\n")]
    case nil: []
    }
  }
}
