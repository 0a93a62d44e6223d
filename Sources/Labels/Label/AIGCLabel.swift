internal import Rules

/// The label of generated content in a file's metadata: seven fields (GB 45438-2025, Annex E).
///
/// A value of this type has every field within its domain, so it can be written as it is. What is read
/// from a file, whatever it looks like, is a ``ReadLabel``.
public struct AIGCLabel: Hashable, Sendable {
  /// What the label says of the content: the field `Label`, Annex E c).
  public enum Status: Int, Hashable, Sendable, Codable, CaseIterable {
    /// It is generated or synthesized (属于).
    case generated = 1
    /// It may be: whoever published it declared so (可能).
    case possiblyGenerated = 2
    /// It is suspected to be: traces were found (疑似).
    case suspected = 3
  }

  /// The seven fields, by the keys that the standard gives them, in its order.
  public enum Element: String, Hashable, Sendable, Codable, CaseIterable {
    /// What the label says of the content.
    case status = "Label"
    /// The name or code of who generated it.
    case contentProducer = "ContentProducer"
    /// The producer's own number for the content.
    case produceID = "ProduceID"
    /// For the producer's protection of the label: a signature, a hash.
    case reservedCode1 = "ReservedCode1"
    /// The name or code of who spreads it.
    case contentPropagator = "ContentPropagator"
    /// The propagator's own number for the content.
    case propagateID = "PropagateID"
    /// For the propagator's protection of the label.
    case reservedCode2 = "ReservedCode2"

    /// The item of GB 45438-2025 that defines the field.
    public var clause: String {
      switch self {
      case .status: "GB 45438-2025 Annex E c)"
      case .contentProducer: "GB 45438-2025 Annex E d)"
      case .produceID: "GB 45438-2025 Annex E e)"
      case .reservedCode1: "GB 45438-2025 Annex E f)"
      case .contentPropagator: "GB 45438-2025 Annex E g)"
      case .propagateID: "GB 45438-2025 Annex E h)"
      case .reservedCode2: "GB 45438-2025 Annex E i)"
      }
    }
  }

  /// What the label says of the content.
  public let status: Status
  /// The name or code of who generated it; empty only where a platform writes and does not know.
  public let contentProducer: String
  /// The producer's own number for the content.
  public let produceID: String
  /// For the producer's protection of the label.
  public let reservedCode1: String
  /// The name or code of who spreads it.
  public let contentPropagator: String
  /// The propagator's own number for the content.
  public let propagateID: String
  /// For the propagator's protection of the label.
  public let reservedCode2: String

  /// The most bytes that one field may have here; the standard names no maximum.
  public static let longestField = 1 << 20

  /// A label with these fields.
  ///
  /// - Parameters:
  ///   - status: What it says of the content.
  ///   - contentProducer: A provider code, or a name of printable ASCII without blanks.
  ///   - produceID: The producer's number for the content.
  ///   - reservedCode1: The producer's protection.
  ///   - contentPropagator: nil for the producer again, as note 1 of Annex E wants it at first writing.
  ///   - propagateID: nil for the producer's number again.
  ///   - reservedCode2: The propagator's protection.
  /// - Throws: ``LabelError/field(_:_:)`` for a field outside its domain.
  public init(
    status: Status, contentProducer: String, produceID: String, reservedCode1: String = "",
    contentPropagator: String? = nil, propagateID: String? = nil, reservedCode2: String = ""
  ) throws(LabelError) {
    self.status = status
    self.contentProducer = contentProducer
    self.produceID = produceID
    self.reservedCode1 = reservedCode1
    self.contentPropagator = contentPropagator ?? contentProducer
    self.propagateID = propagateID ?? produceID
    self.reservedCode2 = reservedCode2
    for element in Element.allCases where element != .status {
      if let fault = FieldDomain.fault(in: self[element], of: element) {
        throw LabelError.field(element, fault.en)
      }
    }
    // A platform that found no label writes 2 or 3 and need not know who made the content.
    let mayBeUnknown = status != .generated && !self.contentPropagator.isEmpty
    if contentProducer.isEmpty, !mayBeUnknown { throw .field(.contentProducer, "it is empty") }
    if produceID.isEmpty, !mayBeUnknown { throw .field(.produceID, "it is empty") }
  }

  /// The text of one field, as it stands in the label.
  public subscript(element: Element) -> String {
    switch element {
    case .status: String(status.rawValue)
    case .contentProducer: contentProducer
    case .produceID: produceID
    case .reservedCode1: reservedCode1
    case .contentPropagator: contentPropagator
    case .propagateID: propagateID
    case .reservedCode2: reservedCode2
    }
  }
}

/// Which characters a field may have (Annex E j): 0x21, 0x23–0x5B, 0x5D–0x7E; a quote where it is
/// written `\"`, which only the reserved codes need.
enum FieldDomain {
  /// What is wrong with a text as the value of a field; nil where nothing is.
  static func fault(in text: String, of element: AIGCLabel.Element) -> Wording? {
    let reserved = element == .reservedCode1 || element == .reservedCode2
    var place = 0
    for scalar in text.unicodeScalars {
      place += 1
      switch scalar.value {
      case 0x21, 0x23...0x5B, 0x5D...0x7E: continue
      case 0x22 where reserved: continue
      default:
        let code = String(scalar.value, radix: 16, uppercase: true)
        let shown = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return Wording(
          zh: "第\(place)个字符是U+\(shown)，只允许除空格、引号和反斜杠以外的可打印ASCII字符",
          en: "character \(place) is U+\(shown), and only printable ASCII without blank, quote and "
            + "backslash is allowed")
      }
    }
    if text.utf8.count > AIGCLabel.longestField {
      return Wording(
        zh: "共\(text.utf8.count)字节，最多读取\(AIGCLabel.longestField)字节",
        en: "it has \(text.utf8.count) bytes, and at most \(AIGCLabel.longestField) are taken")
    }
    return nil
  }
}
