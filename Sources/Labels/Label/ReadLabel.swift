/// A label as it was found: what its fields say, whatever they look like, and what had to be overlooked
/// to read them.
///
/// Three levels are kept apart: that a label is there, that it reads without doubt, and that it is as
/// the standard wants it.
public struct ReadLabel: Hashable, Sendable {
  /// How much of a label there is.
  public enum Standing: Int, Hashable, Sendable, Codable, Comparable {
    /// It is there; what it means is in doubt.
    case present = 0
    /// It reads without doubt; it departs from the standard.
    case wellFormed = 1
    /// It is as GB 45438-2025 wants it.
    case compliant = 2

    /// Orders by how much there is.
    public static func < (left: Standing, right: Standing) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// How the fields are put into text.
  public enum Notation: String, Hashable, Sendable, Codable {
    /// A JSON object with the fields.
    case inner
    /// A JSON object within another, under the key `AIGC`.
    case wrapped
    /// A JSON text that is itself written as a JSON string.
    case quoted
    /// A mapping of YAML, as in the front matter of a text.
    case frontMatter = "front-matter"
    /// None of these can be told.
    case none
  }

  /// What kind of value a field is written as.
  public enum Form: String, Hashable, Sendable, Codable {
    /// A string, as the standard wants it.
    case string
    /// A number.
    case number
    /// An object or a list; the text of the field is then its source as it stands.
    case structure
    /// `null`, `true` or `false`.
    case other
  }

  /// One field as it was found.
  public struct Field: Hashable, Sendable {
    /// What it says; of a structure the source bytes.
    public let text: String
    /// What kind of value it is written as.
    public let form: Form
    /// Its bytes in ``ReadLabel/source``, quotes included.
    let range: Range<Int>
  }

  /// The text of the label as it stands in the file, freed of what the place wraps it in.
  public let source: [UInt8]
  /// How the fields are put into it.
  public let notation: Notation
  /// The fields that are there; of a key that is written twice the first.
  public let fields: [AIGCLabel.Element: Field]
  /// Keys that the standard does not have, in the order of the text.
  public let unknownKeys: [String]
  /// What was found about it.
  public internal(set) var findings: [LabelFinding]
  /// Where in ``source`` another field would be put; nil where the text cannot be changed.
  let insertion: Insertion?
  /// The bytes of ``source`` that are the object with the seven fields, where there is one.
  let object: Range<Int>?

  /// Where another field would be put.
  enum Insertion: Hashable, Sendable {
    /// Before the closing brace at this place.
    case object(Int, isEmpty: Bool)
    /// As a line of its own at this place, with these blanks before it.
    case line(Int, indent: [UInt8])
  }

  /// What one field says; nil where it is missing.
  public subscript(element: AIGCLabel.Element) -> String? { fields[element]?.text }

  /// What the label says of the content; nil where `Label` is none of the three values.
  public var status: AIGCLabel.Status? { self[.status].flatMap(ReadLabel.status) }

  /// How much of a label it is.
  public var standing: Standing {
    switch findings.map(\.severity).max() {
    case .defect: .present
    case .departure: .wellFormed
    case .note, nil: .compliant
    }
  }

  /// The label as a value, where every field is within its domain.
  public var label: AIGCLabel? {
    guard let status else { return nil }
    return try? AIGCLabel(
      status: status, contentProducer: self[.contentProducer] ?? "",
      produceID: self[.produceID] ?? "", reservedCode1: self[.reservedCode1] ?? "",
      contentPropagator: self[.contentPropagator] ?? "", propagateID: self[.propagateID] ?? "",
      reservedCode2: self[.reservedCode2] ?? "")
  }

  /// Whom the label names as producer.
  public var producer: ContentProducer { ContentProducer(reading: self[.contentProducer] ?? "") }
  /// Whom the label names as propagator.
  public var propagator: ContentProducer {
    ContentProducer(reading: self[.contentPropagator] ?? "")
  }

  static func status(_ text: String) -> AIGCLabel.Status? {
    switch text {
    case "1": .generated
    case "2": .possiblyGenerated
    case "3": .suspected
    default: nil
    }
  }
}

extension ReadLabel {
  /// The text of the label with some fields changed or added, every other byte as it stands.
  ///
  /// - Returns: nil where the text cannot be changed.
  func source(with values: [AIGCLabel.Element: String]) -> [UInt8]? {
    guard let insertion else { return nil }
    var result = source
    var added: [UInt8] = []
    let changes = AIGCLabel.Element.allCases.compactMap { element in
      values[element].map { (element, JSONWriting.quoted($0), fields[element]?.range) }
    }
    for (element, value, range) in changes where range == nil {
      switch insertion {
      case .object(_, let isEmpty):
        if !isEmpty || !added.isEmpty { added.append(UInt8(ascii: ",")) }
        added += JSONWriting.quoted(element.rawValue) + [UInt8(ascii: ":")] + value
      case .line(_, let indent):
        added += indent + Array(element.rawValue.utf8) + Array(": ".utf8) + value + [0x0A]
      }
    }
    switch insertion {
    case .object(let place, _): result.insert(contentsOf: added, at: place)
    case .line(let place, _):
      if !added.isEmpty, place > 0, source[place - 1] != 0x0A { added.insert(0x0A, at: 0) }
      result.insert(contentsOf: added, at: place)
    }
    // From the last to the first, so that places stay what they are.
    let replaced = changes.compactMap { change in change.2.map { ($0, change.1) } }
    for (range, value) in replaced.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      result.replaceSubrange(range, with: value)
    }
    return result
  }
}
