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

  /// What stands at one place of the form.
  struct Slot: Sendable {
    /// Which record, of a section that repeats.
    let record: Int?
    /// The place of the field among ``SectionForm/fields``; `nil` for the heading of a record.
    let field: Int?
    var answer: Answer?
    /// Whether it has to be answered, given what else is.
    var isRequired = false
  }

  /// What the form is made of, in order.
  func slots(_ answers: Answers) -> [Slot] {
    guard section.repeats else {
      return fields.indices.map { place in
        Slot(
          record: nil, field: place, answer: answers.fields[fields[place].id],
          isRequired: fields[place].required.holds { answers.fields[$0] })
      }
    }
    let records = answers.records[section.id] ?? []
    return (0..<max(1, records.count)).flatMap { record -> [Slot] in
      let values = records.indices.contains(record) ? records[record] : [:]
      return [Slot(record: record, field: nil)]
        + fields.indices.map { place in
          Slot(
            record: record, field: place, answer: values[fields[place].id],
            isRequired: fields[place].required.holds { values[$0] ?? answers.fields[$0] })
        }
    }
  }

  /// The fields as the page shows them.
  func page(_ answers: Answers, _ texts: Texts) -> [OfficeField] {
    slots(answers).map { shown($0, texts) }
  }

  /// A field as the page shows it.
  func shown(_ slot: Slot, _ texts: Texts) -> OfficeField {
    slot.field.map { control(fields[$0], slot, texts) } ?? heading(slot.record ?? 0, texts)
  }

  private func heading(_ record: Int, _ texts: Texts) -> OfficeField {
    let title = texts.fill(
      "record-title", ["name": texts[section.name], "number": String(record + 1)])
    var heading = OfficeField(
      record == 0 ? section.id : "\(section.id)-\(record)", title, .heading)
    heading.button = .init(
      texts["record-remove"], name: "do", value: "remove-\(record)", about: title)
    return heading
  }

  private func control(_ field: FormField, _ slot: Slot, _ texts: Texts) -> OfficeField {
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
      place(field, slot.record), texts[field.label], control,
      help: field.help.map { texts[$0] }, isRequired: slot.isRequired)
    if field.kind == .list || field.kind == .filingNumbers {
      shown.help = [shown.help, texts["answer-lines"]].compactMap { $0 }.joined(separator: " ")
    }
    shown.saysOptional = !shown.isRequired
    shown.values = Self.values(slot.answer, field.kind)
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
