import Rules

/// A place of the form, `launch-date`, `products[0].permits`, `documents.report`, in words and as an
/// anchor of a page.
struct FormPlace: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func field(_ id: String, in section: FormSection, record: Int?) -> FormPlace {
    FormPlace(record.map { "\(section.id)[\($0)].\(id)" } ?? id)
  }

  static func document(_ id: String) -> FormPlace { FormPlace("documents.\(id)") }

  /// What may stand as an `id` of HTML and after the `#` of an address.
  var anchor: String {
    let bytes = text.utf8.map { byte -> UInt8 in
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: byte
      default: 0x2D
      }
    }
    return "place-" + String(decoding: bytes, as: UTF8.self)
  }

  /// What the form calls it; the place itself where the form does not know it.
  func name(in rulebook: Rulebook) -> Wording {
    let same = Wording(zh: text, en: text)
    let bytes = Array(text.utf8)
    let documents = Array("documents.".utf8)
    if bytes.starts(with: documents) {
      let id = String(decoding: bytes.dropFirst(documents.count), as: UTF8.self)
      return rulebook.documents.first { $0.id == id }?.name ?? same
    }
    if let field = rulebook.field(text) { return field.label }
    if let section = rulebook.sections.first(where: { $0.id == text }) { return section.name }
    guard let open = bytes.firstIndex(of: 0x5B), let close = bytes.firstIndex(of: 0x5D),
      open < close, let number = Int(String(decoding: bytes[(open + 1)..<close], as: UTF8.self)),
      number >= 0, number < 10_000
    else { return same }
    let section = String(decoding: bytes[..<open], as: UTF8.self)
    let id = String(decoding: bytes[(close + 1)...].dropFirst(), as: UTF8.self)
    guard let heading = rulebook.sections.first(where: { $0.id == section })?.name,
      let field = rulebook.fields.first(where: { $0.id == id && $0.section == section })
    else { return same }
    return Wording(
      zh: "\(heading.zh)\(number + 1)：\(field.label.zh)",
      en: "\(heading.en) \(number + 1): \(field.label.en)")
  }
}
