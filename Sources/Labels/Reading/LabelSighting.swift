/// A label that was found in a file, and where.
public struct LabelSighting: Hashable, Sendable {
  /// What carries it.
  public enum Carrier: Hashable, Sendable {
    /// A property of XMP.
    case property
    /// A text of the container under this name, which may be empty.
    case text(key: String)
    /// A text in an EXIF tag.
    case exif(tag: UInt16)
    /// Text at a place that has no name.
    case stray
  }

  /// What carries it.
  public let carrier: Carrier
  /// The place in the words of the format.
  public let place: String
  /// The byte of the file at which what carries it starts.
  public let offset: Int
  /// Which of the file's slots it is in.
  public let slot: Int
  /// What it says.
  public let label: ReadLabel
  /// The name of the property, where it is one.
  let property: XMPName?
}

/// A mark other than the label that says something of how content came to be.
public struct OtherMark: Hashable, Sendable {
  /// What kind of mark.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// `Iptc4xmpExt:DigitalSourceType` or `DigitalSourceFileType`.
    case sourceType = "iptc.source-type"
    /// `Iptc4xmpExt:AISystemUsed` (IPTC 2025.1).
    case system = "iptc.ai-system"
    /// `Iptc4xmpExt:AISystemVersionUsed`.
    case systemVersion = "iptc.ai-system-version"
    /// `Iptc4xmpExt:AIPromptInformation`.
    case prompt = "iptc.ai-prompt"
    /// `Iptc4xmpExt:AIPromptWriterName`.
    case promptWriter = "iptc.ai-prompt-writer"
    /// A C2PA manifest store, which another room reads.
    case credentials = "c2pa.store"
    /// The address of a manifest that is elsewhere.
    case remoteCredentials = "c2pa.remote"
    /// The SEI message of Kling.
    case kling = "kling.sei"
    /// The private `aigc_info` of Douyin and CapCut; it says nothing for sure.
    case douyin = "douyin.aigc-info"
    /// The `ServiceProvider` schema of Tencent Cloud.
    case tencent = "tencent.service-provider"
    /// A credit line that names a generator.
    case credit = "photoshop.credit"
    /// The parameters of a generator as text.
    case parameters = "generator.parameters"
    /// `xmp:CreateDate`: when the file says that its content was made.
    case created = "xmp.create-date"
    /// Labels that a correction replaced.
    case earlierLabels = "countermark.earlier-labels"
  }

  /// How much a mark says.
  public enum Weight: String, Hashable, Sendable, Codable {
    /// It states that the content is generated, wholly or in part.
    case states
    /// It is a trace of a generator.
    case suggests
    /// It says something, and not whether the content is generated.
    case neutral
  }

  /// What kind of mark.
  public let kind: Kind
  /// How much it says.
  public let weight: Weight
  /// What it says, in its own words; at most some hundred characters.
  public let value: String
  /// The place in the words of the format.
  public let place: String
  /// The byte of the file at which what carries it starts.
  public let offset: Int
}
