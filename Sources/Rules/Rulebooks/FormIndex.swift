/// Where the parts of a form are found by their ids, worked out once for a rulebook.
struct FormIndex: Hashable, Sendable {
  /// The fields of each section, in order.
  let fields: [String: [FormField]]
  /// The places of the fields in ``Rulebook/fields``.
  let places: [String: Int]
  /// The places of the sections in ``Rulebook/sections``.
  let sections: [String: Int]
  /// The parts of the rulebook that look at a field or a document, as ``Rulebook/parts`` counts them.
  let watchers: [String: [Int]]

  init(
    sections: [FormSection], fields: [FormField], documents: [DocumentRule],
    rules: [CompletenessRule]
  ) {
    watchers = Self.watchers(sections, fields, documents, rules)
    self.fields = Dictionary(grouping: fields, by: \.section)
    places = Dictionary(
      fields.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    self.sections = Dictionary(
      sections.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Rulebook {
  /// The field of an id.
  public func field(_ id: String) -> FormField? { index.places[id].map { fields[$0] } }
  /// The section of an id.
  public func section(_ id: String) -> FormSection? { index.sections[id].map { sections[$0] } }
  /// The fields of a section, in order.
  public func fields(of section: FormSection) -> [FormField] { index.fields[section.id] ?? [] }

  /// The section in which a field stands.
  public func section(ofField id: String) -> FormSection? {
    index.places[id].flatMap { section(fields[$0].section) }
  }
}
