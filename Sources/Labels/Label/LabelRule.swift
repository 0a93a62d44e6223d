public import Rules

/// What can be found about a label, under names that stay.
public enum LabelRule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The text is no JSON, or none of it can be told.
  case malformed = "label.text.malformed"
  /// Something stands behind the label's text.
  case trailing = "label.text.trailing"
  /// The text is wrapped in another way than the guide says for this place.
  case wrapper = "label.text.wrapper"
  /// A key is written twice.
  case duplicateKey = "label.key.duplicate"
  /// One of the seven keys is missing.
  case missingKey = "label.key.missing"
  /// There is a key that the standard does not have.
  case unknownKey = "label.key.unknown"
  /// The keys are in another order than in the standard.
  case keyOrder = "label.key.order"
  /// `Label` is none of 1, 2, 3.
  case statusDomain = "label.status.domain"
  /// `Label` is a number where the standard has a string.
  case statusNumber = "label.status.number"
  /// A field is no string.
  case fieldType = "label.field.type"
  /// A field has characters that Annex E j) leaves out.
  case fieldCharacters = "label.field.characters"
  /// Producer or number is empty.
  case fieldEmpty = "label.field.empty"
  /// The producer is a bare name, as Annex E d) allows.
  case producerName = "label.producer.name"
  /// The producer's code does not hold.
  case producerCode = "label.producer.code"
  /// Only a part of the code, or a credit code alone.
  case producerPart = "label.producer.part"
  /// The producer's code is of another service than generation.
  case producerService = "label.producer.service"
  /// The propagation fields are empty at first writing, or only one is filled.
  case propagation = "label.propagation.unequal"
  /// There is more than one label in the file.
  case duplicateLabel = "label.file.duplicate"
  /// Labels of one file say different things.
  case contradiction = "label.file.contradiction"
  /// The label stands at a place that the guide does not name for the format.
  case place = "label.file.place"
  /// The property is in another namespace than the guides' one.
  case namespace = "label.xmp.namespace"
  /// The packet of XMP is malformed.
  case packet = "xmp.packet.malformed"
  /// The packet is in an encoding other than UTF-8.
  case packetEncoding = "xmp.packet.encoding"
  /// A digital source type is a bare code and not the full URI.
  case sourceTypeForm = "iptc.sourceType.form"
  /// A property of the same name is there twice.
  case duplicateProperty = "xmp.property.duplicate"
  /// A text under the key AIGC has none of the seven fields and is no label.
  case bareKey = "label.key.bare"

  /// What a finding of this rule takes from a label.
  public enum Severity: Int, Hashable, Sendable, Codable, Comparable {
    /// Nothing: the reader should know, no more.
    case note = 0
    /// It departs from the standard, and reads without doubt: the label is not compliant.
    case departure = 1
    /// What it means is in doubt: the label is not well-formed.
    case defect = 2

    /// Orders by how much is taken.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// How much a finding of this rule takes from a label.
  public var severity: Severity {
    switch self {
    case .malformed, .duplicateKey, .statusDomain, .contradiction: .defect
    case .keyOrder, .producerName, .producerService, .propagation, .wrapper, .packetEncoding,
      .bareKey, .duplicateProperty:
      .note
    case .trailing, .missingKey, .unknownKey, .statusNumber, .fieldType, .fieldCharacters,
      .fieldEmpty, .producerCode, .producerPart, .duplicateLabel, .place, .namespace, .packet,
      .sourceTypeForm:
      .departure
    }
  }

  /// The text that the rule rests on.
  public var clause: String {
    switch self {
    case .malformed, .trailing, .duplicateKey, .missingKey, .unknownKey, .keyOrder, .fieldType:
      "GB 45438-2025 Annex E b)"
    case .wrapper: "GB 45438-2025 Annex E b); TC260-PG-20259A clause 6"
    case .statusDomain, .statusNumber: "GB 45438-2025 Annex E c)"
    case .fieldCharacters: "GB 45438-2025 Annex E j)"
    case .fieldEmpty: "GB 45438-2025 Annex E d), e)"
    case .producerName: "GB 45438-2025 Annex E d)"
    case .producerCode, .producerPart, .producerService: "TC260-PG-20252A"
    case .propagation: "GB 45438-2025 Annex E note 1"
    case .duplicateLabel, .contradiction: "GB 45438-2025 6.1 c)"
    case .place: "TC260-PG-20257A, 20259A, 202510A"
    case .namespace: "TC260-PG-20259A clause 6"
    case .packet, .packetEncoding, .duplicateProperty: "ISO 16684-1"
    case .sourceTypeForm: "IPTC Photo Metadata Standard, Digital Source Type"
    case .bareKey: "GB 45438-2025 Annex E a)"
    }
  }
}

/// Something that was found about a label.
public struct LabelFinding: Hashable, Sendable, Codable {
  /// Under which rule.
  public let rule: LabelRule
  /// What it is, with what was found, in one sentence.
  public let wording: Wording
  /// The field that it is about, where it is about one.
  public let element: AIGCLabel.Element?

  /// A finding.
  public init(_ rule: LabelRule, _ wording: Wording, element: AIGCLabel.Element? = nil) {
    self.rule = rule
    self.wording = wording
    self.element = element
  }

  init(_ rule: LabelRule, zh: String, en: String, element: AIGCLabel.Element? = nil) {
    self.init(rule, Wording(zh: zh, en: en), element: element)
  }

  /// What it is, in one sentence in English.
  public var sentence: String { wording.en }

  /// The text that it rests on.
  public var clause: String { rule.clause }
  /// How much it takes from a label.
  public var severity: LabelRule.Severity { rule.severity }
}
