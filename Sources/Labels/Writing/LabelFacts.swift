internal import Rules

/// What is known of how content came to be, for profiles that ask for more than the label.
public struct LabelFacts: Hashable, Sendable {
  /// The name of the provider.
  public var provider: String?
  /// The name of the generating system.
  public var system: String?
  /// Its version.
  public var systemVersion: String?
  /// When the content was made, in milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64?
  /// What it was made of.
  public var sourceType: DigitalSourceType

  /// Facts; what is not known is nil.
  public init(
    provider: String? = nil, system: String? = nil, systemVersion: String? = nil,
    milliseconds: Int64? = nil, sourceType: DigitalSourceType = .trainedAlgorithmicMedia
  ) {
    self.provider = provider
    self.system = system
    self.systemVersion = systemVersion
    self.milliseconds = milliseconds
    self.sourceType = sourceType
  }

  /// The properties that a profile wants beside the label.
  ///
  /// - Throws: ``LabelError/profileNeeds(profile:fact:)`` where a fact is required and not known.
  func properties(
    for profile: LabelProfile
  ) throws(LabelError) -> [(name: XMPName, text: String)] {
    var properties: [(name: XMPName, text: String)] = []
    for entry in profile.facts {
      let name: XMPName
      let text: String?
      switch entry.fact {
      // These two are fields of the label.
      case .label, .contentID: continue
      case .sourceType: (name, text) = (.sourceType, sourceType.uri)
      case .provider: (name, text) = (.credit, provider)
      case .system: (name, text) = (.systemUsed, system)
      case .systemVersion: (name, text) = (.systemVersionUsed, systemVersion)
      case .time: (name, text) = (.createDate, milliseconds.map(Timestamp.text))
      }
      guard let text, !text.isEmpty else {
        if entry.required {
          throw .profileNeeds(profile: profile.id, fact: entry.wording.en)
        }
        continue
      }
      properties.append((name, text))
    }
    return properties
  }
}

/// Times as XMP and JSON have them.
enum Timestamp {
  /// `2026-11-27T12:00:00Z`, of milliseconds since 1970; what lies outside the years 1 to 9999 is cut.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999) / 1000
    var days = seconds / 86_400
    var rest = seconds % 86_400
    if rest < 0 {
      days -= 1
      rest += 86_400
    }
    // Civil from days, with March as the first month.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    func padded(_ number: Int64, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    let date = "\(padded(year, 4))-\(padded(civilMonth, 2))-\(padded(day, 2))"
    return date + "T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }
}
